import { expect } from 'chai'
import { rm } from 'node:fs/promises'
import { say } from '../attacks/moves.ts'
import { openChat } from '../stand-ins/chat.ts'
import { serveDirectory, type DirectoryApi } from '../stand-ins/directory-api.ts'
import { createMemoryDirectory, type MemoryDirectory } from '../stand-ins/memory-directory.ts'
import { startChild, type ChildProgram } from '../stand-ins/program-child.ts'
import { codeIn, dataFolder, inboxOf, messagesTo, unlimited } from '../stand-ins/program.ts'

const mobile = '+8613800138000'
const mail = 'li.recovery@example.net'
const newMobile = '+8613900139000'
const reference = 'r-li'

function peopled(knowsOperations: boolean): MemoryDirectory {
  const directory = createMemoryDirectory({ abilities: { knowsOperations } })
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

/** A process that is killed in the middle of a change, and one that takes its place. */
async function killed(directory: MemoryDirectory, when: 'before' | 'after') {
  const api: DirectoryApi = await serveDirectory(directory)
  const dir = await dataFolder()
  const variables = {
    ...unlimited,
    DIRECTORY: 'http',
    DIRECTORY_URL: api.url,
    DIRECTORY_TOKEN: api.token,
  }
  const first: ChildProgram = await startChild(dir, variables)
  const at = { url: first.url }
  const chat = openChat(at)
  await say(chat, 'sign in', 'use my account id and a code', '100000000012')
  await chat.say(codeIn((await messagesTo(at, mobile, 1)).at(-1)))
  await say(chat, `change my recovery number to ${newMobile}`)
  await chat.say(codeIn((await messagesTo(at, mail, 1)).at(-1)))
  await chat.say('yes')
  const code = codeIn((await messagesTo(at, newMobile, 1)).at(-1))
  const there = api.holdNext(when)
  const cut = chat.say(code).catch(() => null)
  await there
  await first.end('SIGKILL')
  await cut
  const second = await startChild(dir, variables)
  at.url = second.url
  return {
    chat,
    notices: async () =>
      (await inboxOf(at)).filter(({ template }) => template === 'channel-changed'),
    remove: async () => {
      await second.end('SIGTERM')
      await api.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

describe('a process that is killed while a directory is asked', function () {
  this.timeout(120_000)

  for (const knowsOperations of [true, false]) {
    const kind = knowsOperations ? 'that knows operations' : 'that does not'
    for (const [when, what] of [
      ['before', 'between the intent and the change'],
      ['after', 'between the change and its conclusion'],
    ] as const) {
      it(`${what}, with a directory ${kind}: once, and the person is told`, async () => {
        const directory = peopled(knowsOperations)
        const { chat, notices, remove } = await killed(directory, when)
        const said = await chat.say('status')
        expect(said.text).to.match(/recovery mobile/i)
        expect(said.step?.prompt).to.equal('ask-use-for-both')
        expect(directory.entry(reference)?.recoveryMobiles).to.deep.equal([newMobile])
        const made = directory.calls.filter(({ method }) => method === 'changeChannel')
        const repeats = when === 'after' && knowsOperations ? 2 : 1
        expect(made).to.have.lengthOf(repeats)
        expect(new Set(made.map(({ operation }) => operation)).size).to.equal(1)
        const told = (await notices()).map(({ to }) => to)
        expect(told).to.include(mobile)
        expect(told).to.deep.equal([...new Set(told)])
        await chat.say('no')
        expect(directory.entry(reference)?.recoveryMobiles).to.deep.equal([newMobile])
        await remove()
      })
    }
  }
})
