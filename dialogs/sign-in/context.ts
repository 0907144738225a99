import { z } from 'zod'
import { accountIdsSchema, severalValues } from '../words/value-entry.ts'
import type { Gives } from '../../src/flow/flow-call.ts'

/** What the flow remembers between messages. */
export const contextSchema = z.object({
  accountIds: accountIdsSchema,
  accountId: z.string().nullable(),
  notice: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('bad-account-id'), reason: z.string() }),
      severalValues,
      z.object({ kind: z.literal('reminded') }),
      /** The code did not prove anything; `why` as verify-identity told it. */
      z.object({ kind: z.literal('not-proven'), why: z.string() }),
    ])
    .nullable(),
  misses: z.number(),
  signedIn: z.boolean(),
})

export type Context = z.infer<typeof contextSchema>

/** How it came to its end, for its closing. */
export type Output = Gives<'sign-in'>
