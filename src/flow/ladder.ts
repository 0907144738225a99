/** Which help a person gets with a repeated miss: an example, the format, another way, a person of support. */
export type Rung = 'example' | 'format' | 'other-way' | 'person'

/** What says only that nothing was found, and not what is wrong with what was typed. */
const saysNothing: ReadonlySet<string> = new Set(['not-a-number', 'other-signs', 'no-at', 'code'])

/**
 * What was wrong with an answer, with the help of its rung; that nothing was found in it is said once alone.
 *
 * @param reason why it did not do; `code` where no code was in it
 */
export const missText = (
  what: { readonly reason: string; readonly text: string },
  misses: number,
  help: string,
): string => (misses > 1 && saysNothing.has(what.reason) ? help : `${what.text} ${help}`)

/**
 * The rung for the n-th miss in a row at one question, from 1. After the fourth it goes on alternating
 * between the last two, so that no sentence is ever said twice running.
 */
export function rungOf(misses: number): Rung {
  if (misses <= 1) return 'example'
  if (misses === 2) return 'format'
  return misses % 2 === 1 ? 'other-way' : 'person'
}
