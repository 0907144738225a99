/**
 * Compiles what has changed since the last build into dist/, and does nothing when nothing has. `--tell` says which.
 * Installed without devDependencies there is no compiler: then what is built is used as it is.
 *
 * dist/.built.json lists the sources of the last build that went well, with size and time of change. Compiled files
 * whose source is gone are removed: mocha would still run them.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')
const record = join(dist, '.built.json')
const tsBuildInfo = join(dist, '.tsbuildinfo')
const rooms = ['src', 'dialogs', 'test', 'bench', 'training']
/** What decides about every compiled file. */
const settings = ['tsconfig.json', 'package-lock.json']

function filesBelow(folder, endings) {
  if (existsSync(folder) === false) return []
  return (
    readdirSync(folder, { recursive: true })
      .filter((name) => endings.some((ending) => name.endsWith(ending)))
      // bench/peers has packages of its own once somebody installed them: thousands of files that are not ours.
      .filter((name) => name.split(sep).includes('node_modules') === false)
      .map((name) => join(folder, name))
  )
}

const compiledOf = (source) => join(dist, source.replace(/\.ts$/, '.js'))

/** Size and time of change of everything a build reads, by path. */
function present() {
  const sources = rooms.flatMap((room) => filesBelow(join(root, room), ['.ts']))
  const paths = [...sources.map((path) => relative(root, path)), ...settings]
  return Object.fromEntries(
    paths.map((path) => {
      const { size, mtimeMs } = statSync(join(root, path))
      return [path, `${size} ${mtimeMs}`]
    }),
  )
}

function lastBuilt() {
  try {
    return JSON.parse(readFileSync(record, 'utf8'))
  } catch {
    return {}
  }
}

/** Removes compiled files without a source, and answers with the sources that have none. */
function clear(now) {
  // Declarations are read by the compiler and leave nothing behind.
  const sources = Object.keys(now).filter((path) => /(?<!\.d)\.ts$/.test(path))
  const wanted = new Set(sources.map(compiledOf))
  const compiled = rooms.flatMap((room) => filesBelow(join(dist, room), ['.js', '.js.map']))
  for (const path of compiled) {
    if (!wanted.has(path.replace(/\.map$/, ''))) rmSync(path)
  }
  return sources.filter((path) => existsSync(compiledOf(path)) === false)
}

/** Without a compiler: whether there is something built, and what to do when there is not. */
function useBuilt(tell) {
  if (existsSync(join(dist, 'src', 'main.js')) === true) {
    tell(
      'There is no compiler here (installed without devDependencies), so dist/ is used as it is.',
    )
    return true
  }
  console.error(
    'Nothing is built, and there is no compiler here: devDependencies are not installed.',
  )
  console.error(
    'Run `npm ci && npm run build` first; after that `npm ci --omit=dev` is enough to serve.',
  )
  return false
}

/**
 * Brings dist/ up to date.
 *
 * @param tell takes a sentence about what is done
 * @returns whether it is up to date now; the compiler has said why not
 */
export function build(tell = () => {}) {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  if (existsSync(tsc) === false) return useBuilt(tell)
  const [now, before] = [present(), lastBuilt()]
  const missing = clear(now)
  const changed = Object.keys({ ...before, ...now }).filter((path) => now[path] !== before[path])
  if (missing.length === 0 && changed.length === 0) {
    tell('Nothing is stale: dist/ is up to date.')
    return true
  }
  const stale = new Set([...missing, ...changed])
  const files = stale.size === 1 ? 'file is' : 'files are'
  tell(
    `Compiling, since ${stale.size} ${files} stale. This takes up to a minute the first time ...`,
  )
  // What the compiler remembers to have written would not be written again.
  if (missing.length > 0) rmSync(tsBuildInfo, { force: true })
  const args = [tsc, '--incremental', '--tsBuildInfoFile', tsBuildInfo]
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) return false
  const compiled = ['src', 'dialogs'].map((room) => join(dist, room))
  // A process of its own: what it needs is not there without devDependencies.
  const rewriting = [join(root, 'scripts', 'spreads.js'), ...compiled]
  if (spawnSync(process.execPath, rewriting, { cwd: root, stdio: 'inherit' }).status !== 0)
    return false
  writeFileSync(record, JSON.stringify(now))
  return true
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tell = process.argv[2] === '--tell' ? (sentence) => console.error(sentence) : undefined
  if (!build(tell)) process.exitCode = 1
}
