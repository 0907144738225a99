import { expect } from 'chai'
import type { Activity } from '../stand-ins/direct-line-server.ts'
import { findingsOn } from './accessibility.ts'
import { choice, clients, hears, say, transcript } from './chat-dom.ts'
import { chatForSuite } from './chat-server.ts'
import { browserForSuite, desktop, inBrowser, openPage, phone } from './chromium.ts'

const step = (prompt: string, stack: readonly string[]) => [
  { type: 'latchkey/step', flow: stack[0] ?? 'menu', prompt, stack },
]

/** Welcomes, asks for a method on the first message and repeats the text of every later one. */
function script(activity: Activity | null): readonly Activity[] {
  if (activity === null) {
    return [
      {
        type: 'message',
        text: 'Welcome to the test',
        entities: step('ask-what', []),
        suggestedActions: {
          actions: [{ type: 'imBack', title: 'Find my account', value: 'Find my account' }],
        },
      },
    ]
  }
  if (activity.type !== 'message') return []
  const entities = step('ask-mobile', ['retrieve-account'])
  return [{ type: 'message', text: `Heard: ${activity.text ?? ''}`, entities }]
}

for (const client of clients)
  describe(inBrowser(`the chat in a browser, in ${client.name}`), () => {
    const also = client.query.replace('?', '&')
    const browser = browserForSuite()
    const server = chatForSuite(script)

    it('welcomes, takes an answer and shows the progress, asking nobody else for anything', async () => {
      const { page, complaints } = await openPage(browser, server.get().url, { viewport: desktop })
      await page.goto(`${server.get().url}/${client.query}`)
      await hears(page, 'Welcome to the test')
      expect(await page.locator('#progress').innerText()).to.equal('Ready to help')
      await choice(page, 'Find my account').click()
      await hears(page, 'Heard: Find my account')
      expect(await page.locator('#progress').innerText()).to.equal('Find my account · step 2 of 4')
      expect(server.get().received.map(({ text, locale }) => ({ text, locale }))).to.deep.equal([
        { text: 'Find my account', locale: 'en' },
      ])
      expect(complaints).to.deep.equal([])
      await page.context().close()
    })

    it('keeps the chat over a refresh and goes on with it', async () => {
      const { page } = await openPage(browser, server.get().url)
      await page.goto(`${server.get().url}/${client.query}`)
      await hears(page, 'Welcome to the test')
      await say(page, 'before')
      await hears(page, 'Heard: before')
      await page.reload()
      await hears(page, 'Heard: before')
      await say(page, 'after')
      await hears(page, 'Heard: after')
      expect(await transcript(page).getByText('Welcome to the test').count()).to.be.lessThan(3)
      expect(server.get().received.map(({ text }) => text)).to.deep.equal(['before', 'after'])
      await page.context().close()
    })

    it('begins a new chat when asked to, and not without asking back', async () => {
      const { page } = await openPage(browser, server.get().url)
      await page.goto(`${server.get().url}/${client.query}`)
      await hears(page, 'Welcome to the test')
      await say(page, 'old')
      await hears(page, 'Heard: old')
      page.once('dialog', (dialog) => void dialog.dismiss())
      await page.getByRole('button', { name: 'New chat' }).click()
      await hears(page, 'Heard: old')
      page.once('dialog', (dialog) => void dialog.accept())
      await Promise.all([
        page.waitForEvent('load'),
        page.getByRole('button', { name: 'New chat' }).click(),
      ])
      await hears(page, 'Welcome to the test')
      expect(await transcript(page).getByText('Heard: old').count()).to.equal(0)
      expect(server.get().revoked).to.have.lengthOf(1)
      await page.context().close()
    })

    it('goes on with the old chat where the server could not end it, and says so', async () => {
      const { page } = await openPage(browser, server.get().url)
      await page.goto(`${server.get().url}/${client.query}`)
      await hears(page, 'Welcome to the test')
      await say(page, 'old')
      await hears(page, 'Heard: old')
      await page.route('**/tokens/revoke', (route) => route.fulfill({ status: 503, body: '{}' }))
      page.once('dialog', (dialog) => void dialog.accept())
      await page.getByRole('button', { name: 'New chat' }).click()
      await page.locator('#notice', { hasText: 'could not be ended' }).waitFor()
      await page.unroute('**/tokens/revoke')
      await page.reload()
      await hears(page, 'Heard: old')
      await page.context().close()
    })

    it('finds nothing of a chat in another tab', async () => {
      const { page } = await openPage(browser, server.get().url)
      await page.goto(`${server.get().url}/${client.query}`)
      await say(page, 'mine')
      await hears(page, 'Heard: mine')
      const other = await page.context().newPage()
      await other.goto(`${server.get().url}/${client.query}`)
      await hears(other, 'Welcome to the test')
      expect(await transcript(other).getByText('Heard: mine').count()).to.equal(0)
      await page.context().close()
    })

    it('goes on with the chat when the token ran out while the tab slept', async () => {
      const { page } = await openPage(browser, server.get().url)
      await page.goto(`${server.get().url}/${client.query}`)
      await say(page, 'mine')
      await hears(page, 'Heard: mine')
      server.get().expireTokens('slept')
      await page.reload()
      await hears(page, 'Heard: mine')
      await say(page, 'again')
      await hears(page, 'Heard: again')
      await page.context().close()
    })

    it('opens a new chat by itself when the old one has ended, and says so', async () => {
      const { page } = await openPage(browser, server.get().url)
      await page.goto(`${server.get().url}/${client.query}`)
      await say(page, 'old')
      await hears(page, 'Heard: old')
      server.get().expireTokens('gone')
      await page.reload()
      await page.getByText('Your last chat is not open here any more').waitFor()
      await hears(page, 'Welcome to the test')
      expect(await transcript(page).getByText('Heard: old').count()).to.equal(0)
      expect(await page.locator('#notice').isVisible()).to.equal(true)
      await page.context().close()
    })

    it('says that nothing is lost when the server cannot be reached, and goes on afterwards', async () => {
      const { page } = await openPage(browser, server.get().url)
      await page.goto(`${server.get().url}/${client.query}`)
      await say(page, 'mine')
      await hears(page, 'Heard: mine')
      await page.route('**/directline/**', (route) => route.abort())
      await page.reload()
      await page.getByText('cannot be reached').waitFor()
      await page.getByRole('button', { name: 'Try again' }).waitFor()
      await page.unroute('**/directline/**')
      // The page's own client may be back before anybody has pressed.
      if (client.query !== '') await page.getByRole('button', { name: 'Try again' }).click()
      await hears(page, 'Heard: mine')
      await page.locator('#notice').waitFor({ state: 'hidden' })
      await page.context().close()
    })

    if (client.query !== '') {
      it('says that the chat cannot be had when its program does not come', async () => {
        const { page } = await openPage(browser, server.get().url)
        await page.route('**/webchat.js', (route) => route.abort())
        await page.goto(`${server.get().url}/${client.query}`)
        await page.getByText('cannot be reached').waitFor()
        await page.unroute('**/webchat.js')
        await page.getByRole('button', { name: 'Try again' }).click()
        await hears(page, 'Welcome to the test')
        await page.context().close()
      })
    }

    it('tells the assistant once when the language changes, and keeps the chat', async () => {
      const { page, complaints } = await openPage(browser, server.get().url)
      await page.goto(`${server.get().url}/${client.query}`)
      await say(page, 'hello')
      await hears(page, 'Heard: hello')
      await page.getByRole('link', { name: '中文' }).click()
      await page.locator('html[lang="zh-CN"]').waitFor()
      await hears(page, 'Heard: hello')
      await page.locator('[placeholder="请输入您的回答"]').waitFor()
      await say(page, 'nihao')
      await hears(page, 'Heard: nihao')
      await page.reload()
      await hears(page, 'Heard: nihao')
      const told = server.get().received.filter(({ name }) => name === 'latchkey/language')
      expect(told).to.have.lengthOf(1)
      expect(told[0]).to.deep.include({
        type: 'event',
        value: { locale: 'zh-CN' },
        locale: 'zh-CN',
      })
      expect(server.get().received.at(-1)).to.deep.include({ text: 'nihao', locale: 'zh-CN' })
      expect(complaints).to.deep.equal([])
      await page.context().close()
    })

    it('begins the job that the address names, once', async () => {
      const { page } = await openPage(browser, server.get().url)
      await page.goto(`${server.get().url}/?start=retrieve&lang=en${also}`)
      await hears(page, 'Heard: I forgot my account')
      expect(page.url()).to.equal(`${server.get().url}/?lang=en${also}`)
      await page.reload()
      await hears(page, 'Heard: I forgot my account')
      expect(server.get().received).to.have.lengthOf(1)
      await page.goto(`${server.get().url}/?start=constructor${also}`)
      await hears(page, 'Welcome to the test')
      expect(server.get().received).to.have.lengthOf(1)
      await page.context().close()
    })

    for (const colorScheme of ['light', 'dark'] as const) {
      it(`has nothing of its own that axe-core finds fault with, ${colorScheme}`, async () => {
        const { page } = await openPage(browser, server.get().url, { viewport: phone, colorScheme })
        await page.goto(`${server.get().url}/${client.query}`)
        await say(page, 'hello')
        await hears(page, 'Heard: hello')
        expect(await findingsOn(page)).to.deep.equal([])
        await page.context().close()
      })
    }
  })
