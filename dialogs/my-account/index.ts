import { defineDialog, entryIn, type Closing } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { startStep } from '../words/next-steps.ts'
import { contextSchema, type Output } from './context.ts'
import { machine, prompts } from './machine.ts'
import { catalogue, view } from './view.ts'

function closing({ signedIn }: Output, locale: Locale): Closing {
  const texts = catalogue[locale].closing
  return signedIn
    ? { text: texts.signedIn, next: [] }
    : { text: texts.signedOut, next: [startStep('sign-in', locale)] }
}

/** My account: how it stands and a tap to change each part of it. */
export const myAccount = defineDialog({
  id: 'my-account',
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
