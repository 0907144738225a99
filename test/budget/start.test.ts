import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { startChild } from '../stand-ins/program-child.ts'
import { dataFolder, type Variables } from '../stand-ins/program.ts'

interface Coverage {
  readonly result: readonly { readonly url: string }[]
}

/** Files that a start had loaded when it said that it is ready, as URLs. */
async function loadedAtReady(over: Variables = {}): Promise<readonly string[]> {
  const [dir, seen] = [await dataFolder(), await dataFolder()]
  const preload = new URL('at-ready.js', import.meta.url).href
  const program = await startChild(dir, {
    ...over,
    NODE_OPTIONS: `--import ${preload}`,
    NODE_V8_COVERAGE: seen,
  })
  // The first of them is what was written at ready; the end of the process writes another.
  const [first = ''] = (await readdir(seen)).toSorted()
  const { result } = JSON.parse(await readFile(join(seen, first), 'utf8')) as Coverage
  await program.end('SIGTERM')
  for (const folder of [dir, seen]) await rm(folder, { recursive: true })
  return result.map(({ url }) => url).filter((url) => url.startsWith('file:'))
}

const packageOf = (url: string): string | null =>
  /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? null

/** What a start does not need: some turn, page, setting or command loads it. */
const later = [
  /^@azure\//,
  /^@typespec\//,
  /^@zxcvbn-ts\//,
  /^axios$/,
  /^botbuilder/,
  /^botframework/,
  /^commander$/,
  /^csv-parse$/,
  /^formidable$/,
  /^hash-wasm$/,
  /^jose$/,
  /^ldapts$/,
  /^nodemailer$/,
  /^pg$/,
  /^piscina$/,
  /^sshpk$/,
]

describe('what a start loads before it is ready', function () {
  this.timeout(60_000)
  let files: readonly string[]
  before(async () => {
    files = await loadedAtReady()
  })

  it('is seen at all', () => {
    const packages = new Set(files.map(packageOf))
    expect([...packages]).to.include.members(['zod', 'xstate', 'restify', null])
  })

  it('is nothing that only some turn, page, setting or command needs', () => {
    const packages = [...new Set(files.flatMap((url) => packageOf(url) ?? []))]
    const early = packages.filter((name) => later.some((pattern) => pattern.test(name)))
    expect(early).to.deep.equal([])
  })

  it('is no more than 440 files of packages and 510 of our own', () => {
    const own = files.filter((url) => packageOf(url) === null)
    expect(files.length - own.length).to.be.at.most(440)
    expect(own.length).to.be.at.most(510)
  })
})
