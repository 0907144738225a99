import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import * as fc from 'fast-check'
import { loadEnvFile } from '../../src/cli/env-file.ts'
import { errorCode } from '../../src/errors.ts'
import { dataFolder } from '../stand-ins/program.ts'
import { patienceMs, runs } from './runs.ts'
import { anyText } from './texts.ts'

/** No value is ever told; this one is in every file that has to be refused or read. */
const secret = 'Zq7Marker-Pw91'

const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,15}$/)
/** Values that may stand bare. */
const bare = fc.stringMatching(/^[A-Za-z0-9:/@.,;+=-]{0,30}$/)
const quoted = fc.tuple(fc.constantFrom('"', "'", '`'), fc.stringMatching(/^[A-Za-z0-9# =]{0,30}$/))

/** A line that is well formed, and the value it gives; null for one that gives none. */
const line = fc.oneof(
  fc.tuple(name, bare).map(([key, value]) => ({ text: `${key}=${value}`, key, value })),
  fc.tuple(name, quoted).map(([key, [mark, value]]) => ({
    text: ` ${key} = ${mark}${value}${mark}  # why`,
    key,
    value,
  })),
  fc.constantFrom('', '   ', '# a comment', '#X=1').map((text) => ({ text, key: '', value: '' })),
)

const lines = fc.uniqueArray(line, {
  maxLength: 8,
  selector: ({ key, text }) => (key === '' ? text : key),
})

/** What somebody or some editor puts between the lines of a good file. */
const odd = fc.oneof(
  fc.constantFrom(
    '\u0000',
    '\ufeff',
    '\r',
    '\u2028',
    'NO SIGN',
    'export A=1',
    '1A=2',
    'a b=c',
    'X="open',
  ),
  anyText,
  fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
)

const within = async <T>(given: fc.Arbitrary<T>, property: (value: T) => Promise<void>) =>
  fc.assert(fc.asyncProperty(given, property), runs(150))

describe('a settings file, whatever is in it', function () {
  this.timeout(patienceMs)
  let file = ''
  let folder = ''
  before(async () => {
    folder = await dataFolder()
    file = join(folder, '.env')
  })
  after(async () => rm(folder, { recursive: true, force: true }))

  /** What the program sees of it; null when it is refused. */
  async function read(content: Buffer | string): Promise<NodeJS.ProcessEnv | null> {
    await writeFile(file, content)
    const env: NodeJS.ProcessEnv = {}
    try {
      loadEnvFile(env, file)
      return env
    } catch (error) {
      expect(errorCode(error)).to.equal('ERR_CONFIG')
      expect(String(error)).to.match(/line \d+: /)
      expect(String(error)).not.to.include(secret)
      return null
    }
  }

  it('gives every value of every line that is well formed', async () => {
    await within(fc.tuple(lines, fc.constantFrom('\n', '\r\n')), async ([some, end]) => {
      const expected = some.flatMap(({ key, value }) => (key === '' ? [] : [[key, value]]))
      const env = await read(some.map(({ text }) => text).join(end))
      expect(Object.entries(env ?? {})).to.have.deep.members(expected)
    })
  })

  it('loses no line of a good file to what stands beside it: it is refused, or all of them count', async () => {
    await within(fc.tuple(lines, odd, fc.nat({ max: 8 })), async ([some, between, place]) => {
      const texts = [`KEPT_SECRET=${secret}`, ...some.map(({ text }) => text)]
      const at = Math.min(place, texts.length)
      const bytes = [...texts.slice(0, at), between, ...texts.slice(at)].map((each) =>
        typeof each === 'string' ? Buffer.from(each) : each,
      )
      const env = await read(Buffer.concat(bytes.flatMap((each) => [each, Buffer.from('\n')])))
      if (env === null) return
      expect(env).to.include({ KEPT_SECRET: secret })
      for (const { key, value } of some) if (key !== '') expect(env[key]).to.equal(value)
    })
  })

  it('ends with values or a line, for any bytes', async () => {
    await within(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const env = await read(Buffer.from(bytes))
      for (const each of Object.keys(env ?? {})) expect(each).to.match(/^[A-Za-z_][A-Za-z0-9_]*$/)
    })
  })
})
