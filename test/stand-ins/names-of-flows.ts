import { assistant } from '../../dialogs/index.ts'
import { flowNames } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'

/** What the flows are called, as the program tells the chat page. */
export const namesOfFlows = (locale: Locale): Readonly<Record<string, string>> =>
  flowNames(assistant.dialogs, locale)
