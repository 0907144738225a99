import { expect } from 'chai'
import { readActivity } from '../../src/bot/incoming.ts'
import { typedText } from '../../src/domain/typed-text.ts'
import { readClientActivity } from '../../src/webchat/client-activity.ts'

const long = `${'a'.repeat(250_000)}\u0001`

/** What a door hands on is counted here, and how long 256 KB hold a running program is tried through every door as well. */
describe('every door cuts before anything looks', () => {
  it('T2 250,000 signs through web chat → 2,001 are handed on', () => {
    const read = readClientActivity({ type: 'message', text: long })
    expect(read.outcome === 'read' ? read.activity.text : read).to.have.length(2_001)
  })

  it('T2 250,000 signs in each text of a channel’s message → at most 10,000 are handed on', () => {
    const activity = readActivity({
      type: 'message',
      from: { id: 'x', name: long },
      conversation: { id: 'c', name: long, conversationType: long },
      serviceUrl: long,
      text: long,
      locale: long,
      attachments: [{ contentType: 'text/html', content: long }],
    })
    const { text, serviceUrl, locale, from, conversation, attachments } = activity ?? {}
    expect(text).to.have.length(10_000)
    expect(attachments?.[0]?.content).to.have.length(10_000)
    const others = [
      serviceUrl,
      locale,
      from?.name,
      conversation?.name,
      conversation?.conversationType,
    ]
    for (const each of others) expect((each ?? '').length).to.be.at.most(2_001)
  })

  it('T2 250,000 signs of anything that was typed → values are looked for in 2,000', () => {
    for (const shape of ['a', '1', '@', '&lt;', 'one ', '一']) {
      expect(typedText(shape.repeat(250_000 / shape.length)), shape).to.have.length.at.most(2_000)
    }
  })
})
