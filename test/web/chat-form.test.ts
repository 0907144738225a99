import { expect } from 'chai'
import type { ChatForms, FormAnswer, FormMessage } from '../../src/ports/chat-form.ts'
import { createChatPageRoutes } from '../../src/web/chat-page.ts'
import { chatPageParts } from '../stand-ins/chat-page.ts'
import { ask } from './request.ts'

const link = (title: string, value: string) => ({ type: 'openUrl', title, value })

describe('the chat page without a script', () => {
  const sent: FormMessage[] = []
  const step = {
    type: 'latchkey/step',
    flow: 'retrieve-account',
    prompt: 'ask-mobile',
    stack: ['retrieve-account'],
  }
  const card = {
    type: 'AdaptiveCard',
    body: [
      { type: 'Input.ChoiceSet', label: 'Country', choices: [{ title: 'China', value: '+86' }] },
      { type: 'Input.Text', label: 'Mobile number', placeholder: '138 0013 8000' },
    ],
    actions: [{ type: 'Action.Submit', data: { latchkey: { question: 4, choice: null } } }],
  }
  const buttons = [link('Open', 'https://id.example.com/p/x'), link('Bad', 'javascript:alert(1)')]
  const entries = [
    { id: 'a', type: 'message', from: { role: 'user' }, text: '<script>alert(1)</script>' },
    {
      id: 'b',
      type: 'message',
      from: { role: 'bot' },
      text: 'Which "number"?',
      entities: [step],
      attachments: [{ content: card }, { content: { buttons } }],
      suggestedActions: { actions: [{ value: 'Account ID' }] },
    },
  ]
  const answers = {
    outcome: 'heard',
    token: 't0',
    conversationId: 'c',
    userId: 'u',
    entries,
  } as const
  let answer: FormAnswer = answers
  let kept: Awaited<ReturnType<ChatForms['show']>> = answers
  const left: string[] = []
  const form = createChatPageRoutes({
    publicUrl: 'https://help.example.com/base',
    defaultLocale: 'en',
    ...chatPageParts,
    forms: {
      exchange: async (message) => {
        sent.push(message)
        return answer
      },
      show: async (token) => (token === 't0' ? kept : null),
      leave: async (token) => {
        left.push(token)
      },
    },
  })
  const post = (body: unknown, headers = {}) =>
    ask(form, '/chat', {
      method: 'POST',
      body,
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
    })

  /** The page that a form leads to. */
  const postAndLook = async (body: unknown) => {
    const { status, headers } = await post(body)
    expect(status).to.equal(303)
    const [path = '', query = ''] = (headers['location'] ?? '').split(/[?#]/u)
    const [cookie = ''] = (headers['set-cookie'] ?? '').split(';')
    return ask(form, path, { query, headers: { cookie } })
  }

  beforeEach(() => {
    sent.length = 0
    left.length = 0
    answer = answers
    kept = answers
  })

  it('answers a form by the way to the chat, with its key in a cookie and in no address', async () => {
    const { status, headers, body } = await post({ pass: 't', state: 'a', text: 'hello' })
    expect([status, headers['location'], body]).to.deep.equal([
      303,
      '/chat?lang=en&kept=1#newest',
      '',
    ])
    expect(headers['set-cookie']).to.equal(
      '__Host-latchkey-chat=t0; Max-Age=1800; Path=/; HttpOnly; SameSite=Strict; Secure',
    )
  })

  it('says a lost chat instead of showing another, and takes its key away', async () => {
    const cookie = '__Host-latchkey-chat=old'
    const page = await ask(form, '/chat', { query: 'kept=1', headers: { cookie } })
    const notice = /id="notice"[^>]*>\s*Your last chat is not open here any more/
    expect(page.body).to.match(notice)
    expect(page.headers['set-cookie']).to.match(/^__Host-latchkey-chat=; Max-Age=0;/)
    kept = null
    const twice = await ask(form, '/chat', { headers: { cookie: `${cookie}; ${cookie}` } })
    expect(twice.body).to.not.match(notice)
  })

  it('does without cookies where the browser keeps none, after one word of it', async () => {
    const page = await ask(form, '/chat', { query: 'lang=en&kept=1' })
    expect(page.body)
      .to.match(/id="notice"[^>]*>[^<]*keeps no cookies/)
      .and.to.contain('name="unkept" value="1"')
    const { status, body } = await post({ unkept: '1', text: 'hello' })
    expect(status).to.equal(200)
    expect(body).to.contain('Which &quot;number&quot;?').and.to.contain('name="unkept"')
    const cookie = '__Host-latchkey-chat=t0'
    expect((await post({ unkept: '1', text: 'hello' }, { cookie })).status).to.equal(303)
  })

  it('carries the chat to another language, and tells it of the switch alone', async () => {
    const { body } = await postAndLook({ text: 'hello' })
    const turn = /<form\s+class="turn"[\s\S]*?<\/form>/.exec(String(body))?.[0]
    expect(turn).to.contain('action="/chat?lang=zh-CN"').and.to.contain('name="pass" value="t0"')
    expect(turn).to.match(/<button[^>]* name="turn" value="zh-CN" lang="zh-CN"/)
    await ask(form, '/chat', {
      method: 'POST',
      query: 'lang=zh-CN',
      body: { pass: 't0', state: 'b', turn: 'zh-CN' },
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    expect(sent.at(-1)).to.include({ text: '', isTurn: true, locale: 'zh-CN', token: 't0' })
    const opening = await ask(form, '/')
    expect(opening.body).to.contain('href="/?lang=zh-CN"').and.to.not.contain('class="turn"')
  })

  it('keeps the buttons of the question that waits, and no others', async () => {
    const bot = { type: 'message', from: { role: 'bot' } }
    const withLink = (id: string, value: string, prompt: string) => ({
      ...bot,
      id,
      text: id,
      entities: [{ ...step, prompt }],
      attachments: [{ content: { buttons: [link(`Open ${id}`, value)] } }],
    })
    const old = withLink('a', 'https://id.example.com/p/old', 'wait-for-page')
    const mine = { id: 'm', type: 'message', from: { role: 'user' }, text: '••••••' }
    kept = {
      ...answers,
      entries: [old, mine, withLink('b', 'https://id.example.com/p/new', 'ask')],
    }
    const superseded = String((await postAndLook({ text: 'hello' })).body)
    expect(superseded).to.contain('href="https://id.example.com/p/new"')
    expect(superseded).to.contain('class="button off">Open a<')
    expect(superseded).to.not.contain('/p/old')
    expect(superseded).to.match(/mine answered[\s\S]*?✓ ••••••/)
    const help = { ...bot, id: 'h', text: 'help', entities: old.entities }
    kept = { ...answers, entries: [old, help] }
    expect((await postAndLook({ text: 'help' })).body).to.contain(
      'href="https://id.example.com/p/old"',
    )
  })

  it('leaves a chat by a form of its own, and begins at the first words again', async () => {
    const page = await postAndLook({ text: 'hello' })
    const own = /<form method="post" action="[^"]*" id="leave">[\s\S]*?<\/form>/.exec(
      String(page.body),
    )
    expect(own?.[0]).to.contain('name="pass" value="t0"').and.to.contain('name="leave"')
    const { status, headers } = await post({ pass: 't0', leave: '1' })
    expect(headers['set-cookie']).to.match(/^__Host-latchkey-chat=; Max-Age=0;/)
    expect([status, headers['location'], left]).to.deep.equal([303, '/?lang=en', ['t0']])
    expect(
      (await post({ pass: 't0', leave: '1' }, { 'sec-fetch-site': 'cross-site' })).status,
    ).to.equal(403)
    expect(left).to.deep.equal(['t0'])
  })

  it('shows the whole chat, escaped, with the field that the question asks for', async () => {
    const { status, body } = await postAndLook({ pass: 't', state: 'a', text: 'hello' })
    expect(status).to.equal(200)
    expect(body).to.contain('&lt;script&gt;').and.to.not.contain('<script>alert')
    expect(body)
      .to.contain('Which &quot;number&quot;?')
      .and.to.contain('href="https://id.example.com/p/x"')
    expect(body).to.not.contain('javascript:')
    expect(body).to.contain('type="tel"').and.to.contain('autocomplete="tel"')
    expect(body).to.contain('<option value="+86">China</option>')
    expect(body).to.contain('name="pass" value="t0"').and.to.contain('value="Account ID"')
    expect(body).to.contain('id="progress">Find my account<')
  })

  it('takes words, a choice, or the value that a card asks for, and names one message one way', async () => {
    const typed = { pass: 't', state: 'b', question: '4', kind: 'mobile', label: 'Mobile number' }
    await post({ ...typed, country: '+86', text: ' 138 0013 8000 ' })
    await post({ ...typed, country: '+86', text: 'help' })
    await post({ pass: 't', state: 'b', choice: 'Account ID' })
    await post({ pass: 't', state: 'b', choice: 'Account ID' })
    await post({ pass: 't', state: 'b', text: 'half typed', look: '1' })
    await post({ ...typed, kind: 'email', label: 'Email', text: 'li.wei@example.com' })
    await post({ ...typed, kind: 'account-id', label: 'Account ID', text: '100000000012' })
    await post({ ...typed, kind: 'constructor', text: '100000000012' })
    expect(sent.map(({ text }) => text)).to.deep.equal([
      '✓ Mobile number: +86 ••••••••00',
      'help',
      'Account ID',
      'Account ID',
      '',
      '✓ Email: li•••••@example.com',
      '✓ Account ID: ••••••••0012',
      '100000000012',
    ])
    const latchkey = { question: 4, choice: null }
    expect(sent[0]?.value).to.deep.equal({ latchkey, country: '+86', value: '138 0013 8000' })
    expect(sent[5]?.value).to.deep.equal({ latchkey, value: 'li.wei@example.com' })
    expect(sent[2]?.id).to.equal(sent[3]?.id).and.to.not.equal(sent[1]?.id)
  })

  it('takes nothing from another site, and nothing that is no form of ours', async () => {
    for (const site of ['cross-site', 'same-site']) {
      expect((await post({ text: 'hi' }, { 'sec-fetch-site': site })).status).to.equal(403)
    }
    for (const body of [null, { text: 1 }, { text: 'x'.repeat(9_000) }, ['a']]) {
      expect((await post(body)).status).to.equal(400)
    }
    expect(sent).to.deep.equal([])
  })

  it('keeps the words where the chat has ended or is busy', async () => {
    answer = { ...answers, outcome: 'ended' }
    const ended = await post({ pass: 'old', text: 'my words' })
    expect(ended.body)
      .to.match(/id="notice"[^>]*>\s*Your last chat is not open here/)
      .and.to.contain('value="my words"')
    answer = { outcome: 'later', seconds: 3 }
    const busy = await post({ pass: 't9', state: 'b', text: 'my words' })
    expect(busy.status).to.equal(503)
    expect(busy.headers['retry-after']).to.equal('3')
    expect(busy.body).to.contain('value="my words"').and.to.contain('name="pass" value="t9"')
  })
})
