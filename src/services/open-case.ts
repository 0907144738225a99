import { withoutSecrets } from '../domain/typed-secret.ts'
import type { Answer } from '../flow/answer.ts'
import type { Effect } from '../flow/effect.ts'
import type { Locale } from '../flow/locale.ts'
import type { UnitOfWork } from './unit-of-work.ts'
import type { Asking } from './turn-context.ts'

type OpenCase = Extract<Effect, { type: 'case.open' }>

/** The first case's number; four digits read well and say nothing about how many there are. */
const firstNumber = 1001
/** The setting that counts the cases. */
export const caseCounterKey = 'last-case-number'
/** More additions than these are more than anybody reads. */
const mostProblems = 20

async function nextNumber(work: UnitOfWork): Promise<number> {
  const row = await work.get('settings', caseCounterKey)
  const number = row === null ? firstNumber : Number(row.value) + 1
  work.put('settings', { key: caseCounterKey, value: String(number) })
  return number
}

/** Where a case comes from. */
export interface CaseOrigin {
  readonly conversation: string
  readonly locale: Locale
  readonly from: string | null
}

/** Opens the case of a conversation, or adds to the one it has; without a text for what the program itself found. */
export async function openCaseOf(
  work: UnitOfWork,
  origin: CaseOrigin,
  problem: string | null = null,
): Promise<{ readonly number: number; readonly isNew: boolean }> {
  const [open] = await work.find('cases', 'open', origin.conversation)
  const number = open?.number ?? (await nextNumber(work))
  const added = problem === null ? [] : [{ at: work.now, text: withoutSecrets(problem) }]
  const problems = [...(open?.problems ?? []), ...added].slice(-mostProblems)
  work.put('cases', {
    ...(open ?? { ...origin, number, state: 'new', openedAt: work.now }),
    problems,
  })
  return { number, isNew: open === undefined }
}

/** Opens a case for the conversation, or adds to the one it has (S79). */
export async function openCase(asking: Asking, { problem, from }: OpenCase): Promise<Answer> {
  const { work, conversation, locale, person } = asking
  const { number, isNew } = await openCaseOf(work, { conversation, locale, from }, problem)
  await work.note({
    chain: 'system',
    action: isNew ? 'case.opened' : 'case.appended',
    actor: `chat:${person}`,
    details: { number, from },
  })
  return { type: 'case.opened', number }
}
