import { defineDialog } from '../../../src/flow/dialog.ts'
import { contextSchema } from './context.ts'
import { machine } from './machine.ts'
import { prompts } from './setup.ts'
import { view } from './view.ts'

/** A code to a new number or address, for every flow that puts one in place (S72, S73). */
export const verifyChannel = defineDialog({
  id: 'verify-channel',
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
