/**
 * Takes out one lock of the program after the other and tells which tests fall: `npm run mutations`, or with words of
 * the names of some guards, `npm run mutations -- frozen undo`. Works in a copy of dist/, so that nothing here changes.
 *
 * A test that ran out of time did not fall, and a test that falls with every lock in place tells nothing: neither
 * counts. Ends with 1 when a lock can be taken out without any test falling, unless the list says which second lock
 * holds. `--out FILE` writes what fell as a table.
 */
import { transformSync } from '@swc/core'
import { spawn } from 'node:child_process'
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from './build.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
/** Longer than all the tests that a guard names take together. */
const limitMs = 300_000

/** A folder that looks like this one to the tests, with a dist/ of its own. */
function copyProject() {
  const copy = mkdtempSync(join(tmpdir(), 'latchkey-mutations-'))
  for (const name of readdirSync(root)) {
    if (name !== 'dist' && name !== '.git') symlinkSync(join(root, name), join(copy, name))
  }
  // Node follows a link to the place a file really is, and imports from there: files of dist/ have to be copies.
  cpSync(join(root, 'dist'), join(copy, 'dist'), { recursive: true })
  return copy
}

function withoutLock({ file, from, to, name }) {
  const source = readFileSync(join(root, file), 'utf8')
  const parts = source.split(from)
  if (parts.length !== 2)
    throw new Error(`${name}: its text is ${parts.length - 1} times in ${file}`)
  const { code } = transformSync(parts.join(to), {
    filename: basename(file),
    sourceMaps: false,
    jsc: {
      parser: { syntax: 'typescript' },
      target: 'es2024',
      transform: { verbatimModuleSyntax: true },
    },
    module: { type: 'es6' },
  })
  return code.replace(/(from '|from "|import\('|import\(")(\.[^'"]*)\.ts(['"])/g, '$1$2.js$3')
}

const compiledOf = (path) => join('dist', path.replace(/\.ts$/, '.js'))

/**
 * Runs tests until one falls.
 *
 * @returns `fell` with its title, or what else happened: `passed`, `late` when the time was up, `useless` without any test
 */
function runTests(copy, { tests, titled }) {
  const mocha = fileURLToPath(new URL('bin/mocha.js', import.meta.resolve('mocha/package.json')))
  const usual = ['--no-config', '--timeout', '60000', '--bail', '--exit', '--reporter', 'json']
  const options = titled === undefined ? usual : [...usual, '--fgrep', titled]
  const child = spawn(process.execPath, [mocha, ...options, ...tests.map(compiledOf)], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let text = ''
  let isLate = false
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (part) => (text += part))
  const timer = setTimeout(() => {
    isLate = true
    child.kill('SIGKILL')
  }, limitMs)
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer)
      if (isLate) resolve({ outcome: 'late' })
      else resolve(resultIn(text, code))
    })
  })
}

function resultIn(text, code) {
  try {
    const { stats, failures } = JSON.parse(text.slice(text.indexOf('{\n  "stats"')))
    if (stats.passes + stats.failures === 0)
      return { outcome: 'useless', title: 'none of that name' }
    const [failure] = failures
    if (failure === undefined) return { outcome: 'passed' }
    const isLate = failure.err.code === 'ERR_MOCHA_TIMEOUT'
    return isLate ? { outcome: 'late' } : { outcome: 'fell', title: failure.fullTitle }
  } catch {
    return { outcome: 'fell', end: `(the run ended with ${code ?? 'a signal'})` }
  }
}

/** Whether a test that fell also falls with every lock in place; each is asked once. */
function createBaseline() {
  const known = new Map()
  return (copy, { tests, titled }) => {
    const key = `${tests.join()} ${titled}`
    const asked = known.get(key) ?? runTests(copy, { tests, titled })
    known.set(key, asked)
    return asked
  }
}

async function withMutation(copy, guard, run) {
  const place = join(copy, compiledOf(guard.file))
  const whole = readFileSync(place)
  writeFileSync(place, withoutLock(guard))
  try {
    return await run()
  } finally {
    writeFileSync(place, whole)
  }
}

async function tryGuard({ copy, baseline }, guard) {
  const result = await withMutation(copy, guard, async () => {
    const first = await runTests(copy, guard)
    return first.outcome === 'late' ? runTests(copy, guard) : first
  })
  if (result.outcome !== 'fell') return result
  const { tests } = guard
  const { title: titled = guard.titled } = result
  const { outcome } = await baseline(copy, { tests, titled })
  return outcome === 'passed'
    ? result
    : { outcome: 'useless', title: `${titled} ${outcome} as it is` }
}

const tell = (line) => process.stdout.write(`${line}\n`)

const told = ({ heldBy }, { outcome, title, end }) => {
  if (outcome === 'fell') return title ?? end
  const second = outcome === 'passed' && heldBy !== undefined ? `held by: ${heldBy}` : null
  return (
    second ?? { passed: 'SURVIVED', late: 'OUT OF TIME', useless: `NO TEST: ${title}` }[outcome]
  )
}

/** Tries the guards of a queue, one after the other, in a copy of its own; several of these run at once. */
async function worker({ queue, results, baseline }) {
  const copy = copyProject()
  try {
    for (let guard = queue.shift(); guard !== undefined; guard = queue.shift()) {
      const result = await tryGuard({ copy, baseline }, guard)
      results.set(guard.name, result)
      tell(`${guard.name}\n  ${told(guard, result)}`)
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

const hasFallen = (results, name) => results.get(name)?.outcome === 'fell'

/** A guard that nothing fell for holds only if the second lock that it names fell. */
function isHeld({ name, heldBy }, results) {
  if (hasFallen(results, name)) return true
  const isHarmless = results.get(name).outcome === 'passed' && heldBy !== undefined
  return isHarmless && hasFallen(results, heldBy)
}

async function main({ words, out, jobs }) {
  if (!build()) return 1
  const { guards } = await import(join(root, 'dist', 'test', 'mutations', 'guards.js'))
  const named = (guard) => words.length === 0 || words.some((word) => guard.name.includes(word))
  const wanted = guards.filter(named)
  const seconds = guards.filter(({ name }) => wanted.some(({ heldBy }) => heldBy === name))
  const tried = [...new Set([...wanted, ...seconds])]
  const results = new Map()
  const shared = { queue: [...tried], results, baseline: createBaseline() }
  await Promise.all(Array.from({ length: jobs }, () => worker(shared)))
  const survivors = tried.filter((guard) => !isHeld(guard, results))
  const rows = tried.map((guard) => `${guard.name} | ${told(guard, results.get(guard.name))}`)
  const end = `${tried.length} locks taken out, ${survivors.length} without any test falling`
  if (out !== undefined) writeFileSync(out, [...rows, end, ''].join('\n'))
  tell(end)
  for (const { name } of survivors) tell(`  ${name}`)
  return survivors.length === 0 ? 0 : 1
}

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    jobs: { type: 'string', default: String(availableParallelism()) },
  },
})
process.exitCode = await main({ words, out: values.out, jobs: Number(values.jobs) })
