import { expect } from 'chai'
import {
  assistedRecoveryPolicy,
  type RecoveryFacts,
  type RecoveryObstacle,
} from '../../src/domain/assisted-recovery.ts'
import { evidenceOf } from '../../src/domain/evidence.ts'
import { byMail, mark } from './trails.ts'

const hour = 3_600_000

/** Both recovery channels were tried, a while ago. */
const facts: RecoveryFacts = {
  isAccountKnown: true,
  isFrozen: false,
  evidence: evidenceOf([mark(1), byMail(2)]),
  warnedChannels: 1,
  now: 3 * hour,
}

describe('recovery by people', () => {
  it('is allowed for a named account whose owner can be warned, after two kinds of evidence', () => {
    expect(assistedRecoveryPolicy(facts)).to.deep.equal({ isAllowed: true, missing: [] })
  })

  const late = mark(1, { answer: 'code.expired' })
  const human = [
    mark(1, { flow: 'human-check', effect: 'page.offer', answer: 'page.offered', by: null }),
    mark(2, { by: 'new', answer: 'code.accepted' }),
  ]
  const cases: readonly (readonly [string, Partial<RecoveryFacts>, readonly RecoveryObstacle[]])[] =
    [
      ['without an account', { isAccountKnown: false }, ['account-unknown']],
      ['of a frozen account', { isFrozen: true }, ['account-frozen']],
      ['when nobody can be warned', { warnedChannels: 0 }, ['nobody-to-warn']],
      ['after one kind of evidence', { evidence: evidenceOf([mark(1)]) }, ['too-little-evidence']],
      [
        'after a human check and a new address alone',
        { evidence: evidenceOf(human) },
        ['too-little-evidence'],
      ],
      [
        'when things do not fit together',
        { evidence: evidenceOf([...[1, 2, 3, 4, 5].map((at) => mark(at)), byMail(6)]) },
        ['contradictions'],
      ],
      ['within an hour of a wrong code', { now: 62 * 60_000 - 1 }, ['failed-lately']],
      [
        'for all reasons at once',
        { isAccountKnown: false, isFrozen: true, evidence: evidenceOf([]), warnedChannels: 0 },
        ['account-unknown', 'account-frozen', 'nobody-to-warn', 'too-little-evidence'],
      ],
    ]
  for (const [what, change, missing] of cases) {
    it(`is not allowed ${what}`, () => {
      const policy = assistedRecoveryPolicy({ ...facts, ...change })
      expect(policy).to.deep.equal({ isAllowed: false, missing })
    })
  }

  it('is allowed an hour after a wrong code, and at once after one that came too late', () => {
    expect(assistedRecoveryPolicy({ ...facts, now: 62 * 60_000 }).isAllowed).to.equal(true)
    const slow = { ...facts, evidence: evidenceOf([late, byMail(2, 'code.expired')]), now: 120_000 }
    expect(assistedRecoveryPolicy(slow).isAllowed).to.equal(true)
  })
})
