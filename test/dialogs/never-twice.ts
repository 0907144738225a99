import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import type { Dialog } from '../../src/flow/dialog.ts'
import { locales, type Locale } from '../../src/flow/locale.ts'
import { type Reached } from '../stand-ins/exploration.ts'
import { reachedBy } from '../stand-ins/flow-world.ts'
import { createWorld } from '../stand-ins/world.ts'

/** What people write who are not understood, with values that are none, and no yes and no no. */
const repeated: Readonly<Record<Locale, readonly (readonly string[])[]>> = {
  en: [
    ['qwzx', 'vbnm plok', 'qwzx', 'vbnm plok', 'qwzx'],
    ['138', '138 0', '138', '138 0', '138'],
    ['maybe', 'perhaps so', 'maybe', 'perhaps so', 'maybe'],
  ],
  'zh-CN': [
    ['嘎嘎', '噗噗', '嘎嘎', '噗噗', '嘎嘎'],
    ['138', '138 0', '138', '138 0', '138'],
    ['也许吧', '或许', '也许吧', '或许', '也许吧'],
  ],
}

/** One configuration for each state and what was said there last. */
function placesOf(dialog: Dialog): readonly Reached[] {
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

async function repliesAt({ stored }: Reached, locale: Locale, words: readonly string[]) {
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
  const replies: string[] = []
  for (const text of words) {
    for (const { text: reply } of await world.deliver({ text })) replies.push(reply)
  }
  expect(world.troubles).to.deep.equal([])
  return replies
}

describe('nobody hears the same message twice running', () => {
  for (const dialog of assistant.dialogs.values()) {
    // A new password is asked for on a page; what is written in its chat is for another flow.
    for (const locale of locales) {
      it(`${dialog.id} (${locale})`, async () => {
        for (const place of placesOf(dialog)) {
          for (const words of repeated[locale]) {
            const replies = await repliesAt(place, locale, words)
            for (const [index, reply] of replies.entries()) {
              const where = `${String(place.stored.value)}: ${words.join(' | ')}`
              expect(reply, where).not.to.equal(replies[index - 1])
            }
          }
        }
      })
    }
  }
})
