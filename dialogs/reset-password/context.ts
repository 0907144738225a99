import { z } from 'zod'

/** How a search for a forgotten account can end, as retrieve-account returns it. */
const searchEnds = ['informed', 'exhausted', 'too-many', 'left'] as const

/** What the flow remembers between messages. */
export const contextSchema = z.object({
  /** Canonical; the message goes to the stored address that equals it, and to no other. */
  email: z.string().nullable(),
  /** Until when the link mailed last works, epoch ms. */
  linkExpiresAt: z.number().nullable(),
  notice: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('bad-email'), reason: z.string() }),
      z.object({ kind: z.literal('no-email') }),
      z.object({ kind: z.literal('sub-user') }),
      /** How the search for the account ended: nobody else tells, since its own closing is not said here. */
      z.object({ kind: z.literal('back-from-search'), end: z.enum(searchEnds) }),
      z.object({ kind: z.literal('button-broken') }),
      z.object({ kind: z.literal('reminded') }),
      z.object({ kind: z.literal('mailed-again') }),
      z.object({ kind: z.literal('wait'), until: z.number() }),
      z.object({ kind: z.literal('too-many'), until: z.number() }),
    ])
    .nullable(),
  misses: z.number(),
  end: z.enum(['changed', 'stopped', 'left']).nullable(),
})

export type Context = z.infer<typeof contextSchema>

const searchSchema = z.object({ end: z.enum(searchEnds) }).catch({ end: 'left' })

/** How the search that this flow called has ended; `left` when its output is not known. */
export function searchEnd(output: unknown): (typeof searchEnds)[number] {
  return searchSchema.parse(output).end
}

/** How the flow came to its end. */
export interface Output extends Record<string, unknown> {
  /** `stopped`: the tries on the page were used up, and nothing was changed. */
  readonly end: 'changed' | 'stopped' | 'left'
}
