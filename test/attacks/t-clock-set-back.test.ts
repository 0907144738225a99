import { expect } from 'chai'
import { pendingHash, withoutChange } from '../../src/domain/password-change.ts'
import { isYoung } from '../../src/domain/window-limit.ts'
import { createChatTokens } from '../../src/webchat/chat-tokens.ts'
import { account } from '../contracts/rows.ts'

const hour = 3_600_000

describe('a clock that is set back', () => {
  it('T15 a moment of the future → opens nothing', () => {
    const at = 100 * hour
    expect(isYoung(at, { now: at, windowMs: hour })).to.equal(true)
    expect(isYoung(at, { now: at + hour - 1, windowMs: hour })).to.equal(true)
    expect(isYoung(at, { now: at + hour, windowMs: hour })).to.equal(false)
    expect(isYoung(at, { now: at - hour, windowMs: hour })).to.equal(false)
    // The clocks of two machines differ by some seconds.
    expect(isYoung(at, { now: at - 5_000, windowMs: hour })).to.equal(true)
  })

  it('T15 the clock is set back behind a new password that waits, and behind a change → neither counts, neither is undone', () => {
    const at = 100 * hour
    const waiting = account('100000000012', {
      pendingPassword: { hash: 'hash', expiresAt: at + hour },
      changes: [{ id: 'c', kind: 'password', at, undoneAt: null }],
    })
    expect(pendingHash(waiting, { now: at + 1, windowMs: hour })).to.equal('hash')
    expect(pendingHash(waiting, { now: at + hour, windowMs: hour })).to.equal(null)
    expect(pendingHash(waiting, { now: at - hour, windowMs: hour })).to.equal(null)
    const undo = { id: 'c', undoMs: 72 * hour, frozenUntil: at }
    expect(withoutChange(waiting, { ...undo, now: at + 71 * hour })).not.to.equal(null)
    expect(withoutChange(waiting, { ...undo, now: at + 72 * hour })).to.equal(null)
    expect(withoutChange(waiting, { ...undo, now: at - hour })).to.equal(null)
  })

  it('T15 a chat’s token of the future → opens no chat', () => {
    let now = 100 * hour
    const tokens = createChatTokens({
      key: new Uint8Array(32),
      clock: { now: () => now },
      random: { bytes: (size) => new Uint8Array(size), below: () => 0 },
      hasDesk: false,
    })
    const token = tokens.issue({
      conversation: 'c',
      user: 'u',
      locale: null,
      desk: null,
      generation: 0,
    })
    expect(tokens.verify(token)).not.to.equal(null)
    now -= hour
    expect(tokens.verify(token)).to.equal(null)
    expect(tokens.verifyForRefresh(token)).to.equal(null)
  })
})
