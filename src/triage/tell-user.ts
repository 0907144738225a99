import type { Account, ContactName } from '../domain/account.ts'
import { channelMedium, isVerified } from '../domain/channel.ts'
import { dayMs } from '../domain/durations.ts'
import type { CaseTask } from '../flow/case.ts'
import type { SupportEvent } from '../flow/event.ts'
import { localeFor } from '../flow/locale.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import { happening, withLines } from '../services/cases/case-entries.ts'
import { handoffStatus } from '../services/cases/handoff.ts'
import { count, standing } from '../services/limits.ts'
import { makeLink } from '../services/link.ts'
import { post } from '../services/outbox.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import type { DeskDeps } from './ordering.ts'

/** An event of support before it is known when and in which case it happened. */
export type SupportHappened = WithoutTime<SupportEvent>

type WithoutTime<Event> = Event extends unknown ? Omit<Event, 'at' | 'number'> : never

/** Where an agent's words went: to the chat, also by a message to a verified channel, or nowhere. */
export type Reached = 'chat' | 'letter' | 'nowhere'

/** A user who has not written for so long gets a message beside the words in the chat. */
const goneAfterMs = 10 * 60_000

/** How long the link in a message works. It opens a chat, in which nobody is signed in by it. */
const linkLifetimeMs = dayMs

interface Letter {
  readonly row: CaseRow
  readonly chat: ConversationRow | null
}

/** A single-use link back into the chat of a case; without a chat, the program's own address. */
async function continueLink(
  deps: DeskDeps,
  work: UnitOfWork,
  { row, chat }: Letter,
): Promise<string> {
  if (chat === null) return deps.publicUrl
  const { url } = await makeLink(deps, work, {
    page: 'continue',
    subject: `case:${row.number}`,
    account: row.account,
    binding: { conversation: chat.key, flow: '', run: '' },
    lifetimeMs: linkLifetimeMs,
    payload: { account: row.account, case: row.number, locale: row.locale },
  })
  return url
}

/** The verified contact channel that messages go to (S6); never an address that was typed in a chat. */
function contactOf(
  account: Account,
  canText: boolean,
): { medium: 'sms' | 'email'; to: string } | null {
  const names: readonly ContactName[] = canText
    ? ['contactEmail', 'contactMobile']
    : ['contactEmail']
  for (const name of names) {
    const to = account[name]
    if (to !== null && isVerified(account, name)) return { medium: channelMedium[name], to }
  }
  return null
}

/**
 * Stages a message with a link back to the chat and none of the words that were said there (features 18), at most as
 * often as the limit allows.
 *
 * @returns false when the account has no verified contact channel
 */
async function sendLetter(deps: DeskDeps, work: UnitOfWork, letter: Letter): Promise<boolean> {
  const { row } = letter
  const { number } = row
  const account = row.account === null ? null : await work.get('accounts', row.account)
  const contact = account === null ? null : contactOf(account, deps.canText)
  if (account === null || contact === null) return false
  const { allowedAt } = await standing(work, deps.rules.caseLetters, String(number))
  if (allowedAt > work.now) return true // one that was sent a moment ago says the same
  await count(work, deps.rules.caseLetters, String(number))
  const locale = localeFor(account.locale) ?? row.locale
  const url = await continueLink(deps, work, letter)
  const message = { template: 'support-waiting', number, url } as const
  post(deps, work, { message: { kind: 'letter', ...contact, locale, letter: message } })
  const current = (await work.get('cases', String(number))) ?? row
  const lines = [happening('system', { code: 'letter-sent' })]
  work.put('cases', withLines(deps, work, { row: current, lines }))
  return true
}

/**
 * Tells the user of a case what happened: in their chat, and when they seem to be gone also by a message to a verified
 * contact channel. That an agent has left is told in the chat alone.
 */
export async function tellUser(
  deps: DeskDeps,
  work: UnitOfWork,
  { row, happened }: { readonly row: CaseRow; readonly happened: readonly SupportHappened[] },
): Promise<Reached> {
  const { conversation, number } = row
  const events = happened.map((each) => {
    const event: SupportEvent = { ...each, at: work.now, number }
    return { event, activity: handoffStatus(event) }
  })
  const chat = await deps.tellSupport({ conversation, events }, work)
  const isThere = chat !== null && work.now - chat.lastAt <= goneAfterMs
  const isCall = happened.some(({ type }) => type !== 'support.left')
  if (isThere || !isCall) return 'chat'
  if (await sendLetter(deps, work, { row, chat })) return 'letter'
  return chat === null ? 'nowhere' : 'chat'
}

function happenedBy(task: CaseTask, row: CaseRow, nameless: string): SupportHappened | null {
  switch (task.type) {
    case 'talk.begin':
      return { type: 'support.joined', name: row.memory.assignee?.name ?? nameless }
    case 'talk.end':
      if (task.why === 'withdrawn') return null // the user did it, and knows
      if (task.why === 'released') return { type: 'support.left' }
      return { type: 'support.ended', isSilent: task.why === 'silence' }
    case 'user.nudge':
      return { type: 'support.nudged' }
    case 'desk.warn':
    case 'desk.wake':
      return null // the desk reads it in the transcript
    default:
      return task satisfies never
  }
}

/** What a task tells the user; a talk that begins tells again of a recovery that was granted before. */
function eventsOf(task: CaseTask, row: CaseRow, nameless: string): readonly SupportHappened[] {
  const happened = happenedBy(task, row, nameless)
  const { recovery } = row
  const isGranted = task.type === 'talk.begin' && recovery?.state === 'granted'
  return [
    ...(happened === null ? [] : [happened]),
    ...(isGranted ? [{ type: 'support.granted', name: recovery.askedBy.name } as const] : []),
  ]
}

/** Carries out the tasks of a case's chart, and tells the user of them and of what else happened. */
export async function carryOut(
  deps: DeskDeps,
  work: UnitOfWork,
  carried: {
    readonly row: CaseRow
    readonly tasks: readonly CaseTask[]
    readonly further?: readonly SupportHappened[]
  },
): Promise<Reached> {
  const { row, tasks, further = [] } = carried
  const nameless = deps.face.namelessAgent(row.locale)
  const happened = [...tasks.flatMap((task) => eventsOf(task, row, nameless)), ...further]
  return happened.length === 0 ? 'chat' : tellUser(deps, work, { row, happened })
}
