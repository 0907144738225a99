/**
 * Runs the suite of attacks and makes docs/attacks.md of the run: each case, what was done, what happened, and whether that
 * was so.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from './build.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const compiled = join(root, 'dist', 'test', 'attacks')

/** Every file of the suite, run in parallel; its report. */
function runSuite() {
  const mocha = fileURLToPath(new URL('bin/mocha.js', import.meta.resolve('mocha/package.json')))
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-attacks-'))
  const report = join(folder, 'report.json')
  const files = readdirSync(compiled).filter(
    (name) => name.endsWith('.test.js') === true && name !== 'catalogue.test.js',
  )
  const options = ['--no-config', '--timeout', '60000', '--parallel', '--jobs', '4', '--exit']
  const reporter = ['--reporter', 'json', '--reporter-option', `output=${report}`]
  const paths = files.map((name) => join(compiled, name))
  spawnSync(process.execPath, [mocha, ...options, ...reporter, ...paths], { cwd: root })
  const told = JSON.parse(readFileSync(report, 'utf8'))
  rmSync(folder, { recursive: true })
  return told
}

const numbered = /^((?:[A-LT]\d+ )+)(.*?) → (.*)$/u

/** One line for each case of each test. */
function linesOf({ passes, failures }) {
  const failed = new Set(failures.map(({ fullTitle }) => fullTitle))
  return [...passes, ...failures].flatMap(({ title, fullTitle }) => {
    const [, ids = '', done = '', happened = ''] = numbered.exec(title) ?? []
    const result = failed.has(fullTitle) ? `**fails:** ${happened}` : happened
    return ids
      .trim()
      .split(' ')
      .map((id) => ({ id, done, result }))
  })
}

const cell = (text) =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('`', "'").replaceAll('*', '\\*')

function table(cases, lines) {
  const rows = Object.entries(cases).flatMap(([id, what]) => {
    const own = lines
      .filter((line) => line.id === id)
      .toSorted((a, b) => (a.done < b.done ? -1 : 1))
    if (own.length === 0) return [`| ${id} | ${what} | **nothing** | |`]
    return own.map(
      ({ done, result }, index) =>
        `| ${index === 0 ? id : ''} | ${index === 0 ? cell(what) : ''} | ${cell(done)} | ${cell(result)} |`,
    )
  })
  return [
    '# What was tried against it',
    '',
    'Made by `npm run attacks` from a run of `test/attacks`, where every test is an attack through the real doors, pages and',
    'stores. A to L are kinds of attack, T1 to T15 what a test from outside found once, T16 what was',
    'thought of afterwards. Do not edit: run it again.',
    '',
    '| case | kind | what was done | what happened |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

if (build()) {
  const { cases } = await import(pathToFileURL(join(compiled, 'cases.js')).href)
  const report = runSuite()
  writeFileSync(join(root, 'docs', 'attacks.md'), table(cases, linesOf(report)))
  const { passes, failures } = report.stats
  console.log(`${passes} attacks held, ${failures} did not: docs/attacks.md`)
  for (const { fullTitle, err } of report.failures) console.log(`${fullTitle}: ${err.message}`)
  process.exitCode = failures === 0 ? 0 : 1
} else process.exitCode = 1
