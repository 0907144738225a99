import { defineDialog, entryIn, type Closing, type NextStep } from '../../src/flow/dialog.ts'
import { choice } from '../../src/flow/choice.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { duration } from '../../src/flow/wording.ts'
import { startStep } from '../words/next-steps.ts'
import { contextSchema, type Output } from './context.ts'
import { machine } from './machine.ts'
import { prompts } from './setup.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'
import { catalogue, chooseFrom, view } from './view.ts'

function nextStep(id: keyof Texts['next'], locale: Locale, given: unknown): NextStep {
  const words = { en: en.next[id], 'zh-CN': zhCn.next[id] }
  return { ...choice(id, words, locale), flow: 'retrieve-account', given }
}

function closing(output: Output, locale: Locale, now: number): Closing {
  const texts = catalogue[locale]
  const again = nextStep('again', locale, null)
  switch (output.end) {
    case 'informed':
      return {
        text: texts.closing.informed,
        handback: texts.closing.informed,
        next: [
          startStep('reset-password', locale),
          nextStep('gotNothing', locale, { gotNothing: true }),
        ],
      }
    case 'exhausted':
      return { text: texts.closing.exhausted, next: [again] }
    case 'too-many': {
      const left = duration(output.until - now, locale)
      return { text: texts.closing.tooMany({ duration: left }), next: [again] }
    }
    case 'left':
      return { text: texts.closing.left, next: [] }
    default:
      return output satisfies never
  }
}

/** Retrieve account: a forgotten account is found again (S11 to S35). */
export const retrieveAccount = defineDialog({
  id: 'retrieve-account',
  version: 1,
  machine,
  contextSchema,
  migrations: {},
  prompts,
  view,
  detours: ({ method }, locale) =>
    (['mobile', 'account-id', 'server-ip'] as const)
      .filter((id) => id !== method)
      .map((id) => chooseFrom(id, locale)),
  closing,
  entry: entryIn(catalogue),
})
