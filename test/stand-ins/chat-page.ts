import { assistant } from '../../dialogs/index.ts'
import { openingOf } from '../../src/conversation/waiting.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { namesOfFlows } from './names-of-flows.ts'

/** What the chat page is made from besides its address, as the program makes it; nobody hears its forms. */
export const chatPageParts = {
  flowNames: namesOfFlows,
  opening: (locale: Locale) =>
    openingOf(assistant, {
      locale,
      name: 'Latchkey',
      provider: 'Example Cloud',
      now: Date.UTC(2026, 0, 1),
    }),
  forms: {
    exchange: async () => ({ outcome: 'refused' }) as const,
    show: async () => null,
    leave: async () => {},
  },
} as const
