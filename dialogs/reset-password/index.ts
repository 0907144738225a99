import { defineDialog, entryIn, type Closing } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { againStep, startStep } from '../words/next-steps.ts'
import { contextSchema, type Output } from './context.ts'
import { machine, prompts } from './machine.ts'
import { catalogue, view } from './view.ts'

function closing({ end }: Output, locale: Locale): Closing {
  const text = catalogue[locale].closing[end]
  switch (end) {
    case 'changed':
    case 'left':
      return { text, next: [] }
    case 'stopped':
      return {
        text,
        next: [againStep('reset-password', locale), startStep('talk-to-support', locale)],
      }
    default:
      return end satisfies never
  }
}

/** Reset password: a forgotten one is replaced through the login email (S36 to S48). */
export const resetPassword = defineDialog({
  id: 'reset-password',
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
