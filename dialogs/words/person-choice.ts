import { choice } from '../../src/flow/choice.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { phrases } from '../../src/flow/phrases.ts'
import type { Choice } from '../../src/flow/reply.ts'

const words = {
  en: { label: 'A person', also: phrases(`a person please | person | somebody`) },
  'zh-CN': { label: '人工客服', also: phrases(`人工 | 转人工 | 客服`) },
}

/**
 * The button that leads to support, for prompts where the other ways may all be closed (S79). Its id names a command,
 * so the conversation obeys it and no flow is ever told of it.
 */
export function personChoice(locale: Locale): Choice {
  return choice('command:person', words, locale)
}
