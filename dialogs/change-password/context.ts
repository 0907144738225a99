import { z } from 'zod'

const ends = ['changed', 'refused', 'no-email', 'not-proven', 'left'] as const

/** What the flow remembers between messages. */
export const contextSchema = z.object({
  /** True after the person wrote something instead of opening the page. */
  reminded: z.boolean(),
  end: z.enum(ends).nullable(),
  /** Why the identity was not proven, as verify-identity told it. */
  why: z.string().nullable(),
})

export type Context = z.infer<typeof contextSchema>

/** How the flow came to its end. */
export interface Output extends Record<string, unknown> {
  /** `refused`: the session or the proof was over when the page was sent. */
  readonly end: (typeof ends)[number]
  readonly why: string | null
}
