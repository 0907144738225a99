import { defineDialog, entryIn, type Closing } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { clockTime, duration } from '../../src/flow/wording.ts'
import { startStep } from '../words/next-steps.ts'
import { contextSchema, type Output } from './context.ts'
import { machine, prompts } from './machine.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

/** Whether an account exists is not told: who never tried to sign in from here is told the same as a stranger. */
function closing({ until }: Output, locale: Locale, now: number): Closing {
  const texts = catalogue[locale].closing
  const reset = startStep('reset-password', locale)
  if (until === null || until <= now) {
    return { text: texts.open, next: [reset, startStep('sign-in', locale)] }
  }
  const left = duration(until - now, locale)
  return {
    text: texts.locked({ time: clockTime(until, locale), duration: left }),
    next: [reset, startStep('talk-to-support', locale)],
  }
}

/** "Why am I locked?" (S93): answered at once, from free words; it asks nothing and stands in no menu. */
export const explainLock = defineDialog({
  id: 'explain-lock',
  version: 1,
  machine,
  contextSchema,
  migrations: {},
  prompts,
  view() {
    throw new Error('explain-lock waits nowhere')
  },
  detours: null,
  closing,
  entry: entryIn(catalogue),
})
