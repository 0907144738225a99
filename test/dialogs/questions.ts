import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import type { Dialog } from '../../src/flow/dialog.ts'
import type { SmalltalkTopic } from '../../src/flow/command.ts'
import { locales, type Locale } from '../../src/flow/locale.ts'
import { viewOf } from '../stand-ins/exploration.ts'
import { hearAt } from './hear-at.ts'
import { placesOf } from './places.ts'

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

/** Questions that a dialog answers about its own matter: when somebody of support answers. */
const ownAnswers: Readonly<Record<string, readonly SmalltalkTopic[]>> = {
  'my-case': ['duration'],
  'talk-to-support': ['duration'],
  'claim-account': ['duration'],
}

const isOwn = ({ id }: Dialog, topic: SmalltalkTopic): boolean =>
  ownAnswers[id]?.includes(topic) === true

/** The places of a dialog where what is typed is not for a person of support, with the prompt that waits there. */
const ownPlaces = (dialog: Dialog) =>
  placesOf(dialog).flatMap((place) =>
    place.rest.kind === 'asking' && viewOf(dialog, place, { page: null }).isQuiet !== true
      ? [{ place, prompt: place.rest.prompt, where: String(place.stored.value) }]
      : [],
  )

describe('whoever asks about the assistant is answered where they are', () => {
  for (const locale of locales) {
    const texts = assistant.texts[locale]
    const answers: Partial<Record<SmalltalkTopic, string>> = {
      trust: texts.trust({ provider: 'Example Cloud' }),
      cost: texts.cost,
      duration: texts.duration,
      bot: texts.bot,
    }
    for (const dialog of assistant.dialogs.values()) {
      it(`${dialog.id} (${locale})`, async () => {
        for (const { place, prompt, where } of ownPlaces(dialog)) {
          for (const [topic, text] of asked[locale]) {
            const [said] = await hearAt(place, locale, [text])
            expect(said?.step.prompt, where).to.equal(prompt)
            if (isOwn(dialog, topic)) continue
            expect(said?.heard, where).to.deep.equal({ kind: 'smalltalk', ids: [topic] })
            expect(said?.text, where).to.include(answers[topic]?.slice(0, 40))
          }
          const [why] = await hearAt(place, locale, [whys[locale]])
          expect(why?.heard, where).to.deep.equal({ kind: 'command', ids: ['why'] })
          expect(why?.step.prompt, where).to.equal(prompt)
        }
      })
    }
  }
})
