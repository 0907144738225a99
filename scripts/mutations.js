/**
 * Takes out one lock of the program after the other and tells which tests fall: `npm run mutations`, or with words of
 * the names of some guards, `npm run mutations -- frozen undo`. Works in a copy of dist/, so that nothing here changes.
 *
 * Ends with 1 when a lock can be taken out without any test falling, unless the list says which second lock holds.
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
import { build } from './build.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
/** Longer than any of the named tests takes; a lock whose loss makes one hang is held as well. */
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

/** The titles of the tests that fell; one line about the end where none could be told. */
function runTests(copy, tests) {
  const mocha = fileURLToPath(new URL('bin/mocha.js', import.meta.resolve('mocha/package.json')))
  const options = ['--no-config', '--timeout', '60000', '--bail', '--exit', '--reporter', 'json']
  const child = spawn(process.execPath, [mocha, ...options, ...tests.map(compiledOf)], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let text = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (part) => (text += part))
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve(code === 0 ? [] : failuresIn(text, code))
    })
  })
}

function failuresIn(text, code) {
  try {
    const { failures } = JSON.parse(text.slice(text.indexOf('{\n  "stats"')))
    if (failures.length > 0) return failures.map(({ fullTitle }) => fullTitle)
  } catch {
    // It ended before it could report.
  }
  return [`(the run ended with ${code ?? 'a signal'})`]
}

async function tryGuard(copy, guard) {
  const place = join(copy, compiledOf(guard.file))
  const whole = readFileSync(place)
  writeFileSync(place, withoutLock(guard))
  try {
    return await runTests(copy, guard.tests)
  } finally {
    writeFileSync(place, whole)
  }
}

const tell = (line) => process.stdout.write(`${line}\n`)

/** Tries the guards of a queue, one after the other, in a copy of its own; several of these run at once. */
async function worker(queue, results) {
  const copy = copyProject()
  try {
    for (let guard = queue.shift(); guard !== undefined; guard = queue.shift()) {
      const fallen = await tryGuard(copy, guard)
      results.set(guard.name, fallen)
      const second = guard.heldBy === undefined ? 'SURVIVED' : `held by: ${guard.heldBy}`
      tell(`${guard.name}\n  ${fallen[0] ?? second}`)
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** A guard that nothing fell for holds only if the second lock that it names fell. */
function isHeld(guard, results) {
  if (results.get(guard.name).length > 0) return true
  return guard.heldBy !== undefined && (results.get(guard.heldBy)?.length ?? 0) > 0
}

async function main(words) {
  if (!build()) return 1
  const { guards } = await import(join(root, 'dist', 'test', 'mutations', 'guards.js'))
  const named = (guard) => words.length === 0 || words.some((word) => guard.name.includes(word))
  const wanted = guards.filter(named)
  const seconds = guards.filter(({ name }) => wanted.some(({ heldBy }) => heldBy === name))
  const tried = [...new Set([...wanted, ...seconds])]
  const results = new Map()
  const queue = [...tried]
  await Promise.all(Array.from({ length: availableParallelism() }, () => worker(queue, results)))
  const survivors = tried.filter((guard) => !isHeld(guard, results))
  tell(`${tried.length} locks taken out, ${survivors.length} without any test falling`)
  for (const { name } of survivors) tell(`  ${name}`)
  return survivors.length === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
