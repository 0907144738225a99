import { defineDialog, entryIn, type Closing } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { contextSchema, type Output } from './context.ts'
import { machine, prompts } from './machine.ts'
import { catalogue, view } from './view.ts'

function closing({ end, number }: Output, locale: Locale): Closing {
  const texts = catalogue[locale].closing
  const isNumbered = end === 'withdrawn' || end === 'reopened'
  return { text: isNumbered ? texts[end]({ number: number ?? 0 }) : texts[end], next: [] }
}

/** A user's own support case (S79). */
export const myCase = defineDialog({
  id: 'my-case',
  version: 1,
  machine,
  contextSchema,
  migrations: {},
  prompts,
  view,
  detours: null,
  closing,
  retellsClosings: true,
  entry: entryIn(catalogue),
})
