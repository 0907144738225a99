import { z } from 'zod'

/**
 * What the question for an identity code says before it is asked again. The chat puts it into words, and so does the
 * page that works on the same flow; both read it from here.
 */
export const identityNotice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bad-code') }),
  z.object({ kind: z.literal('wrong-code'), left: z.number() }),
  z.object({ kind: z.literal('expired-code') }),
  z.object({ kind: z.literal('code-resent') }),
  z.object({ kind: z.literal('code-stands'), until: z.number() }),
  z.object({ kind: z.literal('wait'), until: z.number() }),
  z.object({ kind: z.literal('too-many'), until: z.number() }),
  z.object({ kind: z.literal('bad-way') }),
])

export type IdentityNotice = z.infer<typeof identityNotice>
