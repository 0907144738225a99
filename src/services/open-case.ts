import type { Answer } from '../flow/answer.ts'
import type { Effect } from '../flow/effect.ts'
import type { UnitOfWork } from './unit-of-work.ts'
import type { Asking } from './turn-context.ts'

type OpenCase = Extract<Effect, { type: 'case.open' }>

/** The first case's number; four digits read well and say nothing about how many there are. */
const firstNumber = 1001
const counterKey = 'last-case-number'
/** More additions than these are more than anybody reads. */
const mostProblems = 20

/** Digits that could be a code do not travel on (attacks I9, H2). */
function withoutCodes(text: string): string {
  return text.replace(/(?<!\d)\d(?:[ -]?\d){5}(?!\d)/g, '••••••')
}

async function nextNumber(work: UnitOfWork): Promise<number> {
  const row = await work.get('settings', counterKey)
  const number = row === null ? firstNumber : Number(row.value) + 1
  work.put('settings', { key: counterKey, value: String(number) })
  return number
}

/** Opens a case for the conversation, or adds to the one it has (S79). */
export async function openCase(asking: Asking, { problem, from }: OpenCase): Promise<Answer> {
  const { work, conversation, locale, person } = asking
  const [open] = await work.find('cases', 'open', conversation)
  const text = withoutCodes(problem)
  const added = { at: work.now, text }
  const number = open?.number ?? (await nextNumber(work))
  const problems = [...(open?.problems ?? []), added].slice(-mostProblems)
  work.put('cases', {
    ...(open ?? { number, conversation, state: 'new', locale, from, openedAt: work.now }),
    problems,
  })
  await work.note({
    chain: 'system',
    action: open === undefined ? 'case.opened' : 'case.appended',
    actor: `chat:${person}`,
    details: { number, from },
  })
  return { type: 'case.opened', number }
}
