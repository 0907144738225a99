import { plainText } from '../../domain/plain-text.ts'
import type { CaseRow } from '../../ports/records/case.ts'

const longestWords = 100

/** What somebody looks for, folded as cases are; empty when nothing is left of it. */
export function searchWords(typed: string): string {
  return plainText(typed).toLowerCase().slice(0, longestWords)
}

/** Whether a case has the words: in its number, its user's words, topic, flow, agent or the account's last four digits. */
export function mentions(row: CaseRow, words: string): boolean {
  const texts = [
    String(row.number),
    row.memory.assignee?.name ?? '',
    row.topic,
    row.from ?? '',
    row.account?.slice(-4) ?? '',
    ...row.problems.map(({ text }) => text),
  ]
  return texts.some((text) => plainText(text).toLowerCase().includes(words))
}
