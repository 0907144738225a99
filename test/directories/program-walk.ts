import { expect } from 'chai'
import { rm } from 'node:fs/promises'
import { collectionNames } from '../../src/ports/collections.ts'
import type { Store } from '../../src/ports/store.ts'
import { openLowdbStore } from '../../src/stores/lowdb/lowdb-store.ts'
import { linkTo, openPage, say, signInPage, type Opened } from '../attacks/moves.ts'
import { openChat, type Chat } from '../stand-ins/chat.ts'
import {
  codeIn,
  dataFolder,
  eventually,
  inboxOf,
  messagesTo,
  startProgram,
  unlimited,
  type Program,
  type Variables,
} from '../stand-ins/program.ts'

/** The one whose account is recovered, as the directory has them at the start. */
export const walker = {
  id: 'li.wei',
  name: 'Wei of the directory',
  mail: 'li.wei@example.com',
  mobile: '+8613800138000',
  server: '203.0.113.10',
  password: 'Correct-Horse-7',
} as const

/** A directory with {@link walker} in it, seen by its administrator. */
export interface WalkStand {
  /** What the program is set up with for it. */
  readonly variables: Variables
  /** Whether its own sign-in takes a password of the walker's. */
  opensWith(password: string): Promise<boolean>
  /** The walker's mobiles, as they are written there. */
  mobiles(): Promise<readonly string[]>
  readonly findsServers: boolean
  /** Passwords that its policy refuses, and what of our sentence about it is looked for. */
  readonly refused: readonly { readonly password: string; readonly sentence: RegExp }[]
  /** Opens the store that the program was on; the embedded one of its folder when left out. */
  readonly openStore?: (dir: string) => Promise<Store>
}

const newPassword = 'Rather-Other-8'
const newMobile = '+8613900139000'

/** Uids as most directories have them; without the waits that limits ask for. */
const settings: Variables = {
  ...unlimited,
  ACCOUNT_ID_PATTERN: '[a-z][a-z0-9._-]{1,29}',
  ACCOUNT_ID_EXAMPLE: 'wang.fang',
  ALLOW_DOCUMENTATION_IPS: 'true',
}

/** A page in one browser: it sends back the cookie that it was given last. */
async function inBrowser(url: string) {
  let page: Opened = await openPage(url)
  let cookie: string | null = null
  return {
    html: () => page.html,
    async send(fields: Readonly<Record<string, string>>): Promise<Opened> {
      page = await page.send(fields, cookie === null ? {} : { cookie })
      cookie = page.headers.get('set-cookie')?.split(';', 1)[0] ?? cookie
      return page
    },
  }
}

const both = (password: string) => ({ newPassword: password, confirmPassword: password })

async function everyRow(store: Store): Promise<readonly string[]> {
  const rows: string[] = []
  for (const name of collectionNames) {
    for await (const { row } of store.scan(name)) rows.push(JSON.stringify({ [name]: row }))
  }
  return rows
}

/**
 * What somebody who follows docs/connect.md gets, over HTTP and with nothing imported: one test after another, on one
 * program and one directory.
 */
export function walkThrough(get: () => WalkStand): void {
  let running: Program | null = null
  const program = (): Program => {
    if (running === null) throw new Error('the program is not running')
    return running
  }
  const seen = new Map<string, number>()
  const codes = new Map<string, number>()

  before(async () => {
    running = await startProgram(await dataFolder(), { ...settings, ...get().variables })
  })
  after(async () => {
    await running?.stop()
    if (running !== null) await rm(running.dir, { recursive: true, force: true })
  })

  async function newest(to: string) {
    const messages = await messagesTo(program(), to, (seen.get(to) ?? 0) + 1)
    seen.set(to, messages.length)
    return messages.at(-1)
  }
  /** The newest code to an address; other messages may come before it and after it. */
  async function code(to: string): Promise<string> {
    return eventually(`a code to ${to}`, async () => {
      const messages = await inboxOf(program(), to)
      const at = messages.findLastIndex(({ text }) => /(?<!\d)\d{6}(?!\d)/.test(text))
      if (at < (codes.get(to) ?? 0)) return null
      codes.set(to, at + 1)
      seen.set(to, messages.length)
      return codeIn(messages[at])
    })
  }

  async function isInformed(chat: Chat): Promise<void> {
    expect(chat.last().step).to.deep.include({ flow: 'menu' })
    expect((await newest(walker.mobile))?.text).to.include(walker.id)
  }

  it('finds the account by its mobile', async () => {
    const chat = openChat(program())
    await say(chat, 'find my account', 'mobile number', '138 0013 8000')
    await chat.say(await code(walker.mobile))
    await isInformed(chat)
  })

  for (const typed of [walker.id, 'my account ID is Li.Wei']) {
    it(`finds it by its ID: ${typed}`, async () => {
      const chat = openChat(program())
      const asked = await say(chat, 'find my account', 'account id', typed)
      expect(asked.step?.prompt).to.equal('ask-full-mobile')
      await chat.say(walker.mobile)
      await isInformed(chat)
    })
  }

  it('finds it by a server, or does not offer that', async () => {
    const chat = openChat(program())
    const pasted = await say(chat, walker.server)
    if (!get().findsServers) {
      expect(pasted.text).not.to.include('server')
      return
    }
    const asked = await chat.say('yes')
    expect(asked.step?.prompt).to.equal('ask-full-mobile')
    await chat.say(walker.mobile)
    await isInformed(chat)
  })

  it('resets the password by the mailed link, which then opens the directory; the old one does not', async () => {
    const chat = openChat(program())
    await say(chat, 'reset my password', walker.mail)
    const mail = await newest(walker.mail)
    const page = await inBrowser(linkTo('reset-password', [mail?.text ?? ''], program()))
    await page.send(both(get().refused[0]?.password ?? newPassword))
    if (get().refused.length > 0) await page.send({ code: await code(walker.mobile) })
    for (const [index, { sentence }] of get().refused.entries()) {
      expect(page.html().replaceAll(/<[^>]*>|\s+/g, ' ')).to.match(sentence)
      expect(await get().opensWith(walker.password)).to.equal(true)
      await page.send(both(get().refused[index + 1]?.password ?? newPassword))
    }
    if (get().refused.length === 0) await page.send({ code: await code(walker.mobile) })
    expect(page.html()).to.match(/is changed/)
    expect(await get().opensWith(newPassword)).to.equal(true)
    expect(await get().opensWith(walker.password)).to.equal(false)
  })

  it('signs in with the new password and changes the recovery mobile there', async () => {
    const chat = openChat(program())
    const page = await signInPage(program(), chat)
    const done = await page.send({ email: walker.mail, password: newPassword })
    expect(done.status).to.equal(200)
    await say(chat, `change my recovery number to ${newMobile}`)
    await chat.say(await code(walker.mobile))
    const asked = await chat.say('yes')
    expect(asked.text).to.match(/new number/)
    await chat.say(await code(newMobile))
    expect((await get().mobiles()).map((text) => text.replaceAll(/\s/g, ''))).to.deep.equal([
      newMobile,
    ])
  })

  it('keeps nothing of the directory', async () => {
    const { dir } = program()
    await program().stop()
    running = null
    const store = await (get().openStore ?? (async () => openLowdbStore({ dir })))(dir)
    const rows = await everyRow(store)
    await store.close()
    await rm(dir, { recursive: true, force: true })
    expect(rows).not.to.have.lengthOf(0)
    const { name, mobile, server, mail, password } = walker
    for (const told of [name, mobile, server, mail, password, newPassword]) {
      expect(rows.filter((row) => row.includes(told))).to.deep.equal([])
    }
  })
}
