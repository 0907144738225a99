import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { variablesFor, type Reachable, type Variables } from './program.ts'

/** The compiled program of this checkout. */
const ownMain = fileURLToPath(new URL('../../src/main.js', import.meta.url))

/** How a process of the program ended. */
export interface Ending {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly errors: string
}

/** The program as a process of its own. */
export interface ChildProgram extends Reachable {
  /** Sends a signal and waits for the end. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Ending>
  /** Sends a signal and does not wait. */
  signal(signal: 'SIGKILL' | 'SIGTERM'): void
  /** Resolves when the process is gone. */
  readonly ended: Promise<Ending>
}

interface Spawned {
  readonly child: ChildProcess
  readonly ended: Promise<Ending>
  readonly errors: () => string
}

/** Only what the program needs: a variable of the machine that runs the test must not change what is tested. */
function spawnMain(dir: string, over: Variables, main = ownMain): Spawned {
  const env = { PATH: process.env['PATH'] ?? '', ...variablesFor(dir, over) }
  const child = spawn(process.execPath, [main], {
    env,
    cwd: dir,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  child.stderr.setEncoding('utf8')
  child.stderr.on('data', (text: string) => {
    errors += text
  })
  // `close` comes when stderr has been read to its end as well; `exit` may come before.
  const ended = once(child, 'close').then(([code]: unknown[]) => ({
    code: typeof code === 'number' ? code : null,
    errors,
  }))
  return { child, ended, errors: () => errors }
}

async function readyAt({ child, ended, errors }: Spawned): Promise<string> {
  const ready = /Latchkey is ready: (\S+)/
  const isReady = new Promise<string>((resolve) => {
    child.stderr?.on('data', () => {
      const url = ready.exec(errors())?.[1]
      if (url !== undefined) resolve(url)
    })
  })
  const isGone = ended.then((ending) => {
    throw new Error(`the program ended with ${ending.code}: ${ending.errors}`)
  })
  return Promise.race([isReady, isGone])
}

/**
 * Starts the compiled program and waits for the line that says it is ready.
 *
 * @param main another copy of it
 * @throws Error with its exit code and what it said when it ends instead
 */
export async function startChild(
  dir: string,
  over: Variables = {},
  main = ownMain,
): Promise<ChildProgram> {
  const spawned = spawnMain(dir, over, main)
  const publicUrl = await readyAt(spawned)
  const { child, ended } = spawned
  return {
    url: publicUrl.replace('//localhost:', '//127.0.0.1:'),
    ended,
    signal: (signal) => {
      child.kill(signal)
    },
    async end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

/** Runs the program where it is to refuse, and tells how it ended; one that starts is ended and counts as code 0. */
export async function runToRefusal(dir: string, over: Variables = {}): Promise<Ending> {
  const spawned = spawnMain(dir, over)
  spawned.child.stderr?.on('data', () => {
    if (spawned.errors().includes('is ready')) spawned.child.kill('SIGTERM')
  })
  return spawned.ended
}
