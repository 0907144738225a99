import { expect } from 'chai'
import { createBrowserTie } from '../../src/browser-tie.ts'
import { programForSuite } from '../stand-ins/program.ts'

const tieAt = (publicUrl: string) =>
  createBrowserTie({
    key: new Uint8Array(32).fill(7),
    random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    publicUrl,
  })

const cookieOf = (set: string): string => set.split(';', 1)[0] ?? ''

describe('the tie of a chat to its browser', () => {
  const tie = tieAt('https://help.example.com')

  it('T12 cookies of other browsers, none, two of them → the tie fits the chat’s own browser alone', () => {
    const first = tie.begin(undefined)
    const cookie = cookieOf(first.setCookie)
    const second = tie.begin(`other=1; ${cookie}; more=2`)
    expect(cookieOf(second.setCookie)).to.equal(cookie)
    expect(second.conversation).not.to.equal(first.conversation)
    for (const { conversation } of [first, second]) {
      expect(tie.fits(`a=b; ${cookie}`, conversation)).to.equal(true)
      expect(tie.fits(undefined, conversation)).to.equal(false)
      expect(tie.fits(cookieOf(tie.begin(undefined).setCookie), conversation)).to.equal(false)
      expect(tie.fits(`${cookie}; ${cookie}`, conversation)).to.equal(false)
      expect(tie.fits(cookie, `${conversation}x`)).to.equal(false)
      expect(tie.fits(cookie, '')).to.equal(false)
    }
  })

  it('T12 the cookie of the tie → HttpOnly, SameSite=Strict, Secure, of this host', () => {
    const { setCookie } = tie.begin(undefined)
    expect(setCookie).to.match(/^__Host-/u)
    for (const each of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/']) {
      expect(setCookie).to.include(each)
    }
    expect(tieAt('http://localhost:3978').begin(undefined).setCookie).not.to.include('Secure')
  })
})

describe('the sign-in page of somebody else’s chat', () => {
  const program = programForSuite()

  async function post(path: string, body: object, headers: object = {}): Promise<Response> {
    return fetch(`${program.get().url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  }

  /** A chat of our page that was offered a sign-in link, with the cookie of its browser. */
  async function offered(): Promise<{
    cookie: string
    path: string
    headers: object
    read: () => Promise<string>
  }> {
    const begun = await post('/directline/tokens/generate', {})
    const cookie = (begun.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
    const { token, conversationId } = (await begun.json()) as Record<string, string>
    const headers = { authorization: `Bearer ${token}` }
    const chat = `/directline/conversations/${conversationId}/activities`
    const read = async (): Promise<string> => {
      const response = await fetch(`${program.get().url}${chat}`, { headers })
      return response.text()
    }
    await post(chat, { type: 'message', text: 'sign in' }, headers)
    const [link = ''] = /\/p\/sign-in\/[\w-]+/u.exec(await read()) ?? []
    expect(link).not.to.equal('')
    return { cookie, path: link, headers, read }
  }

  const open = async (path: string, cookie = ''): Promise<string> =>
    (
      await fetch(`${program.get().url}${path}`, { headers: cookie === '' ? {} : { cookie } })
    ).text()

  it('T12 the sign-in link in the chat’s own browser → the form at once', async () => {
    const { path, cookie } = await offered()
    expect(await open(path, cookie)).to.include('name="password"')
  })

  it('T12 the sign-in link in anybody else’s browser → no form', async () => {
    const { path } = await offered()
    const victim = await offered()
    for (const cookie of ['', victim.cookie]) {
      const page = await open(path, cookie)
      expect(page).not.to.include('name="password"')
      expect(page).to.include('close this page').and.include('value="mine"')
    }
  })

  it('T12 the press of another link → refused', async () => {
    const { path } = await offered()
    const [, nonce = ''] = /name="nonce" value="([^"]+)"/u.exec(await open(path)) ?? []
    const press = async (given: string): Promise<Response> =>
      fetch(`${program.get().url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ nonce: given, action: 'mine' }).toString(),
      })
    expect(await (await press(nonce)).text()).to.include('name="password"')
    expect((await press('foreign')).status).to.equal(403)
  })
})
