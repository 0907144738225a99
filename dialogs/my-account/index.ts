import { defineDialog, type ClosingWords } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { contextSchema, type Output } from './context.ts'
import { machine, prompts } from './machine.ts'
import { catalogue, view } from './view.ts'

function closing({ signedIn }: Output, locale: Locale): ClosingWords {
  const texts = catalogue.texts(locale).closing
  return signedIn
    ? { text: texts.signedIn, next: [] }
    : { text: texts.signedOut, next: ['sign-in'] }
}

/** My account: how it stands and a tap to change each part of it. */
export const myAccount = defineDialog({
  id: 'my-account',
  catalogue,
  machine,
  contextSchema,
  prompts,
  view,
  closing,
})
