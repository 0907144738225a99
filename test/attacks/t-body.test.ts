import { Readable } from 'node:stream'
import type { IncomingMessage } from 'node:http'
import { expect } from 'chai'
import { readBody, type Body } from '../../src/http/body.ts'

async function read(text: string | Buffer, type = 'application/json'): Promise<Body> {
  const headers = { 'content-type': type }
  return readBody(
    Object.assign(Readable.from([Buffer.from(text)]), { headers }) as unknown as IncomingMessage,
  )
}

const statusOf = (body: Body): number => (body.outcome === 'read' ? 200 : body.status)

describe('the body of a request', () => {
  const twice = [
    '{"a":1,"a":2}',
    '{"a":1,"b":{"c":1},"a":2}',
    '{"x":[{"a":"}","b":2,"a":3}]}',
    '{"a":1,"\\u0061":2}',
    '{"a\\"":1,"a\\"":2}',
    '{"__proto__":1,"__proto__":2}',
    '{"":1,"":2}',
    ' { "a" : 1 , "a" : 1 } ',
  ]
  for (const text of twice) {
    it(`T15 a body with one name twice, ${text} → refused`, async () => {
      expect(statusOf(await read(text))).to.equal(400)
    })
  }

  for (const text of [
    '{"a":"a","b":["a","a"],"c":{"a":1},"d":{"a":"{\\"a\\":1,\\"a\\":2}"}}',
    '[]',
    '"a"',
    '[{"a":1},{"a":1}]',
  ]) {
    it(`T15 the ordinary body ${text} → read as it is`, async () => {
      expect(await read(text)).to.deep.equal({ outcome: 'read', value: JSON.parse(text) })
    })
  }

  it('T15 T2 a body of a hundred thousand levels → looked through in one pass', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(statusOf(await read(deep))).to.be.oneOf([200, 400])
    expect(statusOf(await read(`{"a":"${'\\"'.repeat(100_000)}"}`))).to.equal(200)
  })

  it('T15 a body in UTF-16, Latin-1, UTF-7 or GBK → refused', async () => {
    for (const charset of ['utf-16', 'iso-8859-1', 'utf-7', 'gbk', '']) {
      expect(statusOf(await read('{}', `application/json; charset=${charset}`)), charset).to.equal(
        415,
      )
    }
    for (const type of [
      'application/json;charset=UTF-8',
      'application/json; charset="utf-8"',
      'application/json; v=1',
    ]) {
      expect(statusOf(await read('{}', type)), type).to.equal(200)
    }
    const form = 'application/x-www-form-urlencoded; charset=windows-1252'
    expect(statusOf(await read('a=b', form))).to.equal(415)
    expect(statusOf(await read(Buffer.from([0x7b, 0xff, 0x7d])))).to.equal(400)
  })
})
