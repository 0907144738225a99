import type { DirectoryAbilities, DirectoryEntry } from '../../src/ports/directory.ts'
import type { Store } from '../../src/ports/store.ts'
import { keyOfReference } from '../../src/domain/account.ts'
import { movableClock } from './fixed-clock.ts'
import { createFailingDirectory, type FailingDirectory } from './failing-directory.ts'
import { oldPassword, owner } from './owner.ts'
import { createWorld, type defaultPolicy, type World } from './world.ts'

/** What the directory of a test calls the owner's entry. */
export const reference = '6f1c-li'

/** The owner's entry there. */
export const ownersEntry = {
  reference,
  accountId: owner.id,
  loginEmails: [owner.loginEmail],
  recoveryMobiles: [owner.recoveryMobile],
  recoveryEmails: [owner.recoveryEmail],
  contactEmails: [owner.contactEmail],
  passwordChangedAt: 0,
}

export interface DirectoryWorld {
  readonly world: World
  readonly directory: FailingDirectory
}

/** A world whose owner lives in a directory, with what a test needs to be otherwise. */
export function directoryWorld(
  given: {
    readonly entry?: Partial<DirectoryEntry>
    readonly abilities?: Partial<DirectoryAbilities>
    readonly store?: Store
    readonly policy?: typeof defaultPolicy
    /** How far the directory's clock is ahead of ours. */
    readonly clock?: { readonly aheadMs: number }
  } = {},
): DirectoryWorld {
  const held: { world: World | null } = { world: null }
  const { aheadMs = 0 } = given.clock ?? {}
  const now = () => (held.world?.clock ?? movableClock()).now() + aheadMs
  const directory = createFailingDirectory(now, given.abilities)
  directory.add({ ...ownersEntry, ...given.entry }, oldPassword)
  const world = createWorld({
    directory,
    ...(given.store ? { store: given.store } : {}),
    ...(given.policy ? { policy: given.policy } : {}),
  })
  held.world = world
  return { world, directory }
}

/** What was done to the owner's account, in the words of the audit trail. */
export async function actionsOutside({ kept }: World): Promise<readonly string[]> {
  const rows = []
  for await (const { row } of kept.scan('audit')) {
    if (row.chain === keyOfReference(reference)) rows.push(row)
  }
  return rows.toSorted((a, b) => a.sequence - b.sequence).map(({ action }) => action)
}

/** How many intents wait. */
export async function intentsIn({ kept }: World): Promise<number> {
  let count = 0
  for await (const _ of kept.scan('intents')) count += 1
  return count
}
