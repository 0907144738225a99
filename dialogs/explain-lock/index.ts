import { catalogueOf } from '../../src/flow/catalogue.ts'
import { defineDialog, type ClosingWords, type Moment } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { clockTime, duration } from '../../src/flow/wording.ts'
import { contextSchema, type Output } from './context.ts'
import { machine, prompts } from './machine.ts'
import { en } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

/** Whether an account exists is not told: who never tried to sign in from here is told the same as a stranger. */
function closing(output: Output, locale: Locale, { now, timeZone }: Moment): ClosingWords {
  const texts = catalogue.texts(locale).closing
  const told = (['until', 'codesUntil', 'personUntil'] as const).flatMap((pause) => {
    const until = output[pause] ?? null
    if (until === null || until <= now) return []
    return [
      texts[pause]({
        time: clockTime(until, locale, timeZone),
        duration: duration(until - now, locale),
      }),
    ]
  })
  if (told.length === 0) {
    const isKnown = output.isKnown === true
    return isKnown
      ? { text: texts.open, next: ['reset-password', 'sign-in'] }
      : { text: texts.unknown, next: ['sign-in', 'reset-password', 'talk-to-support'] }
  }
  return { text: told.join(' '), next: ['reset-password', 'talk-to-support'] }
}

/** "Why am I locked?" (S93): answered at once, from free words; it asks nothing and stands in no menu. */
export const explainLock = defineDialog({
  id: 'explain-lock',
  catalogue,
  machine,
  contextSchema,
  prompts,
  view() {
    throw new Error('explain-lock waits nowhere')
  },
  closing,
})
