import { z } from 'zod'

/** What the flow remembers: nothing but the answer. */
export const contextSchema = z.object({ until: z.number().nullable() })

export type Context = z.infer<typeof contextSchema>

/** Until when sign-in is locked, epoch ms, or null when it is not. */
export interface Output extends Record<string, unknown> {
  readonly until: number | null
}
