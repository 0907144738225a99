import { expect } from 'chai'
import * as fc from 'fast-check'
import { deliver, emulatorEnvelope, openChat } from '../stand-ins/chat.ts'
import { programForSuite, unlimited } from '../stand-ins/program.ts'
import { strangeBodies, strangeMembers } from './strange.ts'

const leaks =
  /\bat .+:\d+:\d+|node_modules|\/src\/|TypeError|RangeError|ZodError|SyntaxError|undefined/

/**
 * Never a 5xx, never a stack, and never the apology for a bug. Only an invoke that nobody knows is answered 501, which
 * Bot Framework has for that.
 */
function expectKind(answer: { status: number; body: string }, name: string): void {
  const isUnknownInvoke = answer.status === 501 && name.includes('"type":"invoke"')
  if (!isUnknownInvoke) expect(answer.status, `${name}: ${answer.body}`).to.be.lessThan(500)
  expect(answer.body, name).to.not.match(leaks)
  expect(answer.body, name).to.not.include('RCV-')
}

describe('whatever comes in over HTTP, nothing breaks (design 5)', function () {
  // A machine with other work to do is slow, not wrong.
  this.timeout(60_000)
  const suite = programForSuite(unlimited)

  for (const [name, body] of Object.entries(strangeBodies)) {
    it(`${name} as a body is a 4xx`, async () => {
      const answer = await deliver(suite.get(), body)
      expectKind(answer, name)
      expect(answer.status).to.be.at.least(400)
    })
  }

  it('strange members get an answer, and the flow is still there afterwards', async () => {
    for (const [name, over] of Object.entries(strangeMembers)) {
      const chat = openChat(suite.get())
      await chat.say('find my account')
      await chat.say('account id')
      expectKind(await chat.send(over), name)
      const after = await chat.say('status')
      expect(after.step, name).to.include({ flow: 'retrieve-account', prompt: 'ask-account-id' })
    }
  })

  const contentTypes: Readonly<Record<string, Record<string, string>>> = {
    'no content type': {},
    text: { 'content-type': 'text/plain' },
    'a form': { 'content-type': 'application/x-www-form-urlencoded' },
    XML: { 'content-type': 'application/xml' },
    files: { 'content-type': 'multipart/form-data; boundary=x' },
    'packed JSON': { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    'JSON of another alphabet': { 'content-type': 'application/json; charset=utf-16' },
  }
  for (const [name, headers] of Object.entries(contentTypes)) {
    it(`a body said to be ${name} is read or refused, never stumbled over`, async () => {
      const body = Buffer.from(JSON.stringify({ ...emulatorEnvelope('c', 'u'), text: 'hello' }))
      const answer = await fetch(`${suite.get().url}/api/messages`, {
        method: 'POST',
        headers,
        body,
      })
      expectKind({ status: answer.status, body: await answer.text() }, name)
    })
  }

  it('any activity at all (fast-check)', async () => {
    const word = fc.constantFrom(
      'message',
      'invoke',
      'event',
      'conversationUpdate',
      'latchkey/language',
      'adaptiveCard/action',
      'webchat/join',
      'find my account',
      '__proto__',
      'add',
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constant(null),
        fc.boolean(),
        fc.double(),
        fc.string({ unit: 'binary', maxLength: 40 }),
        word,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(
          fc.oneof(word, fc.constantFrom('id', 'latchkey', 'question', 'choice', 'value', 'type')),
          tie('tree'),
          { maxKeys: 5 },
        ),
      ),
    }))
    const names = [
      'type',
      'id',
      'text',
      'value',
      'name',
      'locale',
      'from',
      'recipient',
      'conversation',
      'channelId',
      'channelData',
      'entities',
      'attachments',
      'membersAdded',
      'action',
      'serviceUrl',
      'deliveryMode',
      'replyToId',
      'textFormat',
    ] as const
    const activity = fc.dictionary(fc.constantFrom(...names), tree, { maxKeys: 6 })
    const base = { ...emulatorEnvelope('fuzz', 'fuzz'), deliveryMode: 'expectReplies' }
    const fuzzed = fc.tuple(activity, fc.boolean())
    await fc.assert(
      fc.asyncProperty(fuzzed, async ([over, isWhole]) => {
        const body = JSON.stringify(isWhole ? { ...base, ...over } : over)
        expectKind(await deliver(suite.get(), body), body)
      }),
      { numRuns: 150, examples: [[[{ deliveryMode: null, type: 'invoke' }, true]]] },
    )
  })

  it('any words at any question lead somewhere (fast-check)', async () => {
    const chat = openChat(suite.get())
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('find my account', 'mobile', 'account id', 'server ip', 'back', 'yes', 'no'),
      fc.constantFrom('13800138000', '100000000012', '203.0.113.10', '000000', 'a person', '中文'),
    )
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        const heard = await chat.say(text)
        expectKind(heard, text)
        expect(heard.replies, text).to.have.lengthOf(1)
        expect(heard.text.trim(), text).to.not.equal('')
        expect(heard.step, text).to.not.equal(null)
      }),
      { numRuns: 120 },
    )
  })
})
