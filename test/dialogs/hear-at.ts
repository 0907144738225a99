import { expect } from 'chai'
import type { Locale } from '../../src/flow/locale.ts'
import type { Said } from '../../src/flow/reply.ts'
import type { Reached } from '../stand-ins/exploration.ts'
import { createWorld } from '../stand-ins/world.ts'
import { placedAt } from './places.ts'

/** What somebody who is at a place hears to their words, one message after the other. */
export async function hearAt(
  place: Reached,
  locale: Locale,
  words: readonly string[],
): Promise<readonly Said[]> {
  const world = createWorld()
  await placedAt(world, place, locale)
  const replies: Said[] = []
  for (const text of words) replies.push(...(await world.deliver({ text })))
  expect(world.troubles).to.deep.equal([])
  return replies
}
