import type { Said } from '../../src/flow/reply.ts'
import type { Account } from '../../src/domain/account.ts'
import { owner } from './owner.ts'
import { createWorld, type World } from './world.ts'

/** Another chat of the same person. */
export const elsewhere = {
  address: { chatChannel: 'test', tenantId: '', conversationId: 'c2', userId: 'u1' },
} as const

/** A world with the owner's account, changed as a test needs it. */
export async function worldOf(given: Partial<Account> = {}): Promise<World> {
  const world = createWorld()
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

/** As {@link signInFor}, and shows with a code by the recovery mobile whose account it is. */
export async function proveFor(world: World, words: string, turn: Turn = {}): Promise<Said> {
  await signInFor(world, words, turn)
  return world.say(world.codeFor(owner.recoveryMobile), turn)
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
