import { defineDialog } from '../../../src/flow/dialog.ts'
import { contextSchema } from './context.ts'
import { machine } from './machine.ts'
import { pageView } from './page-view.ts'
import { prompts } from './setup.ts'
import { view } from './view.ts'

/** A code that shows who somebody is, for every flow that changes something (S57, S58). */
export const verifyIdentity = defineDialog({
  id: 'verify-identity',
  version: 1,
  machine,
  contextSchema,
  migrations: {},
  prompts,
  view,
  pageView,
  detours: null,
  closing: null,
  entry: null,
})
