import { defineDialog, entryIn } from '../../src/flow/dialog.ts'
import { contextSchema, type Output } from '../words/channel-change/context.ts'
import { closingOf } from '../words/channel-change/view.ts'
import { machine, prompts } from './machine.ts'
import { en } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'
import { view } from './view.ts'

const catalogue = { en, 'zh-CN': zhCn }

/** Change recovery: what proves its owner, swapped only after a code by the old way and one to the new (S69 to S74). */
export const changeRecovery = defineDialog({
  id: 'change-recovery',
  version: 1,
  machine,
  contextSchema,
  migrations: {},
  prompts,
  view,
  detours: null,
  closing: (output: Output, locale) => closingOf('recovery', output, locale),
  entry: entryIn(catalogue),
})
