import { expect } from 'chai'
import type { Dialog } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { Said } from '../../src/flow/reply.ts'
import type { Reached } from '../stand-ins/exploration.ts'
import { reachedBy } from '../stand-ins/flow-world.ts'
import { createWorld } from '../stand-ins/world.ts'

/** One configuration for each state and what was said there last. */
export function placesOf(dialog: Dialog): readonly Reached[] {
  const places = new Map<string, Reached>()
  for (const reached of reachedBy(dialog).filter(({ rest }) => rest.kind === 'asking')) {
    const { value, context } = reached.stored
    const { notice } = context as { notice?: unknown }
    const kind =
      typeof notice === 'object' && notice !== null && 'kind' in notice ? notice.kind : notice
    const key = JSON.stringify([value, kind])
    if (!places.has(key)) places.set(key, reached)
  }
  return [...places.values()]
}

/** What somebody who is at such a place hears to their words, one message after the other. */
export async function hearAt(
  { stored }: Reached,
  locale: Locale,
  words: readonly string[],
): Promise<readonly Said[]> {
  const world = createWorld()
  await world.say(locale === 'en' ? 'hello' : '你好', { localeTag: locale })
  for await (const { row, version } of world.store.scan('conversations')) {
    const now = world.clock.now()
    const moved = { ...stored, startedAt: now }
    const changed = { ...row, stack: [moved], chosenLocale: locale, locale, lastAt: now }
    await world.store.commit([
      { collection: 'conversations', key: row.key, base: version, row: changed },
    ])
  }
  const replies: Said[] = []
  for (const text of words) replies.push(...(await world.deliver({ text })))
  expect(world.troubles).to.deep.equal([])
  return replies
}
