import type { Suite } from './suite.ts'
import { conversations } from './suites/conversations.ts'
import { directory } from './suites/directory.ts'
import { inline } from './suites/inline.ts'
import { postgres } from './suites/postgres.ts'
import { start } from './suites/start.ts'
import { stores } from './suites/stores.ts'
import { texts } from './suites/texts.ts'
import { tokens } from './suites/tokens.ts'
import { turns } from './suites/turns.ts'
import { understanding } from './suites/understanding.ts'
import { webChat } from './suites/web-chat.ts'

/** Everything that is measured, in the order of the table. */
export const suites: readonly Suite[] = [
  turns,
  inline,
  tokens,
  stores,
  postgres,
  directory,
  texts,
  conversations,
  start,
  understanding,
  webChat,
]
