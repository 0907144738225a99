import { expect } from 'chai'
import { openChat, type Heard } from '../stand-ins/chat.ts'
import {
  codeIn,
  inboxOf,
  messagesTo,
  programForSuite,
  type Variables,
} from '../stand-ins/program.ts'

/** Identifiers of the same kind: one that leads to an account, and others that must look the same (attacks C1). */
const asked = {
  mobile: { known: '13800138000', others: ['13800138099', '13800138003', '13800138004'] },
  'account id': {
    known: '100000000012',
    others: ['999999999999', '100000000034', '100000000090', '100000000112'],
  },
  'server ip': { known: '203.0.113.10', others: ['203.0.113.99', '203.0.113.50', '203.0.113.90'] },
} as const

const ends: Readonly<Record<keyof typeof asked, readonly string[]>> = {
  mobile: [
    ...Array.from({ length: 2 }, () => 'wrong code'),
    'resend',
    'status',
    'help',
    'no code here',
    ...Array.from({ length: 3 }, () => 'wrong code'),
    'start again',
  ],
  'account id': ['help', 'why', '12', '13800138000', 'I got nothing', 'a person'],
  'server ip': ['status', 'repeat', '13900000000', 'I got nothing', 'start over'],
}

/** An answer without what must differ: ids made up on the way, the moment, and the two digits of a mask. */
function comparable(heard: Heard): unknown {
  const withoutMask = heard.body
    .replaceAll(/•{8}\d\d/g, '••••••••##')
    .replaceAll(/\b\d+ (second|minute)s?\b/g, '# $1s')
  return {
    status: heard.status,
    count: heard.replies.length,
    body: withoutMask
      .replaceAll(/"(id|replyToId|timestamp|localTimestamp)":"[^"]*"/g, '"$1":"#"')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '#'),
  }
}

describe('known and unknown are one over HTTP (attacks C1, C5, C7)', () => {
  const limits: readonly (readonly [string, Variables])[] = [
    ['with nothing to wait for', { CODE_RESEND_SECONDS: '0' }],
    ['with the usual limits', {}],
  ]
  for (const [name, variables] of limits) {
    describe(name, () => {
      const suite = programForSuite(variables)

      async function dialogue(method: keyof typeof asked, value: string): Promise<unknown[]> {
        const program = suite.get()
        const chat = openChat(program)
        const number = `+86${value}`
        const lines = ['find my account', method, value, ...ends[method]]
        const heard: Heard[] = []
        for (const line of lines) {
          const code = method === 'mobile' ? (await inboxOf(program, number)).at(-1) : undefined
          const wrong = code !== undefined && codeIn(code) === '000000' ? '000001' : '000000'
          heard.push(await chat.say(line === 'wrong code' ? wrong : line))
        }
        return heard.map(comparable)
      }

      for (const method of ['mobile', 'account id', 'server ip'] as const) {
        it(`C1 C5 C7 known and unknown by ${method}, to the end of the dialogue, ${name} → word for word the same, ids aside`, async () => {
          const { known, others } = asked[method]
          const expected = await dialogue(method, known)
          for (const other of others) {
            expect(await dialogue(method, other), other).to.deep.equal(expected)
          }
        })
      }

      it(`F2 all those unknown numbers, ${name} → not one text to them, but for the known number`, async () => {
        await messagesTo(suite.get(), '+8613800138000', 1)
        const recipients = new Set((await inboxOf(suite.get())).map(({ to }) => to))
        expect([...recipients]).to.deep.equal(['+8613800138000'])
      })
    })
  }
})
