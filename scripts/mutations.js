/**
 * Takes out one lock of the program after the other and tells which tests fall: `npm run mutations`, or with words of
 * the names of some guards, `npm run mutations -- frozen undo`. Works in copies of dist/, so that nothing here changes.
 *
 * A test that ran out of time did not fall, nor did one whose file cannot be loaded, and a test that falls with every lock
 * in place tells nothing: none of these counts. Ends with 1 when a lock can be taken out without any test falling, unless
 * the list says which second lock holds. `--out FILE` writes what fell as a table.
 *
 * Each lock has a process of its own, because what a test leaves open may disturb the next. The tests that fell are run
 * again with every lock in place, once a file.
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

/** Mocha's options for titles: those that hold a piece of text, or those that are whole titles of a list. */
function optionsFor({ titled, titles }) {
  if (titles !== undefined) return ['--grep', `^(${titles.map(escaped).join('|')})`]
  return titled === undefined ? [] : ['--fgrep', titled]
}

const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)

/**
 * Runs tests.
 *
 * @returns the report of mocha, `null` without one, or `late` when the time was up
 */
function runTests(copy, { tests, options }) {
  const mocha = fileURLToPath(new URL('bin/mocha.js', import.meta.resolve('mocha/package.json')))
  const usual = ['--no-config', '--timeout', '60000', '--exit', '--reporter', 'json']
  const child = spawn(process.execPath, [mocha, ...usual, ...options, ...tests.map(compiledOf)], {
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
    child.on('close', () => {
      clearTimeout(timer)
      resolve(isLate ? 'late' : reportIn(text))
    })
  })
}

function reportIn(text) {
  try {
    return JSON.parse(text.slice(text.indexOf('{\n  "stats"')))
  } catch {
    return null
  }
}

const isOutOfTime = ({ err }) => err.code === 'ERR_MOCHA_TIMEOUT'

/** The test that fell, or what else happened: `passed`, `late`, `useless` without any test. */
function resultOf(report) {
  if (report === 'late') return { outcome: 'late' }
  if (report === null) return { outcome: 'useless', title: 'the tests cannot be loaded' }
  const { stats, failures } = report
  if (stats.passes + stats.failures === 0) return { outcome: 'useless', title: 'none of that name' }
  const [failure] = failures
  if (failure === undefined) return { outcome: 'passed' }
  if (isOutOfTime(failure)) return { outcome: 'late' }
  return { outcome: 'fell', title: testBehind(failure.fullTitle) }
}

/** The test that a hook failed for; a test itself is its own. */
const testBehind = (title) =>
  title.replace(/"(?:before|after) (?:all|each)" hook(?:: \S+)? (?:for|in) "(.*)"$/u, '$1')

/** Whether any of some titles begins so. */
function hasAny(titles, start) {
  return titles.some((title) => title.startsWith(start) === true)
}

/** Tests that passed with every lock in place, among titles of some files. */
async function passingOf(copy, { tests, titles }) {
  const report = await runTests(copy, { tests, options: optionsFor({ titles }) })
  if (report === 'late' || report === null) return new Set()
  const failed = report.failures.map(({ fullTitle }) => testBehind(fullTitle))
  const passed = report.passes.map(({ fullTitle }) => fullTitle)
  return new Set(
    titles.filter((title) => hasAny(passed, title) === true && hasAny(failed, title) === false),
  )
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

/** Takes one lock out and runs its tests until one falls; a second time when the first was late or told nothing. */
function tryGuard(copy, guard) {
  return withMutation(copy, guard, async () => {
    const wanted = { tests: guard.tests, options: ['--bail', ...optionsFor(guard)] }
    const first = resultOf(await runTests(copy, wanted))
    const isClear = first.outcome === 'fell' || first.outcome === 'passed'
    return isClear ? first : resultOf(await runTests(copy, wanted))
  })
}

const tell = (line) => process.stdout.write(`${line}\n`)

const told = ({ heldBy }, { outcome, title }) => {
  if (outcome === 'fell') return title
  const second = outcome === 'passed' && heldBy !== undefined ? `held by: ${heldBy}` : null
  return (
    second ?? { passed: 'SURVIVED', late: 'OUT OF TIME', useless: `NO TEST: ${title}` }[outcome]
  )
}

/** Hands the things of a queue to so many workers, each with a copy of the project of its own. */
async function inCopies(jobs, things, work) {
  const queue = [...things]
  const worker = async () => {
    const copy = copyProject()
    try {
      for (let thing = queue.shift(); thing !== undefined; thing = queue.shift())
        await work(copy, thing)
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs, queue.length) }, worker))
}

/** What fell for each guard, by its name. */
async function tryAll(jobs, tried) {
  const results = new Map()
  await inCopies(jobs, tried, async (copy, guard) => {
    const result = await tryGuard(copy, guard)
    results.set(guard.name, result)
    tell(`${results.size}/${tried.length} ${guard.name}\n  ${told(guard, result)}`)
  })
  return results
}

/** Runs what fell with every lock in place, and takes back what falls there too. */
async function holdAgainst({ jobs, tried, results }) {
  const files = new Map()
  for (const { name, tests } of tried) {
    const { outcome, title } = results.get(name)
    if (outcome !== 'fell') continue
    const group = files.get(tests.join()) ?? { tests, titles: new Set(), names: [] }
    files.set(tests.join(), group)
    group.titles.add(title)
    group.names.push(name)
  }
  await inCopies(jobs, files.values(), async (copy, { tests, titles, names }) => {
    const passing = await passingOf(copy, { tests, titles: [...titles] })
    for (const name of names) {
      const { title } = results.get(name)
      if (passing.has(title)) continue
      results.set(name, { outcome: 'useless', title: `${title} does not pass as it is` })
      tell(`${name}\n  NO TEST: ${title} does not pass as it is`)
    }
  })
}

const hasFallen = (results, name) => results.get(name)?.outcome === 'fell'

/** A guard that nothing fell for holds only if the second lock that it names fell. */
function isHeld({ name, heldBy }, results) {
  if (hasFallen(results, name)) return true
  const isHarmless = results.get(name).outcome === 'passed' && heldBy !== undefined
  return isHarmless && hasFallen(results, heldBy)
}

/** How the table begins. */
const head = ['| lock | test that falls without it |', '| --- | --- |']

async function main({ words, out, jobs }) {
  if (!build()) return 1
  const { guards } = await import(join(root, 'dist', 'test', 'mutations', 'guards.js'))
  const named = (guard) => words.length === 0 || words.some((word) => guard.name.includes(word))
  const wanted = guards.filter(named)
  const seconds = guards.filter(({ name }) => wanted.some(({ heldBy }) => heldBy === name))
  const tried = [...new Set([...wanted, ...seconds])]
  for (const guard of tried) withoutLock(guard) // throws for one whose text has changed, before anything runs
  const results = await tryAll(jobs, tried)
  await holdAgainst({ jobs, tried, results })
  const survivors = tried.filter((guard) => !isHeld(guard, results))
  const rows = tried.map((guard) => `| ${guard.name} | ${told(guard, results.get(guard.name))} |`)
  const end = `${tried.length} locks taken out, ${survivors.length} without any test falling`
  if (out !== undefined) writeFileSync(out, [...head, ...rows, '', end, ''].join('\n'))
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
