import { expect } from 'chai'
import {
  channelsProving,
  countsAgain,
  type ProtectedStep,
  type SessionMethod,
} from '../../src/domain/proof-rules.ts'

const inChat = ['change-password', 'change-contact', 'change-recovery', 'bind-email'] as const
const steps: readonly ProtectedStep[] = [...inChat, 'reset-password']
const minuteMs = 60_000

describe('what may prove what', () => {
  const both = ['recoveryMobile', 'recoveryEmail'] as const
  const table: Readonly<
    Record<SessionMethod, readonly [chat: readonly string[], page: readonly string[]]>
  > = {
    password: [both, []],
    'recovery-mobile-code': [['recoveryEmail'], []],
    'recovery-email-code': [['recoveryMobile'], []],
    'mailbox-link': [[], both],
    'support-grant': [[], []],
  }
  for (const [method, [chat, page]] of Object.entries(table) as [
    SessionMethod,
    (typeof table)[SessionMethod],
  ][]) {
    it(`after ${method} is never that once more, and the page of a reset is no chat`, () => {
      for (const step of inChat) expect(channelsProving(method, step)).to.deep.equal(chat)
      expect(channelsProving(method, 'reset-password')).to.deep.equal(page)
    })
  }

  it('in a session that does not say what opened it is nothing', () => {
    for (const step of steps) expect(channelsProving(undefined, step)).to.deep.equal([])
  })
})

const given = (step: ProtectedStep) => ({ by: 'recoveryMobile', step, at: 0 }) as const

describe('a proof that was given a moment ago', () => {
  it('counts again within ten minutes, never for a greater strength, and not when the clock went back', () => {
    for (const step of steps) {
      const isContact = step === 'change-contact'
      expect(countsAgain(given('bind-email'), step, 10 * minuteMs - 1), step).to.equal(true)
      expect(countsAgain(given('bind-email'), step, 10 * minuteMs), step).to.equal(false)
      expect(countsAgain(given('bind-email'), step, -1), step).to.equal(false)
      expect(countsAgain(given('change-contact'), step, 1), step).to.equal(isContact)
    }
  })
})
