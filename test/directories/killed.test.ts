import { expect } from 'chai'
import { rm } from 'node:fs/promises'
import { linkTo, openPage, say } from '../attacks/moves.ts'
import { openChat } from '../stand-ins/chat.ts'
import { startConnector, type Connector } from '../stand-ins/connector.ts'
import { serveDirectory, type DirectoryApi } from '../stand-ins/directory-api.ts'
import { createMemoryDirectory, type MemoryDirectory } from '../stand-ins/memory-directory.ts'
import { startChild, type ChildProgram } from '../stand-ins/program-child.ts'
import {
  codeIn,
  dataFolder,
  eventually,
  inboxOf,
  messagesTo,
  unlimited,
  type Variables,
} from '../stand-ins/program.ts'

const mobile = '+8613800138000'
const mail = 'li.recovery@example.net'
const newMobile = '+8613900139000'
const reference = 'r-li'

function peopled(knowsOperations: boolean): MemoryDirectory {
  const directory = createMemoryDirectory({ abilities: { knowsOperations }, now: () => Date.now() })
  directory.put(
    {
      reference,
      accountId: '100000000012',
      loginEmails: ['li.wei@example.com'],
      recoveryMobiles: [mobile],
      recoveryEmails: [mail],
    },
    'Harbour-Light-71',
  )
  return directory
}

const oldPassword = 'Harbour-Light-71'
const newPassword = 'Marble-Fountain-58'

