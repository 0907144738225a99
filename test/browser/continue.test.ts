import { rm } from 'node:fs/promises'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { dataFolder, messagesTo, startProgram, type Program } from '../stand-ins/program.ts'
import { pageState } from '../stand-ins/pages.ts'
import { hears, pageLink, say, transcript } from './chat-dom.ts'
import { browserForSuite, desktop, inBrowser, openPage } from './chromium.ts'
import { startSecretServer, type SecretServer } from './secret-server.ts'

const siteOf = ({ url }: Program): string => url.replace('//127.0.0.1:', '//localhost:')

/** Signs the chat in as Li Wei, on the page that it links to. */
async function signIn(page: Page): Promise<void> {
  await say(page, 'my account')
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    pageLink(page, 'Open the sign-in page').click(),
  ])
  await popup.fill('#email', 'li.wei@example.com')
  await popup.fill('#password', 'River-Stone-42')
  await popup.locator('button[type=submit]').click()
  await popup.getByRole('heading', { name: 'You are signed in' }).waitFor()
  await popup.close()
  await hears(page, 'Login email: li')
}

/** As if everybody had been silent for eleven minutes; the program has to be stopped meanwhile. */
async function passTime(dir: string): Promise<void> {
  const store = await openLowdbStore({ dir })
  for await (const { row, version } of store.scan('conversations')) {
    const silent = { ...row, lastAt: row.lastAt - 11 * 60_000 }
    await store.commit([{ collection: 'conversations', key: row.key, base: version, row: silent }])
  }
  await store.close()
}

describe(inBrowser('the way back into the chat in a browser'), function () {
  this.timeout(60_000)
  const browser = browserForSuite()

  describe('by the whole program', () => {
    let program: Program

    before(async () => {
      program = await startProgram(await dataFolder())
    })
    after(async () => {
      await program.stop()
      await rm(program.dir, { recursive: true, force: true })
    })

    async function open(path: string): Promise<Page> {
      // By the name that links have: another host's page is not the browser that began the chat.
      const site = siteOf(program)
      const { page } = await openPage(browser, site, { viewport: desktop })
      await page.goto(`${site}${path}`)
      return page
    }

    it('brings the old chat and the agent’s next words into the tab that came by the link, and into no other', async () => {
      const user = await open('/')
      const agent = await open('/desk?name=Mei')
      await hears(user, 'I am Latchkey')
      await signIn(user)
      await say(user, 'a person')
      await hears(user, 'What happened')
      await say(user, 'my bill is wrong')
      await hears(user, 'Shall I send it')
      await say(user, 'yes')
      await hears(user, 'Your case is number 1001')
      await hears(agent, 'my bill is wrong')
      await say(agent, 'take 1001')
      await hears(user, 'Mei of our support team has your case')

      await program.stop()
      await passTime(program.dir)
      program = await startProgram(program.dir, { PORT: new URL(program.url).port })
      await agent.reload()
      await say(agent, 'reply 1001 could you look at this?')
      const [letter] = await messagesTo(program, 'li.wei.office@example.org', 1)
      const path = /\/p\/continue\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? 'no link'

      const back = await open(path)
      await back.getByRole('heading', { name: 'Support is waiting for you in case 1001' }).waitFor()
      await user.reload()
      await hears(user, 'could you look at this?')
      await back.getByRole('button', { name: 'Continue the chat' }).click()
      await back.waitForURL(`${siteOf(program)}/?lang=en`)
      await hears(back, 'my bill is wrong')
      await hears(back, 'could you look at this?')
      await hears(back, 'You came back by the link')
      await say(agent, 'reply 1001 welcome back')
      await hears(back, 'welcome back')
      await say(back, 'thank you, here I am')
      await hears(agent, 'thank you, here I am')
      expect(await transcript(user).innerText()).to.not.include('welcome back')
      // Said at once, without a reload.
      await user.locator('#notice', { hasText: 'opened again by a link' }).waitFor()
      await hears(user, 'I am Latchkey')
      expect(await transcript(user).innerText()).to.not.include('my bill is wrong')
      await user.reload()
      await hears(user, 'I am Latchkey')
      expect(await transcript(user).innerText()).to.not.include('my bill is wrong')
      await back.reload()
      await hears(back, 'welcome back')
      expect((await fetch(`${program.url}${path}`)).status).to.equal(410)
      await browser.closeAll()
    })
  })

  describe('by the page alone', () => {
    let server: SecretServer

    before(async () => {
      server = await startSecretServer()
    })
    after(() => server.close())

    const session = { conversationId: 'c1', token: 'a.token', userId: 'lk_1' }
    const waiting = pageState({ step: 'continue', number: 1001, isOpen: true }, { words: null })
    const back = pageState({ step: 'back', way: { kind: 'own-chat', session } }, { words: null })
    const cameBack = async (page: Page) => {
      server.pages.set(waiting, back)
      await page.goto(server.addressOf(waiting))
      await page.getByRole('button', { name: 'Continue the chat' }).click()
    }

    it('takes the chat over into the tab, and leaves nothing of the page behind', () =>
      server.visit(browser, {}, async (page) => {
        await page.route('**/?lang=en', (route) => route.fulfill({ body: 'the chat' }))
        await cameBack(page)
        await page.waitForURL(`${server.url}/?lang=en`)
        const kept = JSON.parse(
          await page.evaluate<string>(`sessionStorage.getItem('latchkey.chat')`),
        ) as { openedAt: unknown }
        expect(kept.openedAt).to.be.a('number')
        expect(kept).to.deep.include({ ...session, desk: null, locale: 'en' })
        expect(await page.evaluate('Object.keys(sessionStorage)')).to.deep.equal(['latchkey.chat'])
      }))

    it('says so where the browser keeps nothing', () =>
      server.visit(browser, {}, async (page) => {
        await page.addInitScript(
          `Storage.prototype.setItem = () => { throw new Error('switched off') }`,
        )
        await cameBack(page)
        await page.getByText('does not let this site keep anything').waitFor()
        expect(await page.getByText('in a moment').isVisible()).to.equal(false)
      }))

    it('says before and after that the chat needs scripts, where there are none', () =>
      server.visit(browser, { javaScriptEnabled: false }, async (page) => {
        server.pages.set(waiting, back)
        await page.goto(server.addressOf(waiting))
        expect(await page.locator('main').innerText()).to.include('works only once')
        await page.getByRole('button', { name: 'Continue the chat' }).click()
        const told = await page.locator('main').innerText()
        expect(told).to.include('cannot be opened').and.to.not.include('in a moment')
      }))
  })
})
