import type { Directory } from '../../src/ports/directory.ts'
import type { Turn } from '../../src/conversation/turn.ts'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { account } from '../contracts/rows.ts'
import { ownersEntry } from '../stand-ins/directory-world.ts'
import { createFailingDirectory, type FailingDirectory } from '../stand-ins/failing-directory.ts'
import { linkIn, newPassword, oldPassword, owner } from '../stand-ins/owner.ts'
import { triageKey } from '../stand-ins/agent.ts'
import type { People } from './people.ts'

/** What people do on a machine, from its first start to a moment when all is quiet. */
export interface Chapter {
  readonly name: string
  /** Where accounts live. */
  readonly livesIn: 'store' | 'directory'
  readonly play: (people: People) => Promise<void>
  /** What may come of it more often than without a fault, because somebody has to do something again. */
  readonly mayRepeat: RegExp
}

const minuteMs = 60_000
/** A form that is sent again is one more try of its page. */
const triesOfPages = /^limit page-tries/
/** A browser that never got the key of a password has it typed again, and another code is asked for it. */
const passwordTypedAgain = /^limit |^letter code|^audit .* (code|password)\.\w+$/

const newMobile = '+8613900139000'

const hasher = createPasswordHasher({ cost: 4 })

/** The owner's account, put there before anybody comes. */
export async function moveIn({ machine }: People): Promise<void> {
  const passwordHash = await hasher.hash(oldPassword)
  const row = account(owner.id, { ...owner, passwordHash })
  await machine.exchange(async ({ kept }) => {
    if ((await kept.get('accounts', row.id)) !== null) return
    await kept.commit([{ collection: 'accounts', key: row.id, base: 0, row }])
  })
}

/** The directory that the owner lives in. */
export function ownersDirectory(now: () => number): FailingDirectory {
  const directory = createFailingDirectory(now)
  directory.add(ownersEntry, oldPassword)
  return directory
}

/** Tells a directory of this file from any other. */
export const isOwners = (directory: Directory | null): directory is FailingDirectory =>
  directory !== null && 'kept' in directory

async function findByMobile(people: People): Promise<void> {
  await moveIn(people)
  // Nobody has this number: what is sent to it is only pretended.
  await people.sayAll(['find my account', 'mobile', '+8613500135000', '123456', 'cancel'])
  await people.sayAll(['find my account', 'mobile', owner.recoveryMobile])
  const wrong = people.wrongCodeFor(owner.recoveryMobile)
  const code = people.codeFor(owner.recoveryMobile)
  await people.sayAll([wrong, code])
  // A code that was accepted opens nothing any more.
  await people.sayAll(['find my account', 'mobile', owner.recoveryMobile, code, 'cancel'])
}

async function tryCodes(people: People): Promise<void> {
  await moveIn(people)
  await people.sayAll(['find my account', 'mobile', owner.recoveryMobile])
  const code = people.codeFor(owner.recoveryMobile)
  const wrong = Number(people.wrongCodeFor(owner.recoveryMobile))
  for (let n = 0; n < 6; n += 1) {
    const other = String((wrong + 1_000 * n) % 1_000_000).padStart(6, '0')
    await people.say(other === code ? '000000' : other)
  }
  await people.say(code)
}

async function resetByPage(people: People): Promise<void> {
  if (people.machine.directory === null) await moveIn(people)
  await people.sayAll(['reset my password', owner.loginEmail])
  const from = { to: owner.loginEmail, template: 'reset-password' }
  await people.fill('reset-password', people.linkFor('reset-password', from), (state) => {
    const { now, notice } = state
    if (now.step === 'set-password') return { newPassword, confirmPassword: newPassword }
    if (notice?.kind === 'wrong-code' || notice?.kind === 'wait') {
      people.machine.clock.pass(minuteMs)
      return { action: 'resend' }
    }
    if (now.step === 'code') return { code: people.codeFor(owner.recoveryMobile) }
    return now.step === 'handed-on' ? {} : null
  })
  await people.say('menu')
}

/** Signs in by a code, shows another factor, and gives the account another number. */
async function changeNumber(people: People): Promise<void> {
  if (people.machine.directory === null) await moveIn(people)
  await people.sayAll(['change my recovery number', 'use my account id and a code', owner.id])
  await people.say(people.codeFor(owner.recoveryMobile))
  await people.say(people.codeFor(owner.recoveryEmail))
  await people.sayAll(['mobile', newMobile, 'yes'])
  await people.say(people.codeFor(newMobile))
}

async function undoNumber(people: People): Promise<void> {
  await changeNumber(people)
  people.rest()
  const from = { to: owner.loginEmail, template: 'channel-changed' }
  await people.fill('undo', people.linkFor('undo', from), ({ now }) =>
    now.step === 'undo' ? { action: 'confirm' } : null,
  )
}

async function signInByPage(people: People): Promise<void> {
  await moveIn(people)
  await people.say('my account')
  const token = linkIn([people.last?.link?.url ?? ''], 'sign-in')
  await people.fill('sign-in', token, ({ now }) =>
    now.step === 'sign-in' ? { email: owner.loginEmail, password: oldPassword } : null,
  )
  await people.sayAll(['what do I get here?', 'Stop overdue payments by mail', 'sign out'])
}

const room = '19:support@thread.tacv2'

const agent: Partial<Turn> = {
  address: { chatChannel: 'msteams', tenantId: 'tenant', conversationId: room, userId: 'mei' },
  reference: `to ${room}`,
  group: { room, thread: null, name: 'Mei', press: null, isOwnDesk: false, handoff: null },
}

async function bringCase(people: People): Promise<void> {
  await moveIn(people)
  await people.say(`register triage here ${triageKey}`, agent)
  await people.sayAll(['a person', 'I lost my phone and cannot sign in', 'yes'])
  await people.say('take 1001', agent)
  await people.say('reply 1001 We are on it', agent)
  await people.say('thank you')
  await people.say('resolve 1001 solved', agent)
}

/** All of them. */
export const chapters: readonly Chapter[] = [
  { name: 'a sign-in', livesIn: 'store', play: signInByPage, mayRepeat: triesOfPages },
  { name: 'a recovery', livesIn: 'store', play: findByMobile, mayRepeat: triesOfPages },
  { name: 'wrong codes', livesIn: 'store', play: tryCodes, mayRepeat: triesOfPages },
  { name: 'a reset', livesIn: 'store', play: resetByPage, mayRepeat: triesOfPages },
  { name: 'a change and its undo', livesIn: 'store', play: undoNumber, mayRepeat: triesOfPages },
  { name: 'a case', livesIn: 'store', play: bringCase, mayRepeat: triesOfPages },
  {
    name: 'a change in a directory and its undo',
    livesIn: 'directory',
    play: undoNumber,
    mayRepeat: triesOfPages,
  },
  {
    name: 'a reset in a directory',
    livesIn: 'directory',
    play: resetByPage,
    mayRepeat: passwordTypedAgain,
  },
]