/** Preloaded into a process, it makes every minute of a timer a moment, and the clock five minutes later. */
const minutesLater: Variables = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`
    const [now, every] = [Date.now, setInterval]
    Date.now = () => now() + 300000
    globalThis.setInterval = (run, ms, ...given) => every(run, ms === 60000 ? 50 : ms, ...given)`)}`,
}

/** Two processes after each other on one store and one directory, and a channel that hears both. */
interface Lives {
  readonly api: DirectoryApi
  readonly channel: Connector
  /** Where the process is that lives now. */
  readonly at: { url: string }
  /** Kills the one that lives, and starts another. */
  again(over?: Variables): Promise<void>
  kill(): Promise<void>
  remove(): Promise<void>
}

async function lives(directory: MemoryDirectory): Promise<Lives> {
  const api = await serveDirectory(directory)
  const channel = await startConnector()
  const dir = await dataFolder()
  const variables = {
    ...unlimited,
    DIRECTORY: 'http',
    DIRECTORY_URL: api.url,
    DIRECTORY_TOKEN: api.token,
  }
  let living: ChildProgram = await startChild(dir, variables)
  const at = { url: living.url }
  return {
    api,
    channel,
    at,
    async again(over = {}) {
      living = await startChild(dir, { ...variables, ...over })
      at.url = living.url
    },
    kill: async () => void (await living.end('SIGKILL')),
    async remove() {
      await living.end('SIGTERM')
      await Promise.all([api.stop(), channel.close()])
      await rm(dir, { recursive: true, force: true })
    },
  }
}

type When = 'before' | 'after'

/** A change of the mobile up to the directory's call, at which the process is killed. */
async function killedAtChannel(life: Lives, when: When, shape: { connector?: Connector } = {}) {
  const { api, at } = life
  const chat = openChat(at, shape)
  await say(chat, 'sign in', 'use my account id and a code', '100000000012')
  await chat.say(codeIn((await messagesTo(at, mobile, 1)).at(-1)))
  await say(chat, `change my recovery number to ${newMobile}`)
  await chat.say(codeIn((await messagesTo(at, mail, 1)).at(-1)))
  await chat.say('yes')
  const code = codeIn((await messagesTo(at, newMobile, 1)).at(-1))
  const there = api.holdNext(when)
  const cut = chat.say(code).catch(() => null)
  await there
  await life.kill()
  await cut
  return chat
}

/** A reset by the mailed link up to the directory's call, at which the process is killed; the page as it was left. */
async function killedAtPassword({ api, at, channel, ...life }: Lives, when: When) {
  const chat = openChat(at, { connector: channel })
  await say(chat, 'reset my password', 'li.wei@example.com')
  const mails = await messagesTo(at, 'li.wei@example.com', 1)
  const link = linkTo('reset-password', [mails.at(-1)?.text ?? ''], at)
  const form = await openPage(link)
  const asked = await form.send({ newPassword, confirmPassword: newPassword })
  const cookie = asked.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
  const code = codeIn((await messagesTo(at, mobile, 1)).at(-1))
  const there = api.holdNext(when)
  const cut = asked.send({ code }, { cookie }).catch(() => null)
  await there
  await life.kill()
  await cut
  return { path: new URL(link).pathname, cookie }
}

const callsOf = (directory: MemoryDirectory, method: 'changeChannel' | 'setPassword') =>
  directory.calls.filter((call) => call.method === method)

type Notice = 'channel-changed' | 'password-changed'

const noticesIn = async ({ at }: Lives, template: Notice): Promise<readonly string[]> =>
  (await inboxOf(at)).filter((each) => each.template === template).map(({ to }) => to)

/** Once the mobile of before was told of the change: whom else, and that nobody was told twice. */
async function toldOnce(life: Lives, template: Notice): Promise<void> {
  const told = await eventually(`${template} to ${mobile}`, async () => {
    const all = await noticesIn(life, template)
    return all.includes(mobile) ? all : null
  })
  expect(told).to.deep.equal([...new Set(told)])
}

/** The messages that came to the chat by themselves once there are some. */
const posted = async ({ channel }: Lives, heard: number): Promise<readonly string[]> =>
  eventually('a message of the sweeper', async () => {
    const texts = channel.texts().slice(heard)
    return texts.length > 0 ? texts : null
  })

describe('a process that is killed while a directory is asked', function () {
  this.timeout(120_000)
  let begun: Lives | null = null
  afterEach(async () => {
    await begun?.remove()
    begun = null
  })
  const begin = async (directory: MemoryDirectory): Promise<Lives> => {
    begun = await lives(directory)
    return begun
  }

  for (const knowsOperations of [true, false]) {
    const kind = knowsOperations ? 'that knows operations' : 'that does not'
    for (const [when, what] of [
      ['before', 'between the intent and the change'],
      ['after', 'between the change and its conclusion'],
    ] as const) {
      it(`${what}, with a directory ${kind}: once, and the person is told`, async () => {
        const directory = peopled(knowsOperations)
        const life = await begin(directory)
        const chat = await killedAtChannel(life, when)
        await life.again()
        const said = await chat.say('status')
        expect(said.text).to.match(/recovery mobile/i)
        expect(said.step?.prompt).to.equal('ask-use-for-both')
        expect(directory.entry(reference)?.recoveryMobiles).to.deep.equal([newMobile])
        const made = callsOf(directory, 'changeChannel')
        const repeats = when === 'after' && knowsOperations ? 2 : 1
        expect(made).to.have.lengthOf(repeats)
        expect(new Set(made.map(({ operation }) => operation)).size).to.equal(1)
        await toldOnce(life, 'channel-changed')
        await chat.say('no')
        expect(directory.entry(reference)?.recoveryMobiles).to.deep.equal([newMobile])
      })

      it(`${what}, with a directory ${kind}: the sweeper of the next process concludes it and tells the chat`, async () => {
        const directory = peopled(knowsOperations)
        const life = await begin(directory)
        await killedAtChannel(life, when, { connector: life.channel })
        const heard = life.channel.texts().length
        await life.again(minutesLater)
        expect((await posted(life, heard)).join()).to.match(/recovery mobile/i)
        expect(directory.entry(reference)?.recoveryMobiles).to.deep.equal([newMobile])
        const made = callsOf(directory, 'changeChannel')
        expect(made).to.have.lengthOf(when === 'after' && knowsOperations ? 2 : 1)
        expect(new Set(made.map(({ operation }) => operation)).size).to.equal(1)
        await toldOnce(life, 'channel-changed')
      })
    }

    it(`between a password and its conclusion, with a directory ${kind}: the sweeper finds out that it is set`, async () => {
      const directory = peopled(knowsOperations)
      const life = await begin(directory)
      await killedAtPassword(life, 'after')
      const heard = life.channel.texts().length
      await life.again(minutesLater)
      expect((await posted(life, heard)).join()).to.match(/is changed/)
      expect(directory.passwordOf(reference)).to.equal(newPassword)
      expect(directory.passwordsBefore(reference)).to.deep.equal([oldPassword])
      expect(callsOf(directory, 'setPassword')).to.have.lengthOf(1)
      await toldOnce(life, 'password-changed')
    })

    it(`between the intent of a password and the call, with a directory ${kind}: the page says so, and sets it once`, async () => {
      const directory = peopled(knowsOperations)
      const life = await begin(directory)
      const { path, cookie } = await killedAtPassword(life, 'before')
      const heard = life.channel.texts().length
      await life.again(minutesLater)
      const page = await openPage(life.at.url + path, { cookie })
      expect(page.html).to.match(/handed on/)
      expect(directory.passwordOf(reference)).to.equal(oldPassword)
      expect(await noticesIn(life, 'password-changed')).to.deep.equal([])
      const done = await page.send({ action: 'again' }, { cookie })
      expect(done.html).to.match(/is changed/)
      expect(directory.passwordOf(reference)).to.equal(newPassword)
      expect(callsOf(directory, 'setPassword')).to.have.lengthOf(1)
      expect((await posted(life, heard)).join()).to.match(/is changed/)
    })
  }
})
