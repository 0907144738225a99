import { catalogueOf } from '../../../src/flow/catalogue.ts'
import { defineDialog } from '../../../src/flow/dialog.ts'
import { viewOf } from '../../../src/flow/view.ts'
import { contextSchema } from './context.ts'
import { machine, prompts } from './machine.ts'
import { en } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

/** The page of a reset, where the new password is chosen (S45 to S48). */
export const choosePassword = defineDialog({
  id: 'choose-password',
  version: 2,
  catalogue,
  machine,
  contextSchema,
  prompts,
  // The page asks in its own words; these are read where the flow is looked at from elsewhere.
  view(prompt, { locale }) {
    const texts = catalogue.texts(locale)
    return viewOf(prompt, texts, { question: texts.question, status: texts.status })
  },
  pageView: () => ({ step: 'set-password' }),
})
