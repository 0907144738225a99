import type { Intent } from './intent.ts'

/** Whether words ask for what was said just before, lead to where the person is already, or ask about a case by number. */
export const asksForSame = (intent: Intent): boolean =>
  intent.kind === 'command' &&
  (['repeat', 'menu'].includes(intent.command) ||
    (intent.command === 'status' && intent.argument !== null))

/** Commands that explain, and do nothing. */
const explaining: readonly string[] = ['help', 'why', 'status']

/** Whether what is said before the question tells what became of the message, which is said each time. */
export const tellsWhatHappened = (intent: Intent): boolean =>
  ['stale', 'secret', 'nothing'].includes(intent.kind) ||
  (intent.kind === 'command' && !explaining.includes(intent.command))
