import { expect } from 'chai'
import { createHash } from 'node:crypto'
import {
  isCodeOf,
  issueCode,
  leaveProof,
  takeGrant,
  takeProof,
  type WantedProof,
} from '../../src/services/challenge.ts'
import { checkEntryCode } from '../../src/services/check-code.ts'
import { isOpenLink, makeRunLink } from '../../src/services/link.ts'
import { sendEntryCode } from '../../src/services/send-code.ts'
import { subjectHandle } from '../../src/services/subject.ts'
import { owner } from '../stand-ins/owner.ts'
import { createServices, type Services } from '../stand-ins/services.ts'

const minuteMs = 60_000
const target = { by: 'mobile', value: owner.recoveryMobile } as const
const purpose = 'retrieve-account'

type Place = Parameters<Services['turn']>[0]

/** Asks for a code and answers it; no chart stands between. */
function codesOf(services: Services) {
  const { deps, turn } = services
  const digits = async () =>
    (await services.posted()).flatMap(({ letter }) =>
      letter.template === 'code' ? letter.code : [],
    )
  return {
    async ask(place: Place = {}): Promise<string> {
      const before = await digits()
      await turn(place, async (asking) =>
        sendEntryCode(deps, asking, { type: 'code.send', purpose, target }),
      )
      const code = (await digits()).find((each) => !before.includes(each))
      if (code === undefined) throw new Error('no new code was sent')
      return code
    },
    answer: async (code: string, place: Place = {}, of: 'sign-in' | typeof purpose = purpose) =>
      turn(place, async (asking) => {
        const check = { type: 'code.check', purpose: of, target, code } as const
        return (await checkEntryCode(deps, asking, check)).type
      }),
    grant: async (place: Place = {}, account: string | null = owner.id) =>
      turn(place, async (asking) => {
        const handle = subjectHandle(deps, asking, { target, account: null })
        return takeGrant(asking, { purpose, handle, account })
      }),
  }
}

const wrong = (code: string): string => (code === '000000' ? '000001' : '000000')

describe('a code, whatever the flow in front of it does', () => {
  let services: Services
  let codes: ReturnType<typeof codesOf>

  beforeEach(async () => {
    services = createServices()
    codes = codesOf(services)
    await services.add()
  })

  it('is dead after so many wrong ones, right or not', async () => {
    const code = await codes.ask()
    for (let index = 0; index < 4; index += 1) {
      expect(await codes.answer(wrong(code))).to.equal('code.refused')
    }
    expect(await codes.answer(wrong(code))).to.equal('code.exhausted')
    expect(await codes.answer(code, { person: 'u2' })).to.equal('code.exhausted')
  })

  it('is accepted once', async () => {
    const code = await codes.ask()
    expect(await codes.answer(code)).to.equal('code.accepted')
    expect(await codes.answer(code)).to.equal('code.refused')
  })

  for (const place of [{ conversation: 'c2' }, { flow: 'other' }, { run: 'r2' }]) {
    it(`is nothing under another ${Object.keys(place).join()}`, async () => {
      const code = await codes.ask()
      expect(await codes.answer(code, place)).to.equal('code.refused')
      expect(await codes.grant(place)).to.equal(false)
      expect(await codes.answer(code)).to.equal('code.accepted')
      expect(await codes.grant(place)).to.equal(false)
    })
  }

  it('is nothing for another purpose', async () => {
    const code = await codes.ask()
    expect(await codes.answer(code, {}, 'sign-in')).to.equal('code.refused')
    expect(await codes.answer(code)).to.equal('code.accepted')
  })

  it('is counted as a failure where nobody was sent one', async () => {
    expect(await codes.answer('123456')).to.equal('code.refused')
    const row = await services.store.get('limits', `account-failures:${owner.id}`)
    expect(row?.row.at).to.have.length(1)
  })

  it('grants one thing once', async () => {
    await codes.answer(await codes.ask())
    expect(await codes.grant()).to.equal(true)
    expect(await codes.grant()).to.equal(false)
  })

  it('grants nothing before it is accepted', async () => {
    await codes.ask()
    expect(await codes.grant()).to.equal(false)
  })

  it('grants nothing to an account that became the one meant in the meantime (attacks B8)', async () => {
    for (const other of ['100000000099', null]) {
      await codes.answer(await codes.ask())
      expect(await codes.grant({}, other)).to.equal(false)
    }
  })

  it('grants for ten minutes, and not a moment longer', async () => {
    await codes.answer(await codes.ask())
    services.clock.pass(10 * minuteMs)
    expect(await codes.grant()).to.equal(false)
    await codes.answer(await codes.ask())
    services.clock.pass(10 * minuteMs - 1)
    expect(await codes.grant()).to.equal(true)
  })

  it('has a hash that hangs on the key of the store, and on where and what for it was asked', async () => {
    const { deps, turn } = services
    const row = await turn({}, async (asking) => {
      const issued = {
        key: 'k',
        purpose,
        subject: 's',
        account: null,
        before: null,
        addressee: 'a',
      } as const
      const { code } = issueCode(deps, asking, issued)
      const challenge = await asking.work.get('challenges', 'k')
      if (challenge === null) throw new Error('no code was made')
      return { challenge, code }
    })
    const { challenge, code } = row
    const typed = { code, addressee: 'a' }
    expect(isCodeOf(deps, challenge, typed)).to.equal(true)
    expect(isCodeOf(deps, challenge, { code, addressee: 'b' }), 'of another').to.equal(false)
    const { deps: others } = createServices()
    const stranger = { ...others, sealer: { ...others.sealer, handle: sha256 } }
    expect(isCodeOf(stranger, challenge, typed), 'another key').to.equal(false)
    const { binding } = challenge
    for (const moved of [
      { key: 'other' },
      { salt: '00' },
      { binding: { ...binding, conversation: 'c2' } },
      { binding: { ...binding, flow: 'f2' } },
      { binding: { ...binding, run: 'r2' } },
    ]) {
      const stolen = { ...challenge, ...moved }
      expect(isCodeOf(deps, stolen, typed), JSON.stringify(moved)).to.equal(false)
    }
  })
})

