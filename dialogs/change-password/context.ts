import { z } from 'zod'
import type { Gives } from '../../src/flow/flow-call.ts'

const ends = [
  'changed',
  'refused',
  'no-email',
  'not-proven',
  'left',
] as const satisfies readonly Output['end'][]

/** What the flow remembers between messages. */
export const contextSchema = z.object({
  /** True after the person wrote something instead of opening the page. */
  reminded: z.boolean(),
  end: z.enum(ends).nullable(),
  /** Why the identity was not proven, as verify-identity told it. */
  why: z.string().nullable(),
})

export type Context = z.infer<typeof contextSchema>

/** How it came to its end, for its closing. */
export type Output = Gives<'change-password'>
