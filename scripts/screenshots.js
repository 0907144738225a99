/**
 * Takes the pictures of the README: starts the built program on a free port over a folder of its own, and lets
 * Chromium (CHROMIUM_PATH, else /usr/bin/chromium) walk one recovery and one support case in it. Run `npm run screenshots`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const pictures = join(root, 'docs', 'pictures')
const number = '+8613800138000'
const { CHROMIUM_PATH: executablePath = '/usr/bin/chromium' } = process.env

/** Starts the program and answers with its address as soon as it says that it is ready. */
async function startProgram(folder) {
  const child = spawn(process.execPath, [join(root, 'dist', 'src', 'main.js')], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      PORT: '0',
      DATA_DIR: join(folder, 'store'),
      SUPPORT_HOURS: 'always',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  const url = await new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      said += String(chunk)
      const ready = /Latchkey is ready: (\S+)/.exec(said)
      if (ready !== null) resolve(ready[1])
    })
    child.on('exit', () => reject(new Error(`Latchkey did not start: ${said}`)))
  })
  return { child, url }
}

/** No animation, so that a picture is taken as soon as its words are there. */
const still = { reducedMotion: 'reduce' }

const sendBox = (page) => page.locator('#text, [data-id="webchat-sendbox-input"]')
const transcript = (page) => page.locator('#log, .webchat__basic-transcript__transcript')

/** Says something and waits until the assistant has answered and the page has scrolled to it. */
async function say(page, words, prompt) {
  await sendBox(page).fill(words)
  // A code goes by itself.
  if ((await sendBox(page).inputValue()) !== '') await sendBox(page).press('Enter')
  await transcript(page).getByText(prompt).last().waitFor()
  await settle(page)
}

/**
 * Two frames after fonts are there. The network is never idle here: pages ask again for what is new. Nothing moves,
 * since the pages are told that motion is unwelcome.
 */
async function settle(page) {
  await page.evaluate('document.fonts.ready')
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  )
}

const shoot = async (page, name) => {
  await settle(page)
  await page.screenshot({ path: join(pictures, `${name}.png`) })
  console.log(`docs/pictures/${name}.png`)
}

/** Presses the newest link to the check page, takes its picture and passes it. */
async function passCheck(page, words, pictureName) {
  const [check] = await Promise.all([
    page.context().waitForEvent('page'),
    transcript(page).locator('a.button', { hasText: words.openCheck }).last().click(),
  ])
  await check.waitForLoadState()
  await check.setViewportSize({ width: 760, height: 560 })
  if (pictureName !== null) await shoot(check, pictureName)
  await check.locator('button[type=submit]').click()
  await check.getByText(words.checked).first().waitFor()
  await check.close()
}

const english = { openCheck: /open/i, checked: /done|thank|go back|return/i }
const chinese = { openCheck: /打开/, checked: /完成|返回|通过/ }

async function codeOf(url) {
  const answer = await fetch(`${url}/dev/inbox.json?to=${encodeURIComponent(number)}`)
  const code = (await answer.json()).findLast(({ template }) => template === 'code')
  return /\b\d{6}\b/.exec(code?.text ?? '')?.[0]
}

async function desktop(browser, url) {
  const page = await browser.newPage({
    ...still,
    viewport: { width: 1060, height: 960 },
    locale: 'en-US',
  })
  await page.goto(url)
  await say(page, 'I forgot my account', /how|which/i)
  await say(page, 'mobile number', /number/i)
  await say(page, '138 0013 8000', /open|check/i)
  await passCheck(page, english, 'check')
  await transcript(page)
    .getByText(/six|6.digit|code/i)
    .last()
    .waitFor()
  await shoot(page, 'chat')
  let code
  while (code === undefined) code = await codeOf(url)
  await say(page, code, /sent|text/i)
  const inbox = await browser.newPage({
    ...still,
    viewport: { width: 900, height: 620 },
    locale: 'en-US',
  })
  await inbox.goto(`${url}/dev/inbox`)
  await inbox.getByText('100000000012').first().waitFor()
  await shoot(inbox, 'inbox')
}

async function phone(browser, url) {
  const page = await browser.newPage({
    ...still,
    viewport: { width: 390, height: 780 },
    deviceScaleFactor: 2,
    colorScheme: 'dark',
    locale: 'zh-CN',
  })
  await page.goto(url)
  await say(page, '找回账号', /方式|如何|怎/)
  await say(page, '服务器 IP', /公网 IP/)
  await say(page, '203.0.113.10', /打开/)
  await passCheck(page, chinese, null)
  await transcript(page).getByText(/••••/).last().waitFor()
  await shoot(page, 'chat-phone-zh')
}

const heard = (page, words) => transcript(page).getByText(words).last().waitFor()

/** Somebody without their phone gets a case, and an agent takes it and answers. */
async function talkAtDesk(customer, agent) {
  await say(customer, 'I forgot my account', /how|which/i)
  await say(customer, 'mobile number', /number/i)
  await say(customer, '138 0013 8001', /open|check/i)
  await passCheck(customer, english, null)
  await heard(customer, /six|6.digit|code/i)
  await say(customer, '482913', 'not the code')
  await say(customer, 'a person', 'What happened')
  await say(customer, 'My phone was stolen, so no code reaches me any more.', 'Shall I send it?')
  await say(customer, 'Yes', 'Your case is number 1001')
  await agent.locator('.ac-pushButton', { hasText: /^Take$/ }).click()
  await heard(customer, 'Mei of our support team')
  await say(customer, 'I need my server 203.0.113.23 today.', 'I need my server')
  await heard(agent, '203.0.•••.•••')
  await say(agent, 'reply 1001 I see it. Does your recovery email still work?', 'to the user')
  await heard(customer, 'Mei (support team)')
}

/** Both sides of one case in one picture: the customer's chat and the agent's window. */
async function desk(browser, url) {
  const look = { ...still, deviceScaleFactor: 1.5, locale: 'en-US' }
  const customer = await browser.newPage({ ...look, viewport: { width: 520, height: 900 } })
  const agent = await browser.newPage({ ...look, viewport: { width: 720, height: 900 } })
  await customer.goto(url)
  await agent.goto(`${url}/desk?name=Mei`)
  await talkAtDesk(customer, agent)
  const sides = []
  for (const page of [customer, agent]) {
    await settle(page)
    sides.push(`data:image/png;base64,${(await page.screenshot()).toString('base64')}`)
  }
  const both = await browser.newPage({ viewport: { width: 1260, height: 900 } })
  const images = sides.map((side) => `<img src="${side}" height="900" alt="">`).join('')
  const row = 'display:flex;justify-content:space-between;margin:0;background:#fff'
  await both.setContent(`<body style="${row}">${images}</body>`)
  await shoot(both, 'desk')
}

async function main() {
  await mkdir(pictures, { recursive: true })
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-pictures-'))
  const { child, url } = await startProgram(folder)
  const args = ['--headless', '--no-sandbox', '--disable-gpu']
  const browser = await chromium.launch({ executablePath, args })
  try {
    await desktop(browser, url)
    await phone(browser, url)
    await desk(browser, url)
  } finally {
    await browser.close()
    child.kill('SIGTERM')
    await once(child, 'exit')
    await rm(folder, { recursive: true, force: true })
  }
}

await main()
