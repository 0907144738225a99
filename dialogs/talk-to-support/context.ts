import { z } from 'zod'
import type { FlowInput } from '../../src/flow/flow-setup.ts'

/** What the flow remembers between messages. */
export const contextSchema = z.object({
  /** The flow the person turned from, for the people who read the case. */
  from: z.string().nullable(),
  /** What the person wrote, inert text. */
  problem: z.string().nullable(),
  notice: z.enum(['too-short', 'bad-choice']).nullable(),
  /** The case that was opened or added to. */
  number: z.number().nullable(),
})

export type Context = z.infer<typeof contextSchema>

/** The case's number, or null when the person thought better of it. */
export interface Output extends Record<string, unknown> {
  readonly number: number | null
}

const givenSchema = z.object({ from: z.string().nullable() }).catch({ from: null })

/** The context a run begins with. */
export function initialContext(input: FlowInput): Context {
  const { from } = givenSchema.parse(input.given)
  return { from, problem: null, notice: null, number: null }
}
