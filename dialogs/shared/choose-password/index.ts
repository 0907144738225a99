import { defineDialog, type ViewInput } from '../../../src/flow/dialog.ts'
import type { Locale } from '../../../src/flow/locale.ts'
import type { View } from '../../../src/flow/reply.ts'
import { contextSchema, type Context } from './context.ts'
import { machine, prompts } from './machine.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

/** The page asks in its own words; this is for whoever looks at the flow from elsewhere. */
function view(_prompt: (typeof prompts)[number], { locale }: ViewInput<Context>): View {
  const texts = catalogue[locale]
  return {
    notice: null,
    question: texts.question,
    briefly: null,
    choices: [],
    form: null,
    link: null,
    expects: 'choice',
    help: texts.help,
    why: texts.why,
    status: texts.status,
  }
}

/** The page of a reset, where the new password is chosen (S45 to S48). */
export const choosePassword = defineDialog({
  id: 'choose-password',
  version: 2,
  machine,
  contextSchema,
  migrations: {},
  prompts,
  view,
  pageView: () => ({ step: 'set-password' }),
  detours: null,
  closing: null,
  entry: null,
})
