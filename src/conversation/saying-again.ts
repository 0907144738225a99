import type { Intent } from './intent.ts'

/** Whether words ask for what was said just before, or lead to where the person is already. */
export const asksForSame = (intent: Intent): boolean =>
  intent.kind === 'command' && ['repeat', 'menu'].includes(intent.command)

/** Commands that explain, and do nothing. */
const explaining: readonly string[] = ['help', 'why', 'status']

/** Whether what is said before the question tells what became of the message, which is said each time. */
export const tellsWhatHappened = (intent: Intent): boolean =>
  ['stale', 'secret', 'nothing'].includes(intent.kind) ||
  (intent.kind === 'command' && !explaining.includes(intent.command))
