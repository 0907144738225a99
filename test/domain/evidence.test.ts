import { expect } from 'chai'
import * as fc from 'fast-check'
import { evidenceOf } from '../../src/domain/evidence.ts'
import { proofKinds, type Proof, type ProofKind, type TrailMark } from '../../src/domain/trail.ts'
import { byMail, mark } from './trails.ts'

const minute = 60_000

function proofIn(trail: readonly TrailMark[], kind: ProofKind): Proof | undefined {
  return evidenceOf(trail).proofs.find(({ proof }) => proof === kind)
}

const sent = (at: number): TrailMark => mark(at, { effect: 'code.send', answer: 'code.sent' })
const accepted = (at: number): TrailMark => mark(at, { answer: 'code.accepted' })
const signedIn = (at: number): TrailMark =>
  mark(at, { flow: 'sign-in', effect: 'session.find', answer: 'session.found', by: null })

const named = (by: string, masks: readonly string[]): readonly TrailMark[] =>
  masks.map((mask, index) => ({ ...sent(index * 60), by, mask }))

const anyMark: fc.Arbitrary<TrailMark> = fc
  .tuple(
    fc.integer({ min: 0, max: 500 }),
    fc.constantFrom('code.check', 'code.send', 'session.find', 'account.inform', 'account.hint'),
    fc.constantFrom(
      'code.accepted',
      'code.refused',
      'code.exhausted',
      'session.found',
      'code.sent',
    ),
    fc.constantFrom('mobile', 'account-id', 'own', 'new', null),
  )
  .map(([at, effect, answer, by]) =>
    mark(at, { effect, answer, by, way: by === 'own' ? 'recoveryEmail' : null }),
  )

const anyTrail = fc
  .array(anyMark, { maxLength: 60 })
  .map((marks) => marks.toSorted((one, other) => one.at - other.at))

describe('what a trail proves', () => {
  it('tells every proof, those that nobody tried too', () => {
    const { proofs, score, path, contradictions } = evidenceOf([])
    expect(proofs.map(({ proof }) => proof)).to.deep.equal(proofKinds)
    for (const proof of proofs)
      expect(proof).to.include({ state: 'untried', tries: 0, lastAt: null })
    expect({ score, path, contradictions }).to.deep.equal({
      score: 0,
      path: [],
      contradictions: [],
    })
  })

  it('is a code on the recovery mobile, whatever the account was found by', () => {
    for (const by of ['mobile', 'account-id', 'server-ip']) {
      const trail = [mark(1, { by }), mark(2, { by, answer: 'code.accepted' })]
      expect(proofIn(trail, 'recovery-mobile-code'), by).to.deep.equal({
        proof: 'recovery-mobile-code',
        state: 'passed',
        tries: 2,
        lastAt: 2 * minute,
        weight: 40,
      })
    }
    const own = mark(1, { by: 'own', way: 'recoveryMobile', answer: 'code.accepted' })
    expect(proofIn([own], 'recovery-mobile-code')?.state).to.equal('passed')
  })

  it('is failed by a wrong code, and only tried by one that was too late or never typed', () => {
    expect(proofIn([byMail(1)], 'recovery-email-code')?.state).to.equal('failed')
    expect(proofIn([byMail(1, 'code.exhausted')], 'recovery-email-code')?.state).to.equal('failed')
    expect(proofIn([byMail(1, 'code.expired')], 'recovery-email-code')?.state).to.equal('tried')
    expect(proofIn([sent(1)], 'recovery-mobile-code')).to.include({ state: 'tried', tries: 0 })
  })

  it('is a session, and the lack of one is no failure', () => {
    expect(proofIn([signedIn(1)], 'signed-in')?.state).to.equal('passed')
    const missing = mark(1, { effect: 'session.find', answer: 'session.missing', by: null })
    expect(proofIn([missing], 'signed-in')?.state).to.equal('untried')
    const refused = mark(1, { effect: 'session.open', answer: 'session.refused' })
    expect(proofIn([refused], 'signed-in')?.state).to.equal('failed')
    const ofEarlierVersions = mark(1, { effect: 'session.open', answer: 'session.missing' })
    expect(proofIn([ofEarlierVersions], 'signed-in')?.state).to.equal('failed')
  })

  it('never tells what came of a full mobile (S88)', () => {
    const typed = mark(1, {
      effect: 'account.inform',
      answer: 'account.informed',
      by: 'account-id',
      way: 'full-mobile',
    })
    expect(proofIn([typed], 'full-mobile')).to.include({ state: 'tried', tries: 1 })
  })

  it('keeps a new address apart from the old ones', () => {
    const trail = [mark(1, { by: 'new', answer: 'code.accepted' })]
    expect(proofIn(trail, 'new-address-code')?.state).to.equal('passed')
    expect(proofIn(trail, 'recovery-mobile-code')?.state).to.equal('untried')
  })

  it('knows a human by the look-up behind the page', () => {
    const page = mark(1, {
      flow: 'human-check',
      effect: 'page.offer',
      answer: 'page.offered',
      by: null,
    })
    const unneeded = { ...page, answer: 'page.unneeded' }
    expect(proofIn([page], 'human-check')?.state).to.equal('tried')
    expect(proofIn([page, sent(2)], 'human-check')?.state).to.equal('passed')
    expect(proofIn([unneeded, sent(2)], 'human-check')?.state).to.equal('untried')
  })

  it('weighs what was passed, and a little less for each failure', () => {
    expect(evidenceOf([accepted(1)]).score).to.equal(40)
    expect(evidenceOf([mark(1), accepted(2)]).score).to.equal(37)
    expect(evidenceOf([signedIn(1), accepted(2), byMail(3, 'code.accepted')]).score).to.equal(100)
    expect(evidenceOf([mark(1), mark(2)]).score).to.equal(0)
  })

  it('weighs from 0 to 100 and tells as many steps as there were, whatever happened', () => {
    fc.assert(
      fc.property(anyTrail, (trail) => {
        const { score, path } = evidenceOf(trail)
        expect(score).to.be.within(0, 100)
        expect(path.length).to.be.at.most(30)
        const steps = path.reduce((sum, { times }) => sum + times, 0)
        if (path.length < 30) expect(steps).to.equal(trail.length)
      }),
    )
  })
})