const sha256 = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join()).digest('base64url')

describe('a proof, whatever the flow in front of it does', () => {
  const left = { purpose: 'change-recovery', callerRun: 'r1', subject: 's', account: 'a' } as const
  const right: WantedProof = { purpose: 'change-recovery', account: 'a' }
  let services: Services

  beforeEach(async () => {
    services = createServices()
    await services.turn({}, async (asking) => leaveProof(asking, left))
  })

  const take = async (wanted: Partial<WantedProof> = {}, place: Place = {}) =>
    services.turn(place, async (asking) => takeProof(asking, { ...right, ...wanted }))

  it('is taken once', async () => {
    expect(await take()).to.equal(true)
    expect(await take()).to.equal(false)
  })

  it('stays when it is kept on purpose', async () => {
    expect(await take({ keeps: true })).to.equal(true)
    expect(await take()).to.equal(true)
  })

  for (const [what, wanted, place] of [
    ['account', { account: 'b' }, {}],
    ['conversation', {}, { conversation: 'c2' }],
    ['run', {}, { run: 'r2' }],
    ['step', { purpose: 'bind-email' }, {}],
    ['address', { subject: 'other' }, {}],
  ] as const) {
    it(`is none of another ${what}`, async () => {
      expect(await take(wanted, place)).to.equal(false)
      expect(await take()).to.equal(true)
    })
  }

  it('is good for ten minutes', async () => {
    services.clock.pass(10 * minuteMs - 1)
    expect(await take({ keeps: true })).to.equal(true)
    services.clock.pass(1)
    expect(await take()).to.equal(false)
  })

  it('is good as long as a page needs, when it is asked for so', async () => {
    services.clock.pass(20 * minuteMs)
    expect(await take({ lifetimeMs: 30 * minuteMs })).to.equal(true)
  })

  it('is none once it was voided', async () => {
    await services.turn({}, async ({ work }) => {
      const key = 'proof:change-recovery:r1'
      const proof = await work.get('challenges', key)
      if (proof !== null) work.put('challenges', { ...proof, state: 'dead' })
    })
    expect(await take()).to.equal(false)
  })
})

describe('a link, whatever the page behind it does', () => {
  it('is open from its making to its end, and a newer one takes its place', async () => {
    const { deps, store, turn, clock } = createServices()
    const order = { page: 'sign-in', subject: 'c1', account: null, payload: null } as const
    const make = async () =>
      turn({}, async (asking) => (await makeRunLink(deps, asking, order)).hash)
    const found = async (value: string) =>
      (await store.find('challenges', 'token', { value }))[0]?.row
    const first = await make()
    const link = await found(first)
    if (link === undefined) throw new Error('no link was made')
    const now = clock.now()
    const open = [now - 1, now, link.expiresAt - 1, link.expiresAt].map((at) =>
      isOpenLink(link, at),
    )
    expect(open).to.deep.equal([false, true, true, false])
    await make()
    expect(await found(first)).to.equal(undefined)
  })
})
