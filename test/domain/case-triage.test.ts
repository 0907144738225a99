import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import { severityFor, topicFor } from '../../src/domain/case-triage.ts'
import { byMail, mark } from './trails.ts'

const quiet = { from: 'retrieve-account', trail: [], isFrozen: false, isSecurity: false }

describe('what a case is about', () => {
  it('is known of every flow that somebody can turn from', () => {
    const ofCases = ['talk-to-support', 'my-case']
    const flows = [...assistant.dialogs.keys()].filter((flow) => !ofCases.includes(flow))
    expect(flows.length).to.be.greaterThan(10)
    expect(flows.filter((flow) => topicFor(flow) === 'other')).to.deep.equal([])
  })

  it('follows from the flow', () => {
    expect(topicFor('reset-password')).to.equal('password')
    expect(topicFor('explain-lock')).to.equal('sign-in')
    expect(topicFor('bind-email')).to.equal('channels')
    expect(topicFor('undo')).to.equal('security')
    expect([null, '', 'toString', 'unheard-of'].map((from) => topicFor(from))).to.deep.equal(
      Array.from({ length: 4 }, () => 'other'),
    )
  })
})

describe('how urgent a case is', () => {
  it('is urgent when somebody else may be in the account', () => {
    expect(severityFor({ ...quiet, isFrozen: true })).to.equal('urgent')
    expect(severityFor({ ...quiet, isSecurity: true })).to.equal('urgent')
    expect(severityFor({ ...quiet, from: 'undo' })).to.equal('urgent')
  })

  it('is high after many wrong proofs', () => {
    const wrong = [1, 200, 400, 600, 800].map((minute) => mark(minute))
    expect(severityFor({ ...quiet, trail: wrong })).to.equal('high')
    expect(severityFor({ ...quiet, trail: wrong.slice(1) })).to.equal('normal')
  })

  it('is high when both recovery channels led nowhere', () => {
    const late = mark(1, { answer: 'code.expired' })
    expect(severityFor({ ...quiet, trail: [late, byMail(2)] })).to.equal('high')
    expect(severityFor({ ...quiet, trail: [late, byMail(2, 'code.accepted')] })).to.equal('normal')
  })

  it('is normal otherwise', () => {
    expect(severityFor(quiet)).to.equal('normal')
    expect(severityFor({ ...quiet, from: null })).to.equal('normal')
  })
})
