import { z } from 'zod'
import type { Account } from '../../domain/account.ts'
import type { TrailMark } from '../../domain/trail.ts'
import type { SessionRow } from '../../ports/records/session.ts'
import type { Sealer } from '../../ports/sealer.ts'
import { findAccounts } from '../subject.ts'
import type { UnitOfWork } from '../unit-of-work.ts'

type SealerDeps = { readonly sealer: Sealer }

/** Whom a case is about, and whether that was proven or only said. */
export interface CaseAccount {
  readonly account: Account | null
  readonly isProven: boolean
}

/** An identifier that the user named, as a mark of the trail keeps it sealed. */
const namedSchema = z.object({
  by: z.enum(['mobile', 'account-id', 'server-ip', 'login-email']),
  value: z.string(),
})

/** The identifier that was named last in a conversation; null for none, or when it cannot be opened any more. */
export function namedLast(
  { sealer }: SealerDeps,
  trail: readonly TrailMark[],
): z.infer<typeof namedSchema> | null {
  for (const { sealed } of trail.toReversed()) {
    const opened = sealed === null ? null : sealer.open(sealed)
    if (opened !== null) return namedSchema.parse(JSON.parse(opened))
  }
  return null
}

async function openSessionOf(work: UnitOfWork, conversation: string): Promise<SessionRow | null> {
  const session = await work.get('sessions', conversation)
  const isOpen = session !== null && work.now < session.endsAt && session.scope === 'signed-in'
  return isOpen ? session : null
}

/**
 * The account that a conversation is about: the one it is signed in to, or the only one that what was named last
 * means. Only agents are told: whether a name means anybody stays unknown to the user.
 */
export async function caseAccount(
  deps: SealerDeps,
  work: UnitOfWork,
  { conversation, trail }: { readonly conversation: string; readonly trail: readonly TrailMark[] },
): Promise<CaseAccount> {
  const session = await openSessionOf(work, conversation)
  if (session !== null) {
    return { account: await work.get('accounts', session.account), isProven: true }
  }
  const named = namedLast(deps, trail)
  const [account, ...others] = named === null ? [] : await findAccounts(work, named)
  return { account: others.length > 0 ? null : (account ?? null), isProven: false }
}

/** The marks of a conversation, with one more when it is signed in: a sign-in on a page leaves none of its own. */
export async function trailOf({
  work,
  conversation,
}: {
  readonly work: UnitOfWork
  readonly conversation: string
}): Promise<readonly TrailMark[]> {
  const trail = (await work.get('conversations', conversation))?.trail ?? []
  if ((await openSessionOf(work, conversation)) === null) return trail
  const known = { by: null, way: null, mask: null, sealed: null }
  const mark = { at: work.now, flow: 'sign-in', effect: 'session.find', answer: 'session.found' }
  return [...trail, { ...mark, ...known }]
}
