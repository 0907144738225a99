import { defineDialog, entryIn, type Closing } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { againStep } from '../words/next-steps.ts'
import { contextSchema, type Output } from './context.ts'
import { machine, prompts } from './machine.ts'
import { catalogue, view } from './view.ts'

function closing({ signedIn }: Output, locale: Locale): Closing {
  const texts = catalogue[locale].closing
  return signedIn
    ? { text: texts.signedIn, next: [] }
    : { text: texts.notSignedIn, next: [againStep('sign-in', locale)] }
}

/** Sign-in, for the flows that need it and for whoever asks for it (S55). */
export const signIn = defineDialog({
  id: 'sign-in',
  version: 1,
  machine,
  contextSchema,
  migrations: {},
  prompts,
  view,
  detours: null,
  closing,
  entry: entryIn(catalogue),
})
