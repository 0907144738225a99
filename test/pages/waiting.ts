import type { Turn } from '../../src/conversation/turn.ts'
import type { Account } from '../../src/domain/account.ts'
import type { CoreDeps } from '../../src/app/core.ts'
import type { CaseRow } from '../../src/ports/records/case.ts'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { linkIn, oldPassword, openPage, owner, type OpenPage } from '../stand-ins/owner.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs

const hasher = createPasswordHasher({ cost: 4 })
const room = 'ops'

/** A person of support who writes in the triage channel; what the channel was answered. */
export async function orders(world: World, text: string, name = 'Mei'): Promise<string> {
  const turn: Partial<Turn> = {
    text,
    address: { chatChannel: 'test', tenantId: '', conversationId: room, userId: name },
    reference: 'desk',
    group: { room, thread: null, name, press: null, isOwnDesk: false, handoff: null },
  }
  return (await world.deliver(turn)).map((said) => said.text).join('\n')
}

/** A customer who signed in and asked for a person; Mei has the case, number 1001, in hand. */
export async function worldWithCase(
  overrides: Partial<CoreDeps> = {},
  account: Partial<Account> = {},
): Promise<World> {
  const world = createWorld(overrides)
  await world.add({ ...owner, passwordHash: await hasher.hash(oldPassword), ...account })
  await orders(world, 'register triage here a-triage-key-of-16')
  const said = await world.say('my account')
  const page = await openPage(world, 'sign-in', linkIn([said.link?.url ?? ''], 'sign-in'))
  await page.send({ email: owner.loginEmail, password: oldPassword })
  await world.say('a person')
  await world.say('my bill is wrong')
  await world.say('yes')
  await orders(world, 'take 1001')
  return world
}

/** What called the user of the case back, oldest first. */
export const letters = (world: World) =>
  world.sent.filter(({ template }) => template === 'support-waiting')

/** The page behind the newest link back. */
export async function wayBackIn(world: World): Promise<OpenPage> {
  const texts = letters(world).map(({ text }) => text)
  return openPage(world, 'continue', linkIn(texts, 'continue'))
}

/** The user goes away, Mei answers, and the message with the link is there. */
export async function worldWithLetter(
  overrides: Partial<CoreDeps> = {},
  account: Partial<Account> = {},
): Promise<World> {
  const world = await worldWithCase(overrides, account)
  world.clock.pass(11 * minuteMs)
  await orders(world, 'reply 1001 could you look at this?')
  return world
}

/** Case 1001 as it is kept. */
export async function caseOf(world: World): Promise<CaseRow> {
  const found = await world.store.get('cases', '1001')
  if (found === null) throw new Error('case 1001 was not opened')
  return found.row
}

/** The texts that the chat was told unasked, newest last. */
export const heard = (world: World): readonly string[] =>
  world.proactive.flatMap(({ said }) => said.map(({ text }) => text))
