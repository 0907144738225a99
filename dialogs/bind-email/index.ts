import { defineDialog, entryIn, type Closing } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { startStep } from '../words/next-steps.ts'
import { notProven } from '../words/not-proven.ts'
import { contextSchema, type Output } from './context.ts'
import { machine } from './machine.ts'
import { prompts } from './setup.ts'
import { catalogue, view } from './view.ts'

function boundText({ after, hasPassword, setPassword }: Output, locale: Locale): string {
  const texts = catalogue[locale].closing
  if (hasPassword) return texts.bound({ after })
  return (setPassword ? texts.withPassword : texts.withoutPassword)({ after })
}

function closingText(output: Output, locale: Locale): string {
  const texts = catalogue[locale].closing
  const { end, why } = output
  switch (end) {
    case 'bound':
      return boundText(output, locale)
    case 'unbound':
      return texts.unbound
    case 'refused': {
      const sentences: Readonly<Partial<Record<string, string>>> = texts.refused
      return sentences[why ?? 'proof'] ?? texts.refused.proof
    }
    case 'not-confirmed':
      return texts.notConfirmed
    case 'not-proven':
      return `${texts.unchanged} ${notProven(why ?? 'left', locale)}`
    case 'left':
      return texts.left
    default:
      return end satisfies never
  }
}

function closing(output: Output, locale: Locale): Closing {
  const text = closingText(output, locale)
  if (output.end === 'left') return { text, next: [] }
  const person = startStep('talk-to-support', locale)
  const account = startStep('my-account', locale)
  return { text, handback: text, next: output.end === 'not-proven' ? [person] : [account] }
}

/** Bind email: the address somebody signs in with, bound, changed or given up (S6, S86). */
export const bindEmail = defineDialog({
  id: 'bind-email',
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
