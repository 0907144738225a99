/** Which help a person gets with a repeated miss: an example, the format, another way, a person of support. */
export type Rung = 'example' | 'format' | 'other-way' | 'person'

/**
 * The rung for the n-th miss in a row at one question, from 1. After the fourth it goes on alternating
 * between the last two, so that no sentence is ever said twice running.
 */
export function rungOf(misses: number): Rung {
  if (misses <= 1) return 'example'
  if (misses === 2) return 'format'
  return misses % 2 === 1 ? 'other-way' : 'person'
}
