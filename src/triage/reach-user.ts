import type { Account, ChannelName } from '../domain/account.ts'
import { channelMedium, isVerified } from '../domain/channel.ts'
import { localeFor } from '../flow/locale.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import { happening, withLines } from '../services/cases/case-entries.ts'
import { count, standing } from '../services/limits.ts'
import { post } from '../services/outbox.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { continueLink } from './continue-link.ts'
import type { DeskDeps } from './desk-deps.ts'

/** Where somebody's words went: to the user's chat; to a verified channel too, since the user is gone; or nowhere. */
export type Reached = 'chat' | 'letter' | 'nowhere'

/** Whoever has said nothing for so long is not looking at the chat any more. */
const goneAfterMs = 10 * 60_000

/** The verified channel that messages go to: a contact channel (S6), never one that was typed. */
function contactOf(account: Account): { medium: 'sms' | 'email'; to: string } | null {
  const names: readonly ChannelName[] = ['contactEmail', 'contactMobile']
  for (const name of names) {
    const to = account[name]
    if (to !== null && isVerified(account, name)) return { medium: channelMedium[name], to }
  }
  return null
}

interface Calling {
  readonly row: CaseRow
  readonly chat: ConversationRow | null
  /** Whether there is something the user should come back for. */
  readonly isCall: boolean
}

async function letterTo(
  deps: DeskDeps,
  work: UnitOfWork,
  { row, chat }: Calling,
): Promise<boolean> {
  const account = row.account === null ? null : await work.get('accounts', row.account)
  const contact = account === null ? null : contactOf(account)
  if (account === null || contact === null) return false
  const { allowedAt } = await standing(work, deps.rules.caseLetters, String(row.number))
  if (allowedAt > work.now) return true // one that was sent a moment ago says the same
  await count(work, deps.rules.caseLetters, String(row.number))
  const locale = localeFor(account.locale) ?? row.locale
  const url = await continueLink(deps, work, { row, chat })
  const letter = { template: 'support-waiting', number: row.number, url } as const
  post(deps, work, { message: { kind: 'letter', ...contact, locale, letter } })
  const current = (await work.get('cases', String(row.number))) ?? row
  work.put(
    'cases',
    withLines(deps, work, { row: current, lines: [happening('system', { code: 'letter-sent' })] }),
  )
  return true
}

/**
 * Calls a user back who is gone: a message to a verified contact channel of the account, with a link back and without a
 * word of what was said (features 18); so often and no more.
 */
export async function sendForUser(
  deps: DeskDeps,
  work: UnitOfWork,
  calling: Calling,
): Promise<Reached> {
  const { chat, isCall } = calling
  const isThere = chat !== null && work.now - chat.lastAt <= goneAfterMs
  if (isThere || !isCall) return 'chat'
  if (await letterTo(deps, work, calling)) return 'letter'
  return chat === null ? 'nowhere' : 'chat'
}
