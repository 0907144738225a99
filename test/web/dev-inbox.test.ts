import { expect } from 'chai'
import type { Inbox, InboxEntry } from '../../src/ports/messenger.ts'
import { createDevInboxRoutes } from '../../src/web/dev-inbox.ts'
import { inboxOf } from '../stand-ins/inbox.ts'
import { ask } from './request.ts'

const sms: InboxEntry = {
  id: 'm-1',
  at: '2026-01-02T03:04:05.000Z',
  medium: 'sms',
  to: '+8613800138000',
  template: 'retrieve-code',
  subject: null,
  text: 'Your code is 004217. Account 100000000012.',
  html: null,
  status: 'delivered',
}
const email: InboxEntry = {
  ...sms,
  id: 'm-2',
  at: '2026-01-02T03:05:05.000Z',
  medium: 'email',
  to: 'li@example.com',
  subject: 'Your <account>',
  text: 'Open http://localhost:3978/p/confirm/abc?x=1&y=2.\n<script>alert(1)</script>',
}

const routesOver = (messages: readonly InboxEntry[], changes: Partial<Inbox> = {}) =>
  createDevInboxRoutes({
    inbox: { ...inboxOf(messages), ...changes },
    clock: { now: () => Date.parse('2026-01-02T03:10:00.000Z') },
    timeZone: 'UTC',
    defaultLocale: 'en',
  })

