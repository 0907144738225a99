import { catalogueOf } from '../../../src/flow/catalogue.ts'
import { defineDialog, type ViewInput } from '../../../src/flow/dialog.ts'
import type { View } from '../../../src/flow/reply.ts'
import { pageShown, viewOf } from '../../../src/flow/view.ts'
import { pageAnswers } from '../../words/answers.ts'
import { contextSchema, type Context } from './context.ts'
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
    choices: [catalogue.choice('new-link', locale)],
    status: texts.status,
    answers: pageAnswers(locale),
  })
}

/** The check that a human is asking, for every flow that looks somebody up (S26). */
export const humanCheck = defineDialog({
  id: 'human-check',
  catalogue,
  machine,
  contextSchema,
  prompts,
  view,
})
