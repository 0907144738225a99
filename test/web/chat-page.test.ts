import { expect } from 'chai'
import type { FormAnswer, FormMessage } from '../../src/ports/chat-form.ts'
import { createChatPageRoutes } from '../../src/web/chat-page.ts'
import { chatPageParts } from '../stand-ins/chat-page.ts'
import { ask } from './request.ts'

const routes = createChatPageRoutes({
  publicUrl: 'https://help.example.com/base',
  defaultLocale: 'en',
  ...chatPageParts,
})

describe('the chat page', () => {
  it('is the same for everybody and carries no token', async () => {
    const [one, two] = [await ask(routes, '/'), await ask(routes, '/')]
    expect(one).to.deep.equal(two)
    expect(one.status).to.equal(200)
    expect(one.body).to.not.match(/token/i)
  })

  it('says that passwords are never typed here', async () => {
    expect((await ask(routes, '/')).body).to.contain('Passwords are never typed here')
    expect((await ask(routes, '/', { query: 'lang=zh-CN' })).body).to.contain('此处绝不输入密码')
  })

  it('takes the language of the address before that of the browser, and none it does not speak', async () => {
    const headers = { 'accept-language': 'zh-CN,zh;q=0.9' }
    expect((await ask(routes, '/', { headers })).body).to.contain('<html lang="zh-CN">')
    expect((await ask(routes, '/', { headers, query: 'lang=en' })).body).to.contain(
      '<html lang="en">',
    )
    const french = { headers: { 'accept-language': 'fr' }, query: 'lang="><b>' }
    expect((await ask(routes, '/', french)).body)
      .to.contain('<html lang="en">')
      .and.not.contain('"><b>')
  })

  it('connects to its own origin and the configured stream and to nothing else', async () => {
    const policy = (await ask(routes, '/')).headers['content-security-policy'] ?? ''
    expect(policy).to.contain("connect-src 'self' wss://help.example.com;")
    expect(policy).to.contain("script-src 'self';").and.to.not.contain('unsafe-eval')
    expect(policy).to.contain("frame-ancestors 'none'")
  })

  it('has no script in its markup', async () => {
    const { body } = await ask(routes, '/')
    expect(body).to.not.match(/<script(?![^>]* src="\/assets\/)/)
    expect(body).to.not.match(/ on[a-z]+="/)
  })

  it('holds greeting, choices and the field in its markup, in the language of the reader', async () => {
    for (const [lang, greeting, label] of [
      ['en', 'I never ask for a password here', 'Find my account'],
      ['zh-CN', '我绝不会在这里询问密码', '找回账号'],
    ] as const) {
      const body = String((await ask(routes, '/', { query: `lang=${lang}` })).body)
      expect(body).to.contain(greeting).and.to.contain(`name="choice" value="${label}"`)
      expect(body).to.match(/<input\s+id="text"/)
      expect(body).to.contain(`action="/chat?lang=${lang}#newest"`)
    }
  })

  it('shows the Bot Framework’s Web Chat to those who ask for it', async () => {
    const { body, headers } = await ask(routes, '/', { query: 'client=webchat' })
    expect(body).to.contain('webchat.js')
    expect(headers['content-security-policy']).to.contain("style-src 'self' 'unsafe-inline'")
    const own = await ask(routes, '/')
    expect(own.body).to.not.contain('webchat.js')
    expect(own.headers['content-security-policy']).to.contain("style-src 'self';")
  })
})

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

  beforeEach(() => {
    sent.length = 0
    left.length = 0
    answer = answers
  })

  it('leaves a chat by a form of its own, and begins at the first words again', async () => {
    const page = await post({ text: 'hello' })
    const own = /<form method="post" action="[^"]*" id="leave">[\s\S]*?<\/form>/.exec(
      String(page.body),
    )
    expect(own?.[0]).to.contain('name="pass" value="t0"').and.to.contain('name="leave"')
    const { status, headers } = await post({ pass: 't0', leave: '1' })
    expect([status, headers['location'], left]).to.deep.equal([303, '/?lang=en', ['t0']])
    expect(
      (await post({ pass: 't0', leave: '1' }, { 'sec-fetch-site': 'cross-site' })).status,
    ).to.equal(403)
    expect(left).to.deep.equal(['t0'])
  })

  it('shows the whole chat, escaped, with the field that the question asks for', async () => {
    const { status, body } = await post({ pass: 't', state: 'a', text: 'hello' })
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

  it('takes words, a choice, or digits for the picked country, and names one message one way', async () => {
    await post({ pass: 't', state: 'b', question: '4', country: '+86', text: ' 138 0013 8000 ' })
    await post({ pass: 't', state: 'b', question: '4', country: '+86', text: 'help' })
    await post({ pass: 't', state: 'b', choice: 'Account ID' })
    await post({ pass: 't', state: 'b', choice: 'Account ID' })
    await post({ pass: 't', state: 'b', text: 'half typed', look: '1' })
    expect(sent.map(({ text }) => text)).to.deep.equal([
      '✓ +86 ••••••••00',
      'help',
      'Account ID',
      'Account ID',
      '',
    ])
    expect(sent[0]?.value).to.deep.equal({
      latchkey: { question: 4, choice: null },
      country: '+86',
      value: '138 0013 8000',
    })
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
      .to.contain('Your last chat is not open here')
      .and.to.contain('value="my words"')
    answer = { outcome: 'later', seconds: 3 }
    const busy = await post({ pass: 't9', state: 'b', text: 'my words' })
    expect(busy.status).to.equal(503)
    expect(busy.headers['retry-after']).to.equal('3')
    expect(busy.body).to.contain('value="my words"').and.to.contain('name="pass" value="t9"')
  })
})
