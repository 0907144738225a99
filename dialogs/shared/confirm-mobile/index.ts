import { countryOptions } from '../../../src/domain/countries.ts'
import { defineDialog, type ViewInput } from '../../../src/flow/dialog.ts'
import { rungOf } from '../../../src/flow/ladder.ts'
import type { Locale } from '../../../src/flow/locale.ts'
import type { Form, View } from '../../../src/flow/reply.ts'
import { mobileRefusal } from '../../words/mobile-refusal.ts'
import { contextSchema, type Context } from './context.ts'
import { machine, prompts } from './machine.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

function form(texts: Texts, { context, locale }: ViewInput<Context>): Form {
  const options = countryOptions(locale, context.defaultRegion)
  return {
    fields: [
      {
        id: 'country',
        kind: 'country',
        label: texts.form.country,
        placeholder: '',
        options,
        initial: options[0]?.value ?? null,
      },
      {
        id: 'value',
        kind: 'mobile',
        label: texts.form.mobile,
        placeholder: texts.form.example,
        options: [],
        initial: null,
      },
    ],
    submit: texts.form.next,
  }
}

function view(_prompt: (typeof prompts)[number], input: ViewInput<Context>): View {
  const { context, locale } = input
  const texts = catalogue[locale]
  const notice =
    context.refused === null
      ? null
      : `${mobileRefusal(context.refused, locale)} ${texts.nudge[rungOf(context.misses)]}`
  return {
    notice,
    question: texts.question({ mask: context.mask }),
    briefly: texts.briefly,
    choices: [],
    form: form(texts, input),
    link: null,
    expects: 'value',
    help: texts.help,
    why: texts.why,
    status: texts.status,
  }
}

/** The masked number typed in full, for every flow that shows a mask (S27, S28). */
export const confirmMobile = defineDialog({
  id: 'confirm-mobile',
  version: 1,
  machine,
  contextSchema,
  migrations: {},
  prompts,
  view,
  detours: null,
  closing: null,
  entry: null,
})
