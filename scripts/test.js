/**
 * Builds what is stale and runs tests: all of them, with `--quick` all but those with browsers, clusters, real
 * databases or directories, with `--only` the files and folders of test/ that are named. Further options go to mocha.
 *
 * Files that were named run one after the other in one process, which ends by itself only if they left nothing open.
 * More than that runs in parallel, one process a core.
 */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from './build.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const tests = join(root, 'test')
const ending = '.test.ts'

/** Where real directories are. */
const directories = [
  'directories/active-directory',
  'directories/openldap',
  'directories/odd',
  'directories/known-unknown',
  'directories/compose',
  'directories/connect-',
  'directories/http.test',
  'directories/program-',
]

/** Where browsers, clusters, crashes by the thousand, real databases and real directories are. */
const slow = [
  'cluster/',
  'crash/',
  'browser/',
  'stores/postgres/',
  'attacks/postgres-',
  'playground/',
  ...directories,
]
/**
 * What takes longest begins first, so that none of it is left alone at the end; the files of test/cluster apart, because
 * each keeps a whole machine busy, but for the failover, which mostly waits.
 */
const longest = [
  'cluster/failover',
  'cluster/browser',
  'directories/active-directory',
  'directories/killed',
  'directories/known-unknown',
  'crash/',
  'browser/',
  'cluster/',
  'stores/postgres/',
  'attacks/',
  'dialogs/',
  'cli/',
  'program/',
]

class UsageError extends Error {}

/** The tests at a path of test/, which may be a folder, relative to test/. */
function testsAt(path) {
  const typed = relative(process.cwd(), path)
  if (existsSync(path) === false) throw new UsageError(`${typed} does not exist`)
  const name = relative(tests, path)
  if (name.split(sep)[0] === '..') throw new UsageError(`${typed} is not in test/`)
  const names =
    statSync(path).isFile() === true
      ? [name]
      : readdirSync(path, { recursive: true }).map((each) => join(name, each))
  const found = names.filter((each) => each.endsWith(ending))
  if (found.length === 0) throw new UsageError(`${typed}: no name there ends in ${ending}`)
  return found.map((each) => each.replaceAll(sep, '/')).toSorted()
}

/** Which of the places a test is at; -1 for none. */
const placeOf = (places, file) => places.findIndex((place) => file.startsWith(place))

/** The places in the order of `longest`, then all others. */
const turnOf = (file) => (placeOf(longest, file) + longest.length + 1) % (longest.length + 1)

const inTurn = (files) => files.toSorted((a, b) => turnOf(a) - turnOf(b))

/** The tests that were named, and what is for mocha: paths come first, because an option's value may look like one. */
function namedTests(args) {
  const end = args.findIndex((arg) => arg.startsWith('-'))
  const paths = end < 0 ? args : args.slice(0, end)
  if (paths.length === 0) throw new UsageError('Name the tests: npm run test:file -- test/domain')
  const files = new Set(paths.flatMap((path) => testsAt(resolve(path))))
  return { files: [...files], options: args.slice(paths.length) }
}

/** Mocha's options for so many files at once. */
const parallel = (jobs) => ['--parallel', '--jobs', String(jobs)]

function parse([mode, ...rest]) {
  if (mode === '--only') return namedTests(rest)
  const all = testsAt(tests)
  const cores = availableParallelism()
  if (mode === '--quick') {
    const quick = all.filter((file) => placeOf(slow, file) < 0)
    // One more than there are cores: some wait for the disk or for a program that starts.
    return { files: inTurn(quick), options: [...parallel(cores + 1), ...rest] }
  }
  return {
    files: inTurn(all),
    options: [...parallel(cores), ...(mode === undefined ? [] : [mode, ...rest])],
  }
}

function runMocha({ files, options }) {
  const { timeout } = JSON.parse(readFileSync(join(root, '.mocharc.json'), 'utf8'))
  const mocha = fileURLToPath(new URL('bin/mocha.js', import.meta.resolve('mocha/package.json')))
  const compiled = files.map((file) => join('dist', 'test', file.replace(/\.ts$/, '.js')))
  // Without the project's settings: they name every file there is.
  // A large nursery: exploring a chart makes much that lives for a while, and each collection would copy it.
  const node = ['--max-semi-space-size=64']
  const usual = ['--no-config', '--enable-source-maps', '--timeout', String(timeout)]
  const args = [...node, mocha, ...usual, ...options, ...compiled]
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

try {
  const wanted = parse(process.argv.slice(2))
  if (build()) runMocha(wanted)
  else process.exitCode = 1
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(`${error.message}.`)
  process.exitCode = 2
}
