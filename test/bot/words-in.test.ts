import { expect } from 'chai'
import { turnOf } from '../../src/bot/activity-in.ts'
import { readActivity } from '../../src/bot/incoming.ts'
import { message } from './bot-world.ts'

/** The words of a message in Teams. */
function heard(members: object): string | undefined {
  const activity = readActivity(
    message({ channelId: 'msteams', recipient: { id: 'bot-1', name: 'Latchkey' }, ...members }),
  )
  if (activity === null) throw new Error('not an activity')
  return turnOf(activity, 7)?.text
}

const html = (content: string) => [{ contentType: 'text/html', content }]

const quote =
  '<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="1"><strong itemprop="mri">Latchkey</strong><span itemprop="time"></span><p itemprop="preview">What is the 6-digit code?</p></blockquote>'

describe('the words of a message, in its channel’s own shape (U20)', () => {
  it('are the answer, not the question it quotes', () => {
    const text = 'Latchkey\nWhat is the 6-digit code?\n\n981303'
    expect(heard({ text, attachments: html(`${quote}<p>981303</p>`) })).to.equal('981303')
    expect(heard({ text, attachments: html(`<div>${quote}981303</div>`) })).to.equal('981303')
    expect(heard({ text, attachments: html(`<p>981303</p>${quote}`) })).to.equal('981303')
  })

  it('are those of the HTML where there is no text', () => {
    const attachments = html(
      '<div><p>I forgot&nbsp;my <b>account</b> &amp; more</p><p>please</p></div>',
    )
    expect(heard({ text: '', attachments })).to.equal('I forgot my account & more\nplease')
  })

  it('are the text where the HTML quotes nothing', () => {
    expect(heard({ text: 'hello <b>', attachments: html('<p>other</p>') })).to.equal('hello <b>')
  })

  it('keep the names of others who are mentioned', () => {
    const text = '<at>Latchkey</at> assign 1001 <at>Mei Lin</at>'
    expect(heard({ text })).to.equal('assign 1001 Mei Lin')
  })

  it('begin behind the mention and its punctuation', () => {
    const entities = [{ type: 'mention', mentioned: { id: 'bot-1' }, text: '<at>Latchkey</at>' }]
    for (const text of [
      '<at>Latchkey</at>, take 1001',
      '<at>Latchkey</at>: take 1001',
      '<at>Latchkey</at>，take 1001',
      'Latchkey, take 1001',
    ]) {
      expect(heard({ text, entities }), text).to.equal('take 1001')
    }
    expect(heard({ text: 'Latchkeys are nice' })).to.equal('Latchkeys are nice')
  })

  it('are read in time that grows no faster than the message', () => {
    for (const part of ['<blockquote>', '<at>', '<', '</p', '&nbsp', ' ,']) {
      heard({ text: '', attachments: html(part.repeat(100_000 / part.length)) })
    }
  }).timeout(2_000)
})
