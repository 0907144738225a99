import { defineDialog, type ClosingWords, type Moment } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { duration } from '../../src/flow/wording.ts'
import { againStep } from '../words/shared.ts'
import { contextSchema, type Output } from './context.ts'
import { machine } from './machine.ts'
import { prompts } from './setup.ts'
import { catalogue, view } from './view.ts'

function closing(output: Output, locale: Locale, { now }: Moment): ClosingWords {
  const texts = catalogue.texts(locale).closing
  const again = againStep('retrieve-account', locale)
  switch (output.end) {
    case 'informed': {
      const gotNothing = {
        ...catalogue.choice('gotNothing', locale),
        flow: 'retrieve-account',
        given: { gotNothing: true },
      } as const
      const text = texts.informed
      const told = { text, handback: text }
      if (output.by === 'mobile') return { ...told, next: ['reset-password', gotNothing] }
      // Right or wrong, a number typed in full is answered alike (S28): who mistyped it may begin once more.
      const retype = {
        ...catalogue.choice('retype', locale),
        flow: 'retrieve-account',
        given: { again: output.by },
      } as const
      return { ...told, next: ['reset-password', retype, gotNothing] }
    }
    case 'exhausted':
      return { text: texts.exhausted, next: [again] }
    case 'too-many': {
      const left = duration(output.until - now, locale)
      return { text: texts.tooMany({ duration: left }), next: [again] }
    }
    case 'left':
      return { text: texts.left, next: [] }
    default:
      return output satisfies never
  }
}

/** Retrieve account: a forgotten account is found again (S11 to S35). */
export const retrieveAccount = defineDialog({
  id: 'retrieve-account',
  catalogue,
  machine,
  contextSchema,
  prompts,
  view,
  detours: ({ method }, locale) =>
    (['mobile', 'account-id', 'server-ip'] as const)
      .filter((id) => id !== method)
      .map((id) => catalogue.choice(id, locale)),
  isReached: ({ end }) => end === 'informed',
  closing,
})
