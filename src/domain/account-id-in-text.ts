import { idPatternOf, parseAccountId, type AccountIds } from './account-id.ts'
import { findIn, meantIn, type Found } from './found-value.ts'
import { withoutTail } from './plain-text.ts'

/** Whether an account ID was asked for, or a text may hold one by chance. */
export type IdPlace = 'asked' | 'anywhere'

/** Signs of IDs in a row. The lookbehind lets a match start only where a run starts, which keeps the search linear. */
const run = /(?<![A-Za-z0-9._-])[A-Za-z0-9][A-Za-z0-9._-]*/gu

/** What people call an account ID, right before one. */
const named =
  /(?:\b(?:account|user|login|customer)[ -]?(?:id|name|no|number)|\buid|(?:账号|帐号|账户|用户|客户)\s?(?:id|名|号)|账号|帐号|用户名|工号)(?:\s?(?:is|was|是|为))?[\s"'“「(]{0,3}$/iu

/** The same with a colon or an equals sign, behind which a plain word is meant too. */
const announced =
  /(?:\b(?:account|user|login|customer)[ -]?(?:id|name|no|number)?|\bu?id|账号\s?(?:id)?|帐号|账户名?|用户名|工号)\s?[:：=]\s{0,3}["'“「(]{0,2}$/iu

const isPlainWord = (token: string): boolean => /^[A-Za-z]+$/.test(token)

/** Whether the words before a place say that an ID follows; a plain word is one only behind a colon. */
function isNamed(text: string, { text: token, start }: Found): boolean {
  const before = text.slice(Math.max(0, start - 30), start)
  return announced.test(before) || (named.test(before) && !isPlainWord(token))
}

/**
 * Where account IDs stand in a text, as far as their pattern has letters or other signs than digits. IDs that
 * ordinary words look like are found where they are named ("account ID: li.wei"), and where they were asked for also by
 * a digit or a full stop in them.
 */
export function idTokensIn(text: string, ids: AccountIds, place: IdPlace): readonly Found[] {
  const pattern = idPatternOf(ids)
  const tokens = findIn(text, run)
    .map((found) => ({ ...found, text: withoutTail(found.text, '._-') }))
    .filter((found) => parseAccountId(found.text, ids).outcome === 'parsed')
  const meant = meantIn(text, tokens)
  if (!pattern.isWide) return meant
  const certain = meant.filter((found) => isNamed(text, found))
  if (certain.length > 0 || place === 'anywhere') return certain
  return meant.filter((found) => !isPlainWord(found.text) && !/^\d+$/.test(found.text))
}
