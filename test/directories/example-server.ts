import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/root.ts'
import { freePort } from '../stand-ins/free-port.ts'
import { firstPassword, people, type Person } from './people.ts'

/** The example server on a database, with everybody in it. */
export interface ExampleServer {
  readonly url: string
  readonly token: string
  stop(): Promise<void>
}

const token = 'a-token-of-the-test'

const lineOf = (one: Person): object => ({
  accountId: one.id,
  displayName: one.name,
  status: one.status,
  loginEmails: one.mails.map((mail) => mail.toLowerCase()),
  recoveryMobiles: one.e164,
  servers: one.servers,
  password: firstPassword,
})

/** Starts it as README of the example says, with people as the example reads them. */
export async function startExampleServer(
  databaseUrl: string,
  folder: string,
): Promise<ExampleServer> {
  const lines = Object.values<Person>(people).map(lineOf)
  const file = join(folder, 'people.ndjson')
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
  const port = await freePort()
  const child: ChildProcess = spawn(
    process.execPath,
    [join(projectRoot(), 'examples', 'directory-server', 'server.js')],
    {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: databaseUrl,
        DIRECTORY_TOKEN: token,
        PEOPLE: file,
        PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const onExit = (): void => void child.kill('SIGKILL')
  process.on('exit', onExit)
  if (child.stdout === null) throw new Error('no output')
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error('the example server ended')
    }),
  ])
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    async stop() {
      process.off('exit', onExit)
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}
