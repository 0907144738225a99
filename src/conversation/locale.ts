import { localeFor, localeOfScript, type Locale } from '../flow/locale.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import type { Turn } from './turn.ts'

/**
 * The language a turn is answered in: the one that was chosen, the channel's, that of the words, the one spoken
 * before, or the default.
 */
export function localeOf(
  turn: Pick<Turn, 'text' | 'localeTag'>,
  row: Pick<ConversationRow, 'chosenLocale' | 'locale'> | null,
  defaultLocale: Locale,
): Locale {
  const known = row?.chosenLocale ?? localeFor(turn.localeTag)
  return known ?? localeOfScript(turn.text) ?? row?.locale ?? defaultLocale
}
