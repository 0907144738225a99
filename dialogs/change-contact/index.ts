import { defineDialog, entryIn } from '../../src/flow/dialog.ts'
import { contextSchema, type Output } from '../words/channel-change/context.ts'
import { closingOf } from '../words/channel-change/view.ts'
import { machine, prompts } from './machine.ts'
import { en } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'
import { view } from './view.ts'

const catalogue = { en, 'zh-CN': zhCn }

/** Change contact: where messages go, saved at once and verified as soon as its owner likes (S62 to S68). */
export const changeContact = defineDialog({
  id: 'change-contact',
  version: 1,
  machine,
  contextSchema,
  migrations: {},
  prompts,
  view,
  detours: null,
  closing: (output: Output, locale) => closingOf('contact', output, locale),
  entry: entryIn(catalogue),
})
