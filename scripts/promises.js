/**
 * Runs the contract suite of directories on every home that can run on this machine, and writes into docs/connect.md which
 * promises each keeps.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from './build.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const page = join(root, 'docs', 'connect.md')
const [from, to] = ['<!-- promises -->', '<!-- /promises -->']

/** Each home: its heading, its test, and what its suite is called. */
const homes = [
  ['the store', 'embedded', 'accounts in the store'],
  ['OpenLDAP', 'openldap', 'accounts in OpenLDAP'],
  ['Samba', 'active-directory', 'accounts in Active Directory, with a Samba domain controller'],
  ['HTTP example', 'http', 'accounts behind HTTP, with the example server on PostgreSQL'],
]
const groups = ['finding', 'passwords', 'channels', 'doors']

/** What became of each promise of a home, by its title; empty where the home cannot run here. */
function verdictsOf([, file, suite]) {
  const mocha = fileURLToPath(new URL('bin/mocha.js', import.meta.resolve('mocha/package.json')))
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-promises-'))
  const report = join(folder, 'report.json')
  const path = join(root, 'dist', 'test', 'directories', `${file}.test.js`)
  const options = ['--no-config', '--timeout', '60000', '--exit', '--reporter', 'json']
  spawnSync(process.execPath, [mocha, ...options, '--reporter-option', `output=${report}`, path], {
    cwd: root,
  })
  const { passes, failures, pending } = JSON.parse(readFileSync(report, 'utf8'))
  rmSync(folder, { recursive: true })
  const told = [
    [passes, 'kept'],
    [failures, '**broken**'],
    [pending, '–'],
  ].flatMap(([tests, verdict]) => tests.map((test) => [test, verdict]))
  return new Map(
    told.flatMap(([{ title, fullTitle }, verdict]) => {
      const group = groups.find((name) => fullTitle === `${suite} ${name} ${title}`)
      return group === undefined ? [] : [[title, verdict]]
    }),
  )
}

if (!build()) process.exit(1)
const verdicts = homes.map(verdictsOf)
const missing = homes.filter((_, index) => verdicts[index].size === 0).map(([name]) => name)
if (missing.length > 0) {
  console.error(`Cannot run here: ${missing.join(', ')}. docs/connect.md is left as it is.`)
  process.exit(1)
}
const titles = [...new Set(verdicts.flatMap((each) => [...each.keys()]))]
const rows = titles.map(
  (title) => `| ${title} | ${verdicts.map((each) => each.get(title) ?? '–').join(' | ')} |`,
)
const head = `| a directory | ${homes.map(([name]) => name).join(' | ')} |\n| --- |${' --- |'.repeat(homes.length)}`
const text = readFileSync(page, 'utf8')
const [before, rest] = text.split(from)
const [, after] = rest.split(to)
writeFileSync(page, `${before}${from}\n${head}\n${rows.join('\n')}\n${to}${after}`)
