import { z } from 'zod'
import { spacedMobile } from '../../src/domain/masking.ts'
import { idPatternOf, type AccountIds } from '../../src/domain/account-id.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import type { Choice, Field } from '../../src/flow/reply.ts'

/** The notice that a message held several different values, where one was asked for. */
export const severalValues = z.object({
  kind: z.literal('several'),
  /** Canonical; each is a button. */
  values: z.array(z.string()),
})

/** How account IDs look, as flows remember it. */
export const accountIdsSchema: z.ZodType<AccountIds> = z.object({
  pattern: z.string(),
  example: z.string(),
})

/** The field for an account ID: with the keyboard of digits where it is nothing else. */
export const idField = (ids: AccountIds): Field['kind'] =>
  idPatternOf(ids).isDigits ? 'account-id' : 'account-name'

const prefix = 'value:'

/** A value as it is shown to whoever typed it: a mobile number in groups. */
export const shownValue = (value: string): string =>
  value.startsWith('+') ? spacedMobile(value) : value

/** The button of one of several values; pressing it is the same as typing it alone. */
const valueChoice = (value: string): Choice => ({
  id: `${prefix}${value}`,
  label: shownValue(value),
  also: [value],
})

/** The buttons of the values that a notice tells apart; none for any other notice. */
export function valueChoices(
  notice: { readonly kind: string; readonly values?: readonly string[] } | null,
): readonly Choice[] {
  return notice?.kind === 'several' ? (notice.values ?? []).map(valueChoice) : []
}

/**
 * The notice after words that held no value: as long as several are to be told apart, they stay.
 *
 * @param next what is said otherwise
 */
export const unlessSeveral = <N extends { readonly kind: string } | null>(notice: N, next: N): N =>
  notice?.kind === 'several' ? notice : next

/** The text of an answer: what was typed, or the value whose button was pressed; null for any other event. */
export function answerIn(event: FlowEvent): string | null {
  if (event.type === 'user.answered') return event.text
  const isValue = event.type === 'user.chose' && event.choice.startsWith(prefix)
  return isValue ? event.choice.slice(prefix.length) : null
}
