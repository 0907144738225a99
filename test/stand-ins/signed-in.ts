import type { Said } from '../../src/flow/reply.ts'
import type { Account } from '../../src/domain/account.ts'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { linkIn, oldPassword, openPage, owner } from './owner.ts'
import { createWorld, type World } from './world.ts'

/** Another chat of the same person. */
export const elsewhere = {
  address: { chatChannel: 'test', tenantId: '', conversationId: 'c2', userId: 'u1' },
} as const

/** A world with the owner's account, changed as a test needs it. */
export async function worldOf(
  given: Partial<Account> = {},
  overrides: Parameters<typeof createWorld>[0] = {},
): Promise<World> {
  const world = createWorld(overrides)
  await world.add({ ...owner, ...given })
  return world
}

type Turn = Parameters<World['say']>[1]

/** Asks for something that needs signing in, signs in by code, and answers what was asked next. */
export async function signInFor(world: World, words: string, turn: Turn = {}): Promise<Said> {
  await world.say(words, turn)
  await world.say('use my account id and a code', turn)
  await world.say(owner.id, turn)
  return world.say(world.codeFor(owner.recoveryMobile), turn)
}

/** A world whose owner's password is {@link oldPassword}, and what else a test needs. */
export async function worldWithPassword(
  given: Partial<Account> = {},
  overrides: Parameters<typeof createWorld>[0] = {},
): Promise<World> {
  const passwordHash = await createPasswordHasher({ cost: 4 }).hash(oldPassword)
  return worldOf({ passwordHash, ...given }, overrides)
}

/** Asks for something that needs signing in, and sends the sign-in page; what the page shows then. */
export async function signInByPassword(
  world: World,
  words: string,
  entry = { email: owner.loginEmail as string, password: oldPassword as string },
) {
  const said = await world.say(words)
  const page = await openPage(world, 'sign-in', linkIn([said.link?.url ?? ''], 'sign-in'))
  await page.send(entry)
  return page.state()
}

/** As {@link signInFor}, and shows by another method whose account it is: with a code to the recovery email. */
export async function proveFor(world: World, words: string, turn: Turn = {}): Promise<Said> {
  await signInFor(world, words, turn)
  return world.say(world.codeFor(owner.recoveryEmail), turn)
}

/** Changes the recovery mobile to another, with everything that has to be proven for it. @param to E.164 */
export async function changeRecoveryMobile(world: World, to: string): Promise<void> {
  await proveFor(world, 'change my recovery number')
  for (const words of ['mobile', to, 'yes']) await world.say(words)
  await world.say(world.codeFor(to))
}

/** The owner's account as it is now. */
export async function accountIn(world: World): Promise<Account> {
  const found = await world.store.get('accounts', owner.id)
  if (found === null) throw new Error('the account is gone')
  return found.row
}

/** What was done to the account, in the words of the audit trail. */
export async function actionsIn(world: World): Promise<readonly string[]> {
  const actions = []
  for await (const { row } of world.store.scan('audit')) {
    if (row.chain === owner.id) actions.push(row)
  }
  return actions.toSorted((a, b) => a.sequence - b.sequence).map(({ action }) => action)
}

/** Tries a reset with this login email; the page it leads to, or null when no mail with a link came. */
export async function resetPage(world: World, email: string) {
  const before = world.sent.length
  await world.say('cancel')
  await world.say('reset my password')
  await world.say(email)
  const mails = world.sent.slice(before).filter(({ template }) => template === 'reset-password')
  if (mails.length === 0) return null
  const texts = mails.map(({ text }) => text)
  return openPage(world, 'reset-password', linkIn(texts, 'reset-password'))
}
