import { catalogueOf } from '../../src/flow/catalogue.ts'
import { identityObstacles } from '../../src/flow/code.ts'
import { defineDialog, type ClosingWords, type ViewInput } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { View } from '../../src/flow/reply.ts'
import { pageShown, viewOf } from '../../src/flow/view.ts'
import { newPasswordAnswers } from '../words/answers.ts'
import { againStep, newLinkChoice, notProven, sentenceIn } from '../words/shared.ts'
import { contextSchema, type Context, type Output } from './context.ts'
import { machine, prompts } from './machine.ts'
import { en } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

function view(
  prompt: (typeof prompts)[number],
  { context, locale, page }: ViewInput<Context>,
): View {
  const texts = catalogue.texts(locale)
  return viewOf(prompt, texts, {
    ...pageShown(texts, page),
    notice: context.reminded ? texts.reminded : null,
    choices: [newLinkChoice(locale)],
    status: texts.status,
    answers: newPasswordAnswers(locale),
  })
}

function closing({ end, why }: Output, locale: Locale): ClosingWords {
  const texts = catalogue.texts(locale).closing
  const again = againStep('change-password', locale)
  switch (end) {
    case 'changed':
      return { text: texts.changed, next: ['sign-in'] }
    case 'refused':
      return { text: sentenceIn(texts.refused, why, 'proof'), next: [again, 'talk-to-support'] }
    case 'no-email':
      return { text: texts.noEmail, next: ['bind-email', 'talk-to-support'] }
    case 'not-proven':
      return {
        text: `${texts.unchanged} ${notProven(why, locale)}`,
        // Where no way is left now, to start again would lead to the same words.
        next: identityObstacles.some((each) => each === why)
          ? ['talk-to-support']
          : [again, 'talk-to-support'],
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
  catalogue,
  machine,
  contextSchema,
  prompts,
  view,
  isReached: ({ end }) => end === 'changed',
  closing,
})
