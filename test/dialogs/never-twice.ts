import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import { locales, type Locale } from '../../src/flow/locale.ts'
import { hearAt, placesOf } from './hear-at.ts'

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

describe('nobody hears the same message twice running', () => {
  for (const dialog of assistant.dialogs.values()) {
    // A new password is asked for on a page; what is written in its chat is for another flow.
    for (const locale of locales) {
      it(`${dialog.id} (${locale})`, async () => {
        for (const place of placesOf(dialog)) {
          for (const words of repeated[locale]) {
            const replies = await hearAt(place, locale, words)
            for (const [index, { text: reply }] of replies.entries()) {
              const where = `${String(place.stored.value)}: ${words.join(' | ')}`
              expect(reply, where).not.to.equal(replies[index - 1]?.text)
            }
          }
        }
      })
    }
  }
})
