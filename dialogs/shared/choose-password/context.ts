import { z } from 'zod'

/** What the flow remembers between forms: nothing of the password, not even its hash. */
export const contextSchema = z.object({ changed: z.boolean() })

export type Context = z.infer<typeof contextSchema>

/** Whether the new password counts now. */
export interface Output extends Record<string, unknown> {
  readonly changed: boolean
}