describe('the way somebody came', () => {
  it('is told once for what happened several times in a row', () => {
    expect(evidenceOf([sent(1), mark(2), mark(3), mark(4), accepted(5)]).path).to.deep.equal([
      { at: minute, flow: 'retrieve-account', step: 'code.sent', times: 1 },
      { at: 2 * minute, flow: 'retrieve-account', step: 'code.refused', times: 3 },
      { at: 5 * minute, flow: 'retrieve-account', step: 'code.accepted', times: 1 },
    ])
  })

  it('holds no mask and no sealed value', () => {
    const told = JSON.stringify(evidenceOf([mark(1, { sealed: 'v1.secret' }), accepted(2)]))
    expect(told).to.not.include('v1.secret').and.not.include('•')
  })
})

describe('what does not fit together', () => {
  const cases: readonly (readonly [string, readonly TrailMark[], readonly string[]])[] = [
    ['a mistyped mobile', named('mobile', ['a', 'b', 'a']), []],
    ['three mobiles', named('mobile', ['a', 'b', 'c']), ['several-mobiles']],
    ['two accounts', named('account-id', ['0012', '0013']), ['several-accounts']],
    ['three servers', named('server-ip', ['a', 'b', 'c']), ['several-servers']],
    ['two wrong codes after a right one', [accepted(1), mark(60), mark(120)], []],
    [
      'three wrong codes after a right one',
      [accepted(1), mark(60), mark(120), mark(180)],
      ['refused-after-accepted'],
    ],
    [
      'wrong codes of a new address',
      [accepted(1), ...[60, 120, 180].map((at) => mark(at, { by: 'new' }))],
      [],
    ],
    ['four wrong codes at once', [1, 2, 3, 4].map((at) => mark(at)), []],
    ['five wrong codes at once', [1, 2, 3, 4, 5].map((at) => mark(at)), ['failures-at-once']],
    ['five wrong codes in a day', [1, 100, 200, 300, 400].map((at) => mark(at)), []],
  ]
  for (const [what, trail, expected] of cases) {
    it(`${expected.length === 0 ? 'is not' : 'is'} ${what}`, () => {
      expect(evidenceOf(trail).contradictions).to.deep.equal(expected)
    })
  }
})

describe('what helps next', () => {
  const delayed = mark(9, { effect: 'code.send', answer: 'code.delayed' })
  const cases: readonly (readonly [string, readonly TrailMark[], string])[] = [
    ['more words while nothing was tried', [], 'ask-for-more'],
    ['nothing for somebody signed in', [signedIn(1)], 'nothing'],
    ['signing in for somebody who can receive a code', [accepted(1)], 'offer-sign-in'],
    ['the other channel when one led nowhere', [mark(1)], 'offer-other-channel'],
    ['waiting when the last try was one too many', [mark(1), delayed], 'wait-for-lock'],
    ['people when both channels led nowhere', [mark(1), byMail(2)], 'assisted-recovery'],
    [
      'a question when things do not fit together',
      [signedIn(0), ...[1, 2, 3, 4, 5].map((at) => mark(at))],
      'ask-for-more',
    ],
  ]
  for (const [what, trail, expected] of cases) {
    it(`is ${what}`, () => {
      expect(evidenceOf(trail).nextStep).to.equal(expected)
    })
  }
})
