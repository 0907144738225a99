import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { projectRoot } from '../../src/root.ts'
import { inBrowser, browserForSuite } from '../browser/chromium.ts'
import { deliver } from '../stand-ins/chat.ts'
import { freePort } from '../stand-ins/free-port.ts'
import {
  codeIn,
  messagesTo,
  programForSuite,
  unlimited,
  type Reachable,
} from '../stand-ins/program.ts'

/** Where a person has put the Playground: PLAYGROUND_BIN, else the first on the path; null when nowhere. */
function playgroundBin(): string | null {
  const named = process.env['PLAYGROUND_BIN'] ?? ''
  if (named !== '') return named
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const places = folders.map((folder) => join(folder, 'agentsplayground'))
  return places.find((place) => existsSync(place)) ?? null
}

const bin = playgroundBin()
const title = 'the Agents Playground'
const key = 'a-triage-key-of-16'
const absent = 'skipped: not installed; it is an optional tool, see README, "Agents Playground"'

/** Runs `npm run playground`'s own script, and answers once the Playground listens. */
async function startPlayground(latchkey: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(projectRoot(), 'scripts', 'playground.js')], {
    env: {
      ...process.env,
      PLAYGROUND_BIN: bin ?? '',
      PLAYGROUND_PORT: String(port),
      LATCHKEY_URL: latchkey,
      TEAMSAPPTESTER_BROWSER: 'none',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      printed += String(chunk)
      if (printed.includes(`Listening on ${port}`)) resolve(child)
    })
    child.on('exit', () => {
      reject(new Error(`the Playground ended at once (see devTools/ for its log): ${printed}`))
    })
  })
}

async function say(page: Page, text: string): Promise<void> {
  const box = page.locator('div[role=textbox]').last()
  await box.click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

const open = (page: Page, place: RegExp) => page.getByRole('treeitem', { name: place }).click()

/**
 * Says something in a channel with the mention that brings it to the assistant there.
 *
 * @param where the `first` box begins a post of its own, the `last` answers in the newest thread
 */
async function mention(page: Page, where: 'first' | 'last', text: string): Promise<void> {
  const box = page.locator('div[role=textbox]')[where]()
  await box.click()
  await page.keyboard.type('@')
  const people = page.locator('[role=option], [role=menuitem], [role=listitem]')
  await people.filter({ hasText: 'Latchkey' }).first().click()
  await page.keyboard.type(` ${text}`)
  await page.keyboard.press('Enter')
}

/**
 * What a colleague of the mocked team says in the personal chat. The Playground has one current user, and nobody works
 * on a case of their own, so that somebody else has to open it: the Playground itself mocks such an activity alike.
 */
const colleague = (port: number) => ({
  channelId: 'msteams',
  serviceUrl: `http://127.0.0.1:${port}/_connector`,
  from: { id: 'user-id-1', name: 'Alex Morgan' },
  recipient: { id: '00000000-0000-0000-0000-00000000000011', name: 'Latchkey' },
  conversation: {
    id: 'personal-chat-id',
    conversationType: 'personal',
    tenantId: '00000000-0000-0000-0000-0000000000001',
  },
})

/** Says something as somebody else of the team; what is answered stands in the personal chat. */
async function colleagueSays(program: Reachable, port: number, texts: readonly string[]) {
  for (const text of texts) {
    const activity = {
      ...colleague(port),
      type: 'message',
      id: randomUUID(),
      text,
      locale: 'en-US',
    }
    expect((await deliver(program, activity)).status).to.equal(200)
  }
}

const shows = (page: Page, text: RegExp) => page.getByText(text).last().waitFor()

describe(bin === null ? `${title} (${absent})` : inBrowser(title), () => {
  before(function () {
    if (bin === null) this.skip()
  })
  const program = programForSuite({ ...unlimited, TRIAGE_KEY: key })
  const browser = browserForSuite()
  let playground: ChildProcess
  let port: number

  before(async function () {
    this.timeout(60_000)
    port = await freePort()
    playground = await startPlayground(program.get().url, port)
  })
  after(async () => {
    if (playground?.exitCode === null && playground.kill('SIGTERM')) await once(playground, 'exit')
  })

  it('lets a person find an account again, from the menu to the text with its information', async () => {
    const page = await browser.get().newPage()
    await page.goto(`http://127.0.0.1:${port}`)
    await page.locator('div[role=textbox]').last().waitFor()
    await say(page, 'find my account')
    await shows(page, /how (would|shall|do)/i)
    await say(page, 'mobile number')
    await shows(page, /country code|mobile number/i)
    await say(page, '13800138000')
    const [message] = await messagesTo(program.get(), '+8613800138000', 1)
    await shows(page, /code/i)
    await say(page, codeIn(message))
    const [, told] = await messagesTo(program.get(), '+8613800138000', 2)
    expect(told?.template).to.equal('account-information')
    expect(told?.text).to.include('100000000012')
    expect(await page.getByText('100000000012').count()).to.equal(0)
  }).timeout(60_000)

  it('lets the mocked team take, answer and resolve a case in its channel, and hear what was thought of it', async () => {
    const page = await browser.get().newPage()
    await page.goto(`http://127.0.0.1:${port}`)
    await open(page, /Triage/)
    await mention(page, 'first', `register triage here ${key}`)
    await shows(page, /This is a triage channel from now on/)
    const words = ['a person', 'My phone is gone and so is my address', 'yes']
    await colleagueSays(program.get(), port, words)
    await shows(page, /Case 1001: /)
    await page.getByRole('button', { name: 'Take', exact: true }).click()
    await shows(page, /Case 1001 is yours/)
    await shows(page, /In hand of/)
    await mention(page, 'last', 'reply 1001 I am looking into it')
    await shows(page, /Case 1001, to the user: I am looking into it/)
    await open(page, /Personal Chat/)
    await shows(page, /Li Wei \(support team\): I am looking into it/)
    await open(page, /Triage/)
    await mention(page, 'last', 'resolve 1001 solved')
    await shows(page, /Case 1001 is resolved/)
    await colleagueSays(program.get(), port, ['5', 'Very kind'])
    await shows(page, /The user gave 5 of 5/)
  }).timeout(60_000)
})
