import { defineDialog, entryIn, type Closing } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { againStep, startStep } from '../words/next-steps.ts'
import { notProven } from '../words/not-proven.ts'
import { contextSchema, type Output } from './context.ts'
import { machine, prompts } from './machine.ts'
import { catalogue, view } from './view.ts'

function closing({ end, why }: Output, locale: Locale): Closing {
  const texts = catalogue[locale].closing
  const again = againStep('change-password', locale)
  const person = startStep('talk-to-support', locale)
  switch (end) {
    case 'changed':
      return { text: texts.changed, next: [startStep('sign-in', locale)] }
    case 'refused':
      return { text: texts.refused, next: [again] }
    case 'no-email':
      return { text: texts.noEmail, next: [startStep('bind-email', locale), person] }
    case 'not-proven':
      return {
        text: `${texts.unchanged} ${notProven(why ?? 'left', locale)}`,
        next: why === 'no-way' ? [person] : [again, person],
      }
    case 'left':
      return { text: texts.left, next: [] }
    default:
      return end satisfies never
  }
}

/** Change password: a known one is replaced on a page, after sign-in and a proof of identity (S49 to S61). */
export const changePassword = defineDialog({
  id: 'change-password',
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