describe('the development inbox', () => {
  const routes = routesOver([sms, email])

  it('gives machines every message, oldest first, with the promised fields only', async () => {
    const extra = { ...sms, secret: 'x' }
    const { status, headers, body } = await ask(routesOver([extra, email]), '/dev/inbox.json')
    expect(status).to.equal(200)
    expect(headers['content-type']).to.match(/^application\/json/)
    expect(headers['cache-control']).to.equal('no-store')
    const asPromised = [sms, email].map(({ html: _, ...message }) => message)
    expect(JSON.parse(String(body))).to.deep.equal(asPromised)
  })

  it('gives only what went to one recipient, also when the plus was not encoded', async () => {
    for (const query of ['to=%2B8613800138000', 'to=+8613800138000', 'to=8613800138000']) {
      const { body } = await ask(routes, '/dev/inbox.json', { query })
      const { html: _, ...message } = sms
      expect(JSON.parse(String(body)), query).to.deep.equal([message])
    }
    const nobody = await ask(routes, '/dev/inbox.json', { query: 'to=x@example.com' })
    expect(JSON.parse(String(nobody.body))).to.deep.equal([])
  })

  it('shows people the newest on top', async () => {
    const body = String((await ask(routes, '/dev/inbox')).body)
    expect(body.indexOf('message-m-2'))
      .to.be.greaterThan(0)
      .and.lessThan(body.indexOf('message-m-1'))
    expect(body).to.contain('2 messages')
  })

  it('escapes what was sent', async () => {
    const body = String((await ask(routes, '/dev/inbox')).body)
    expect(body).to.contain('Your &lt;account&gt;').and.to.contain('&lt;script&gt;alert(1)')
    expect(body).to.not.contain('<script>')
  })

  it('offers to copy a six-digit code and takes no longer number for one', async () => {
    const body = String((await ask(routes, '/dev/inbox')).body)
    expect(body.match(/data-copy="\d+"/g)).to.deep.equal(['data-copy="004217"'])
  })

  it('offers to open a link without the full stop behind it', async () => {
    const body = String((await ask(routes, '/dev/inbox')).body)
    expect(body).to.contain('href="http://localhost:3978/p/confirm/abc?x=1&amp;y=2"')
  })

  it('keeps the chosen recipient and the others in the filter', async () => {
    const { body } = await ask(routes, '/dev/inbox', { query: 'to=li@example.com' })
    expect(body).to.contain('<option value="li@example.com" selected>')
    expect(body).to.contain('<option value="+8613800138000">')
    expect(body).to.not.contain('message-m-1')
  })

  it('says so when nothing was sent, in the language asked for', async () => {
    const english = await ask(routesOver([]), '/dev/inbox')
    const chinese = await ask(routesOver([]), '/dev/inbox', {
      headers: { 'accept-language': 'fr, zh-TW;q=0.9, en;q=0.5' },
    })
    expect(english.body).to.contain('Nothing has been sent yet')
    expect(chinese.body).to.contain('尚未发送任何信息')
  })

  it('finds messages by their words, whatever their case, and says when there is none', async () => {
    const { body } = await ask(routes, '/dev/inbox', { query: 'q=your+CODE+is' })
    expect(body).to.contain('message-m-1').and.to.not.contain('message-m-2')
    const none = await ask(routes, '/dev/inbox', { query: 'q=nothing+like+it' })
    expect(none.body).to.contain('No message is like that')
  })

  it('shows what is on its way and what failed as such', async () => {
    const late: InboxEntry = { ...sms, id: 'm-3', at: '2026-01-02T03:11:00.000Z' }
    const failed: InboxEntry = { ...sms, id: 'm-4', status: 'failed' }
    const { body } = await ask(routesOver([late, failed]), '/dev/inbox')
    expect(body).to.contain('On its way').and.to.contain('Failed, will be tried again')
    expect(String(body)).to.contain('data-state="late"').and.to.contain('data-state="failed"')
  })

  it('offers on each message what is to happen to the next one like it, and on a late one to deliver it', async () => {
    const done: unknown[] = []
    const late: InboxEntry = { ...sms, at: '2026-01-02T03:11:00.000Z' }
    const obeying = routesOver([late], {
      simulate: (rule) => void done.push(rule),
      simulations: () => [
        { to: late.to, template: late.template, becomes: 'failed', seconds: 0, isOnce: true },
      ],
    })
    const body = String((await ask(obeying, '/dev/inbox')).body)
    expect(body).to.contain('Deliver it now')
    expect(body).to.contain('+8613800138000, retrieve-code: fail, and are tried again')
    const form = body.slice(body.indexOf('<details class="next">'))
    const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/gu)].slice(0, 5)
    const sent = Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]))
    await ask(obeying, '/dev/inbox/simulate', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin' },
      body: sent,
    })
    expect(done).to.deep.equal([
      { to: late.to, template: 'retrieve-code', becomes: 'late', seconds: 30, isOnce: true },
    ])
  })

  it('shows the messages of one number as its phone would, in the order they came', async () => {
    const second: InboxEntry = { ...sms, id: 'm-5', text: 'The second one' }
    const { body } = await ask(routesOver([sms, second]), '/dev/inbox', {
      query: 'to=%2B8613800138000&view=phone',
    })
    expect(body).to.contain('<ol class="thread">')
    expect(String(body).indexOf('Your code')).to.be.lessThan(String(body).indexOf('The second'))
  })

  it('says so where nothing has arrived on a phone', async () => {
    const query = 'to=%2B8613800138000&view=phone'
    const empty = await ask(routesOver([]), '/dev/inbox', { query })
    expect(empty.body).to.contain('Nothing has arrived here yet')
    const full = await ask(routesOver([sms]), '/dev/inbox', { query })
    expect(full.body).to.not.contain('Nothing has arrived here yet')
  })

  it('names the kinds of messages in the language of the page, and one it does not know by its template', async () => {
    const known: InboxEntry = { ...sms, template: 'code' }
    const page = await ask(
      routesOver([known, { ...sms, id: 'm-6', template: 'constructor' }]),
      '/dev/inbox',
      {
        query: 'lang=zh-CN',
      },
    )
    expect(page.body).to.contain('<span class="hint">验证码</span>')
    expect(page.body).to.contain('<option value="code">验证码</option>')
    expect(page.body).to.contain('<span class="hint">constructor</span>')
  })

  it('shows a mail’s HTML in a frame that runs nothing, and nothing else under that address', async () => {
    const mail: InboxEntry = { ...email, html: '<p onclick="x()">Hello<script>1</script></p>' }
    const withMail = routesOver([sms, mail])
    expect((await ask(withMail, '/dev/inbox')).body).to.match(/<iframe\s+sandbox=""/)
    const shown = await ask(withMail, '/dev/inbox/html/:id', { params: { id: 'm-2' } })
    expect(shown.headers['content-security-policy']).to.match(/^default-src 'none'.*; sandbox;/)
    const none = await ask(withMail, '/dev/inbox/html/:id', { params: { id: 'm-1' } })
    expect(none.status).to.equal(404)
  })

  it('obeys its own forms alone, and leads back to where one was', async () => {
    const done: unknown[] = []
    const obeying = routesOver([sms], {
      clear: async () => void done.push('clear'),
      simulate: (rule) => void done.push(rule),
      hurry: async (id) => void done.push(id),
    })
    const post = {
      method: 'POST',
      query: 'to=x',
      headers: { 'sec-fetch-site': 'cross-site' },
    } as const
    expect((await ask(obeying, '/dev/inbox/clear', post)).status).to.equal(403)
    const own = { ...post, headers: { 'sec-fetch-site': 'same-origin' } }
    const { status, headers } = await ask(obeying, '/dev/inbox/clear', own)
    expect([status, headers['location']]).to.deep.equal([303, '/dev/inbox?to=x'])
    const body = { recipient: ' +86138 ', becomes: 'late', seconds: '20', once: '1' }
    await ask(obeying, '/dev/inbox/simulate', { ...own, body })
    expect(done).to.deep.equal([
      'clear',
      { to: '+86138', template: null, becomes: 'late', seconds: 20, isOnce: true },
    ])
    expect(
      (await ask(obeying, '/dev/inbox/arrive', { ...own, body: { id: 'm-1' } })).status,
    ).to.equal(303)
    expect(done.at(-1)).to.equal('m-1')
    expect((await ask(obeying, '/dev/inbox/arrive', { ...own, body: null })).status).to.equal(400)
    const bad = await ask(obeying, '/dev/inbox/simulate', { ...own, body: { becomes: 'x' } })
    expect(bad.status).to.equal(400)
  })
})
