import { expect } from 'chai'
import {
  assistedRecoveryPolicy,
  type RecoveryFacts,
  type RecoveryObstacle,
} from '../../src/domain/assisted-recovery.ts'
import { evidenceOf } from '../../src/domain/evidence.ts'
import { byMail, mark } from '../domain/trails.ts'

const hour = 3_600_000

const passed = { answer: 'code.accepted' } as const

/** Both recovery channels were proven, a while ago. */
const facts: RecoveryFacts = {
  isAccountKnown: true,
  isFrozen: false,
  evidence: evidenceOf([mark(1, passed), byMail(2, 'code.accepted')]),
  warnedChannels: 1,
  now: 3 * hour,
}

describe('recovery by people', () => {
  it('T13 two different proofs that were passed → recovery by people may be asked for', () => {
    expect(assistedRecoveryPolicy(facts)).to.deep.equal({ isAllowed: true, missing: [] })
  })

  const late = mark(1, { answer: 'code.expired' })
  const twoProofs = [mark(1, passed), byMail(2, 'code.accepted')]
  const fullNumber = mark(3, {
    effect: 'account.inform',
    answer: 'account.informed',
    way: 'full-mobile',
  })
  const signedInByCode = mark(2, { effect: 'session.open', answer: 'session.found' })
  const human = [
    mark(1, { flow: 'human-check', effect: 'page.offer', answer: 'page.offered', by: null }),
    mark(2, { by: 'new', answer: 'code.accepted' }),
  ]
  const cases: readonly (readonly [string, Partial<RecoveryFacts>, readonly RecoveryObstacle[]])[] =
    [
      ['without an account', { isAccountKnown: false }, ['account-unknown']],
      ['of a frozen account', { isFrozen: true }, ['account-frozen']],
      ['when nobody can be warned', { warnedChannels: 0 }, ['nobody-to-warn']],
      ['after one proof', { evidence: evidenceOf([mark(1, passed)]) }, ['too-little-evidence']],
      [
        'after proofs that failed, however long ago (T13)',
        { evidence: evidenceOf([mark(1), byMail(2)]) },
        ['too-little-evidence'],
      ],
      [
        'after codes that were sent and came too late, and a number typed in full',
        { evidence: evidenceOf([late, byMail(2, 'code.expired'), fullNumber]) },
        ['too-little-evidence'],
      ],
      [
        'after one number alone, which signed in as well',
        { evidence: evidenceOf([mark(1, passed), signedInByCode]) },
        ['too-little-evidence'],
      ],
      [
        'after a human check and a new address alone',
        { evidence: evidenceOf(human) },
        ['too-little-evidence'],
      ],
      [
        'when things do not fit together',
        {
          evidence: evidenceOf([
            ...[1, 2, 3, 4, 5].map((at) => mark(at)),
            mark(6, passed),
            byMail(7, 'code.accepted'),
          ]),
        },
        ['contradictions'],
      ],
      [
        'within an hour of a wrong code',
        { evidence: evidenceOf([mark(1, passed), byMail(2)]), now: 62 * 60_000 - 1 },
        ['too-little-evidence', 'failed-lately'],
      ],
      [
        'for all reasons at once',
        { isAccountKnown: false, isFrozen: true, evidence: evidenceOf([]), warnedChannels: 0 },
        ['account-unknown', 'account-frozen', 'nobody-to-warn', 'too-little-evidence'],
      ],
    ]
  for (const [what, change, missing] of cases) {
    it(`T13 recovery by people ${what} → refused`, () => {
      const policy = assistedRecoveryPolicy({ ...facts, ...change })
      expect(policy).to.deep.equal({ isAllowed: false, missing })
    })
  }

  it('T13 a code that came too late beside two right ones → asked for at once', () => {
    const slow = { ...facts, evidence: evidenceOf([late, ...twoProofs]), now: 180_000 }
    expect(assistedRecoveryPolicy(slow).isAllowed).to.equal(true)
  })

  it('T13 a password and a code → two proofs', () => {
    const byPassword = mark(3, { effect: 'session.find', answer: 'session.found', by: null })
    const evidence = evidenceOf([mark(1, passed), byPassword])
    expect(assistedRecoveryPolicy({ ...facts, evidence }).isAllowed).to.equal(true)
  })
})
