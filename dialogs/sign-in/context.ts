import { z } from 'zod'

/** What the flow remembers between messages. */
export const contextSchema = z.object({
  accountId: z.string().nullable(),
  notice: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('bad-account-id'), reason: z.string() }),
      z.object({ kind: z.literal('reminded') }),
      /** The code did not prove anything; `why` as verify-identity told it. */
      z.object({ kind: z.literal('not-proven'), why: z.string() }),
    ])
    .nullable(),
  misses: z.number(),
  signedIn: z.boolean(),
})

export type Context = z.infer<typeof contextSchema>

/** Whether the person is signed in now. */
export interface Output extends Record<string, unknown> {
  readonly signedIn: boolean
}
