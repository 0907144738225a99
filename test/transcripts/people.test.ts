import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { openChat } from '../stand-ins/chat.ts'
import { inboxOf, programForSuite, unlimited } from '../stand-ins/program.ts'
import { outboxIsEmpty } from '../stand-ins/outbox-is-empty.ts'
import { play } from '../stand-ins/transcript.ts'

interface Person {
  readonly id: string
  readonly displayName?: string
  readonly status?: string
  readonly recoveryMobile?: string
  readonly servers?: readonly { readonly ip: string }[]
}

const file = fileURLToPath(new URL('../../../data/demo-accounts.ndjson', import.meta.url))
const people = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Person)

const isReachable = ({ status = 'active', recoveryMobile }: Person): boolean =>
  status === 'active' && recoveryMobile !== undefined

const serverShared = (ip: string): boolean =>
  people.filter(({ servers = [] }) => servers.some((server) => server.ip === ip)).length > 1

/** Nobody's number, for those who have none that works. */
const noNumber = '+8613900000000'

describe('the demo people are found again (data/README.md)', () => {
  const suite = programForSuite(unlimited)
  const talk = async (script: string): Promise<void> => {
    const program = suite.get()
    await play({ program, chat: openChat(program) }, script)
  }
  const informed = async (to: string): Promise<readonly string[]> => {
    const messages = await inboxOf(suite.get(), to)
    return messages.filter(({ template }) => template !== 'code').map(({ text }) => text)
  }
  for (const person of people.filter(isReachable)) {
    const { id, displayName = id, recoveryMobile = '', servers = [] } = person

    it(`${displayName} by mobile`, async () => {
      await talk(`
        > find my account
        > mobile
        > ${recoveryMobile}
        < retrieve-account/ask-code: ••••••••${recoveryMobile.slice(-2)}
        > {code ${recoveryMobile}}
        < menu/ask-what
        ! ${recoveryMobile}: ${recoveryMobile === '+8613800138002' ? '' : id}
      `)
      expect((await informed(recoveryMobile)).join()).to.include(id)
    })

    it(`${displayName} by account ID`, async () => {
      await talk(`
        > ${id}
        > yes
        < confirm-mobile/ask-full-mobile: ••••••••${recoveryMobile.slice(-2)}
        > ${recoveryMobile}
        < menu/ask-what
        ! ${recoveryMobile}: ${id}
      `)
    })

    for (const { ip } of servers.filter((server) => !serverShared(server.ip))) {
      it(`${displayName} by the server ${ip}`, async () => {
        await talk(`
          > ${ip}
          > yes
          < confirm-mobile/ask-full-mobile: ••••••••${recoveryMobile.slice(-2)}
          > ${recoveryMobile}
          < menu/ask-what
          ! ${recoveryMobile}: ${id}
        `)
      })
    }
  }

  it('two accounts on one number are told of together, and only to that number', async () => {
    const texts = (await informed('+8613800138002')).join()
    expect(texts).to.include('100000000045').and.include('100000000056')
  })

  it('a server of two accounts leads each owner who types their number to their own account alone (S34)', async () => {
    for (const [typed, own, other] of [
      ['+12025550147', '100000000067', '100000000078'],
      ['+12025550178', '100000000078', '100000000067'],
    ] as const) {
      const before = (await informed(typed)).length
      await talk(`
        > 203.0.113.50
        > yes
        < confirm-mobile/ask-full-mobile
        > ${typed}
        < menu/ask-what: If what you gave me fits an account
      `)
      await outboxIsEmpty(suite.get())
      const texts = (await informed(typed)).slice(before)
      expect(texts).to.have.lengthOf(1)
      expect(texts[0]).to.include(own).and.not.include(other)
    }
  })

  it('a sub-user is told at once who resets the password, in the words of the wish (S9, S35)', async () => {
    await talk(`
      > I am a sub-user and forgot my password
      < reset-password/ask-email: administrator of the main account
      > 我是子账号，密码忘了
      < reset-password/ask-email: 由主账号的管理员重置
    `)
  })

  it('a server of two accounts leads nobody with another number to them (S34)', async () => {
    const before = [await informed('+12025550147'), await informed('+12025550178')]
    for (const typed of ['+12025550179', '+8613800138001']) {
      await talk(`
        > 203.0.113.50
        > yes
        < confirm-mobile/ask-full-mobile
        > ${typed}
        < menu/ask-what: If what you gave me fits an account
      `)
    }
    await outboxIsEmpty(suite.get())
    expect([await informed('+12025550147'), await informed('+12025550178')]).to.deep.equal(before)
  })

  for (const person of people.filter((each) => !isReachable(each))) {
    const { id, displayName = id, recoveryMobile = noNumber, servers = [] } = person

    it(`${displayName}, whom no text may reach, hears what everybody hears and is sent nothing`, async () => {
      const end = 'If what you gave me fits an account'
      await talk(`
        > find my account
        > mobile
        > ${recoveryMobile}
        < retrieve-account/ask-code: If an account is bound to ••••••••${recoveryMobile.slice(-2)}
        > 000000
        < retrieve-account/ask-code: That code is wrong
        > account id
        > ${id}
        < confirm-mobile/ask-full-mobile
        > ${recoveryMobile}
        < menu/ask-what: ${end}
        > ${servers[0]?.ip ?? ''}
        > yes
        < confirm-mobile/ask-full-mobile
        > ${recoveryMobile}
        < menu/ask-what: ${end}
      `)
      await outboxIsEmpty(suite.get())
      expect(await inboxOf(suite.get(), recoveryMobile)).to.deep.equal([])
    })
  }
})
