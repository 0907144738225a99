import { expect } from 'chai'
import { isYoung } from '../../src/domain/window-limit.ts'
import { createChatTokens } from '../../src/webchat/chat-tokens.ts'

const hour = 3_600_000

describe('a clock that is set back', () => {
  it('extends nothing that opens something', () => {
    const at = 100 * hour
    expect(isYoung(at, { now: at, windowMs: hour })).to.equal(true)
    expect(isYoung(at, { now: at + hour - 1, windowMs: hour })).to.equal(true)
    expect(isYoung(at, { now: at + hour, windowMs: hour })).to.equal(false)
    expect(isYoung(at, { now: at - hour, windowMs: hour })).to.equal(false)
    // The clocks of two machines differ by some seconds.
    expect(isYoung(at, { now: at - 5_000, windowMs: hour })).to.equal(true)
  })

  it('opens no chat with a token of the future', () => {
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
