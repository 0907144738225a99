import { catalogueOf } from '../../../src/flow/catalogue.ts'
import { defineDialog, type ViewInput } from '../../../src/flow/dialog.ts'
import { missText, rungOf } from '../../../src/flow/ladder.ts'
import type { View } from '../../../src/flow/reply.ts'
import { mobileForm, viewOf } from '../../../src/flow/view.ts'
import { lostPhoneChoice, mobileRefusal, severalText, shared } from '../../words/shared.ts'
import { valueChoices } from '../../words/value-entry.ts'
import { contextSchema, type Context } from './context.ts'
import { machine, prompts } from './machine.ts'
import { en } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

function view(prompt: (typeof prompts)[number], input: ViewInput<Context>): View {
  const { refused, several, misses, mask } = input.context
  const texts = catalogue.texts(input.locale)
  const { reader, known, slip } = shared.texts(input.locale).answers
  const told = several.length === 0 ? null : severalText({ values: several }, input.locale)
  const notice =
    refused === null
      ? told
      : missText(
          { reason: refused, text: mobileRefusal(refused, input.locale) },
          misses,
          texts.nudge[rungOf(misses)],
        )
  return viewOf(prompt, texts, {
    notice,
    question: texts.question({ mask }),
    briefly: texts.briefly,
    choices: [...valueChoices({ kind: 'several', values: several }), lostPhoneChoice(input.locale)],
    form: mobileForm({ ...texts.form, submit: texts.form.next }, input),
    expects: several.length > 0 ? 'choice' : 'value',
    status: texts.status,
    answers: { reader, known, slip, lacks: texts.unknown },
  })
}

/** The masked number typed in full, for every flow that shows a mask (S27, S28). */
export const confirmMobile = defineDialog({
  id: 'confirm-mobile',
  catalogue,
  machine,
  contextSchema,
  prompts,
  view,
})
