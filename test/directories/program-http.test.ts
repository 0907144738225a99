import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect } from 'chai'
import { freePort } from '../stand-ins/free-port.ts'
import { withPostgres } from '../stores/postgres/server.ts'
import { temporaryFolders } from '../stores/temporary-folder.ts'
import { blocksOf, put, settingsOf } from './connect-doc.ts'
import type { ExampleServer } from './example-server.ts'
import { walker, walkThrough, type WalkStand } from './program-walk.ts'

interface Found {
  readonly reference: string
  readonly recoveryMobiles: readonly string[]
}

/** Asks the server as its provider's own sign-in would. */
async function ask(
  { url, token }: ExampleServer,
  path: string,
  body: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await answer.json()) as Record<string, unknown>
}

async function entry(server: ExampleServer): Promise<Found> {
  const { entries } = await ask(server, '/find', {
    keys: [{ by: 'account-id', value: walker.id }],
  })
  const [[found] = []] = entries as readonly (readonly Found[])[]
  if (found === undefined) throw new Error('nobody there')
  return found
}

const section = 'An API: the HTTP contract'

/** Runs the commands of the page as they stand, but for the database, its name, and the folder of the people. */
async function follow(databaseUrl: string, folder: string): Promise<ExampleServer> {
  const [block = '', ...more] = blocksOf(section, 'sh')
  expect(more).to.deep.equal([])
  const script = put(block, {
    'createdb accounts': 'true',
    "'postgres:///accounts?host=/var/run/postgresql'": `'${databaseUrl}'`,
    'people.ndjson': join(folder, 'people.ndjson'),
    'PEOPLE=': 'exec env PEOPLE=',
  })
  const port = await freePort()
  const env = { PATH: process.env['PATH'], PORT: String(port) }
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], { env, stdio: [...stdio] })
  let told = ''
  for await (const part of child.stdout.setEncoding('utf8')) {
    told += String(part)
    if (told.includes('directory on port')) break
  }
  const [token = ''] = told.split('\n', 1)
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

describe('docs/connect.md, followed with the example server of the HTTP contract', function () {
  this.timeout(120_000)
  const postgres = withPostgres()
  const folders = temporaryFolders()
  let server: ExampleServer | null = null
  let stand: WalkStand | null = null

  before(async () => {
    const started = await follow(await postgres().database(), await folders.make())
    server = started
    stand = {
      variables: {
        ...settingsOf(section),
        DIRECTORY_URL: started.url,
        DIRECTORY_TOKEN: started.token,
      },
      async opensWith(password) {
        const { reference } = await entry(started)
        return (
          (await ask(started, '/verify-password', { reference, password }))['answer'] === 'right'
        )
      },
      mobiles: async () => (await entry(started)).recoveryMobiles,
      findsServers: true,
      refused: [{ password: walker.password, sentence: /knows this password from before/ }],
    }
  })
  after(async () => server?.stop())

  walkThrough(() => {
    if (stand === null) throw new Error('no directory')
    return stand
  })
})
