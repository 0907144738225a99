import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import type { SmalltalkTopic } from '../../src/flow/command.ts'
import { locales, type Locale } from '../../src/flow/locale.ts'
import { viewOf } from '../stand-ins/exploration.ts'
import { hearAt, placesOf } from './hear-at.ts'

/** What people ask about the assistant itself, and what they are answered. */
const asked: Readonly<Record<Locale, readonly (readonly [SmalltalkTopic, string])[]>> = {
  en: [
    ['trust', 'Is this a scam?'],
    ['trust', 'how do I know this is not a scam'],
    ['cost', 'is it free?'],
    ['duration', 'how long does this take?'],
    ['bot', 'am I talking to a robot?'],
    ['bot', 'who are you'],
  ],
  'zh-CN': [
    ['trust', '你们是骗子吗？'],
    ['trust', '这个安全吗'],
    ['cost', '要收费吗？'],
    ['duration', '要多久？'],
    ['bot', '你是机器人吗？'],
    ['bot', '你是谁'],
  ],
}

const whys: Readonly<Record<Locale, string>> = {
  en: 'why do you need it?',
  'zh-CN': '为什么需要这个？',
}

describe('whoever asks about the assistant is answered where they are', () => {
  for (const dialog of assistant.dialogs.values()) {
    for (const locale of locales) {
      it(`${dialog.id} (${locale})`, async () => {
        const texts = assistant.texts[locale]
        const answers: Partial<Record<SmalltalkTopic, string>> = {
          trust: texts.trust({ provider: 'Example Cloud' }),
          cost: texts.cost,
          duration: texts.duration,
          bot: texts.bot,
        }
        for (const place of placesOf(dialog)) {
          const { rest } = place
          const { isQuiet = false } = viewOf(dialog, place, { locale, page: null }) ?? {}
          // What is said while a person of support is talked with is for them.
          if (rest.kind !== 'asking' || isQuiet) continue
          for (const [topic, text] of asked[locale]) {
            const [said] = await hearAt(place, locale, [text])
            const where = `${String(place.stored.value)}: ${text}`
            expect(said?.heard, where).to.deep.equal({ kind: 'smalltalk', ids: [topic] })
            expect(said?.step.prompt, where).to.equal(rest.prompt)
            expect(said?.text, where).to.include((answers[topic] ?? '').slice(0, 40))
          }
          const [why] = await hearAt(place, locale, [whys[locale]])
          expect(why?.heard, String(place.stored.value)).to.deep.equal({
            kind: 'command',
            ids: ['why'],
          })
          expect(why?.step.prompt).to.equal(rest.prompt)
        }
      })
    }
  }
})
