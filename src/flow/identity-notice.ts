import { z } from 'zod'

/** What may be said before a code is asked for again. */
export const codeNotices = [
  z.object({ kind: z.literal('bad-code') }),
  /** Different codes in one message: none of them is tried. */
  z.object({ kind: z.literal('several-codes') }),
  z.object({ kind: z.literal('wrong-code'), left: z.number() }),
  z.object({ kind: z.literal('expired-code') }),
  z.object({ kind: z.literal('code-resent') }),
  z.object({ kind: z.literal('code-stands'), until: z.number() }),
  z.object({ kind: z.literal('wait'), until: z.number() }),
  z.object({ kind: z.literal('too-many'), until: z.number() }),
  z.object({ kind: z.literal('paused'), until: z.number() }),
  z.object({ kind: z.literal('country') }),
] as const

/** The notices of the question for an identity code; the chat and the page of a reset put them into words. */
export const identityNotice = z.discriminatedUnion('kind', [
  ...codeNotices,
  z.object({ kind: z.literal('bad-way') }),
])

export type IdentityNotice = z.infer<typeof identityNotice>
