import { z } from 'zod'
import type { Account } from '../../domain/account.ts'
import type { TrailMark } from '../../domain/trail.ts'
import type { SessionRow } from '../../ports/records/session.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { UnitOfWork } from '../unit-of-work.ts'
import type { SealedLookup } from './trail.ts'

/** Whom a case is about, and whether that was proven or only said. */
export interface CaseAccount {
  readonly account: Account | null
  readonly isProven: boolean
}

/** Reads back what somebody named. */
export const lookupShape: z.ZodType<SealedLookup> = z.object({
  by: z.enum(['mobile', 'account-id', 'server-ip', 'login-email']),
  value: z.string(),
})

async function found(work: UnitOfWork, { by, value }: SealedLookup): Promise<readonly Account[]> {
  switch (by) {
    case 'account-id': {
      const account = await work.get('accounts', value)
      return account === null ? [] : [account]
    }
    case 'mobile':
      return work.find('accounts', 'recoveryMobile', value)
    case 'server-ip':
      return work.find('accounts', 'serverIp', value)
    case 'login-email':
      return work.find('accounts', 'loginEmail', value)
    default:
      return by satisfies never
  }
}

/** The account that somebody named last, if what they named means exactly one. */
async function named(
  sealer: Sealer,
  work: UnitOfWork,
  trail: readonly TrailMark[],
): Promise<Account | null> {
  for (const { sealed } of trail.toReversed()) {
    const opened = sealed === null ? null : sealer.open(sealed)
    if (opened === null) continue
    const [account, ...others] = await found(work, lookupShape.parse(JSON.parse(opened)))
    return account === undefined || others.length > 0 ? null : account
  }
  return null
}

async function openSessionOf(work: UnitOfWork, conversation: string): Promise<SessionRow | null> {
  const session = await work.get('sessions', conversation)
  const isOpen = session !== null && work.now < session.endsAt && session.scope === 'signed-in'
  return isOpen ? session : null
}

/**
 * Whom a conversation is about: the account it is signed in to, or the one that was named last in it. Only agents are
 * told: whether the name means anybody stays unknown to the user.
 */
export async function caseAccount(
  { sealer }: { readonly sealer: Sealer },
  work: UnitOfWork,
  { conversation, trail }: { readonly conversation: string; readonly trail: readonly TrailMark[] },
): Promise<CaseAccount> {
  const session = await openSessionOf(work, conversation)
  if (session !== null) {
    return { account: await work.get('accounts', session.account), isProven: true }
  }
  return { account: await named(sealer, work, trail), isProven: false }
}

/** What was tried in a conversation, and whether it is signed in now: a sign-in on a page leaves no mark of its own. */
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
