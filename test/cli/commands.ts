import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The compiled command line. */
export const cli = join(import.meta.dirname, '../../src/cli/main.js')

/** How a command ended, and what it wrote. */
export interface Ended {
  readonly exit: number | string | null | undefined
  readonly out: string
  readonly err: string
}

/** The command line in a folder that is new for each test. */
export interface Commands {
  readonly dir: string
  /** Runs a command there, with nothing of this process's environment but the path. */
  readonly run: (...words: readonly string[]) => Promise<Ended>
  readonly runWith: (
    env: Readonly<Record<string, string>>,
    ...words: readonly string[]
  ) => Promise<Ended>
}

/** Makes and removes the folders around each test of a suite. Call it inside `describe`. */
export function commandsInFolders(): Commands {
  let dir = ''
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'latchkey-cli-'))
  })
  afterEach(() => rm(dir, { recursive: true }))
  const runWith: Commands['runWith'] = (env, ...words) =>
    new Promise((resolve) => {
      const options = { cwd: dir, env: { PATH: process.env['PATH'], DATA_DIR: 'store', ...env } }
      execFile(process.execPath, [cli, ...words], options, (error, out, err) => {
        resolve({ exit: error === null ? 0 : error.code, out, err })
      })
    })
  return {
    get dir() {
      return dir
    },
    runWith,
    run: (...words) => runWith({}, ...words),
  }
}
