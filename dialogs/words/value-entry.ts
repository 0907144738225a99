import { z } from 'zod'
import type { FlowEvent } from '../../src/flow/event.ts'
import type { Choice } from '../../src/flow/reply.ts'

/** The notice that a message held several different values, where one was asked for. */
export const severalValues = z.object({
  kind: z.literal('several'),
  /** Canonical; each is a button. */
  values: z.array(z.string()),
})

const prefix = 'value:'

/** The button of one of several values; pressing it is the same as typing it alone. */
const valueChoice = (value: string): Choice => ({
  id: `${prefix}${value}`,
  label: value,
  also: [],
})

/** The buttons of the values that a notice tells apart; none for any other notice. */
export function valueChoices(
  notice: { readonly kind: string; readonly values?: readonly string[] } | null,
): readonly Choice[] {
  return notice?.kind === 'several' ? (notice.values ?? []).map(valueChoice) : []
}

/** The text of an answer: what was typed, or the value whose button was pressed; null for any other event. */
export function answerIn(event: FlowEvent): string | null {
  if (event.type === 'user.answered') return event.text
  const isValue = event.type === 'user.chose' && event.choice.startsWith(prefix)
  return isValue ? event.choice.slice(prefix.length) : null
}
