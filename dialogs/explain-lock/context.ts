import { z } from 'zod'
import type { Gives } from '../../src/flow/flow-call.ts'

/** What the flow remembers: nothing but the answer. */
export const contextSchema = z.object({
  until: z.number().nullable(),
  isKnown: z.boolean().optional(),
  codesUntil: z.number().nullable().optional(),
  personUntil: z.number().nullable().optional(),
})

export type Context = z.infer<typeof contextSchema>

/** How it came to its end, for its closing. */
export type Output = Gives<'explain-lock'>
