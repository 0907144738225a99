import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli } from '../../src/cli/run-cli.ts'

/** The compiled command line. */
export const cli = join(import.meta.dirname, '../../src/cli/main.js')

/** How a command ended, and what it wrote. */
export interface Ended {
  readonly exit: number | string | null | undefined
  readonly out: string
  readonly err: string
}

type Env = Readonly<Record<string, string>>

/** The command line in a folder that is new for each test. */
export interface Commands {
  readonly dir: string
  /**
   * Runs a command there with nothing of this process's environment but the path. It runs in this process, as
   * `main.ts` would in its own, since starting one takes longer than any command.
   */
  readonly run: (...words: readonly string[]) => Promise<Ended>
  readonly runWith: (env: Env, ...words: readonly string[]) => Promise<Ended>
  /** The same in a process of its own. */
  readonly runAlone: (...words: readonly string[]) => Promise<Ended>
  readonly runAloneWith: (env: Env, ...words: readonly string[]) => Promise<Ended>
}

/** Makes all that follows see an environment, as a new process would. */
function replaceEnv(env: NodeJS.ProcessEnv): void {
  // The object itself stays: what `.env` holds is added to it, and to no other.
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
}

/** Gathers what is written to a stream of this process, until it is given back. */
function intercept(stream: NodeJS.WriteStream) {
  const { write } = stream
  let text = ''
  stream.write = (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
    text += Buffer.from(chunk).toString()
    for (const written of rest) if (typeof written === 'function') written()
    return true
  }
  return () => {
    stream.write = write
    return text
  }
}

/** Runs a command in this process, which for as long stands in its folder, sees its environment and is not heard. */
async function runHere(dir: string, env: Env, words: readonly string[]): Promise<Ended> {
  const [cwd, before] = [process.cwd(), { ...process.env }]
  process.chdir(dir)
  replaceEnv(env)
  const [out, err] = [intercept(process.stdout), intercept(process.stderr)]
  let written = { out: '', err: '' }
  let exit: number
  try {
    exit = await runCli(words)
  } finally {
    written = { out: out(), err: err() }
    process.chdir(cwd)
    replaceEnv(before)
  }
  return { exit, ...written }
}

/** Makes and removes the folders around each test of a suite. Call it inside `describe`. */
export function commandsInFolders(): Commands {
  let dir = ''
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'latchkey-cli-'))
  })
  afterEach(() => rm(dir, { recursive: true }))
  const complete = (env: Env): Env => ({
    PATH: process.env['PATH'] ?? '',
    DATA_DIR: 'store',
    ...env,
  })
  const runWith: Commands['runWith'] = (env, ...words) => runHere(dir, complete(env), words)
  const runAloneWith: Commands['runWith'] = (env, ...words) =>
    new Promise((resolve) => {
      const options = { cwd: dir, env: complete(env) }
      execFile(process.execPath, [cli, ...words], options, (error, out, err) => {
        resolve({ exit: error === null ? 0 : error.code, out, err })
      })
    })
  return {
    get dir() {
      return dir
    },
    runWith,
    runAloneWith,
    run: (...words) => runWith({}, ...words),
    runAlone: (...words) => runAloneWith({}, ...words),
  }
}
