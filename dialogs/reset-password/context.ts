import { z } from 'zod'
import { unsureKinds } from '../words/consent.ts'
import { severalValues } from '../words/value-entry.ts'
import type { Gives } from '../../src/flow/flow-call.ts'

/** How a search for a forgotten account can end. */
const searchEnds = [
  'informed',
  'exhausted',
  'too-many',
  'left',
] as const satisfies readonly Gives<'retrieve-account'>['end'][]

/** What the flow remembers between messages. */
export const contextSchema = z.object({
  /** Canonical; the message goes to the stored address that equals it, and to no other. */
  email: z.string().nullable(),
  /** Until when the link mailed last works, epoch ms. */
  linkExpiresAt: z.number().nullable(),
  notice: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('bad-email'), reason: z.string() }),
      severalValues,
      z.object({ kind: z.enum(unsureKinds) }),
      z.object({ kind: z.literal('no-email') }),
      z.object({ kind: z.literal('sub-user') }),
      /** How the search for the account ended: nobody else tells, since its own closing is not said here. */
      z.object({ kind: z.literal('back-from-search'), end: z.enum(searchEnds) }),
      z.object({ kind: z.literal('button-broken') }),
      z.object({ kind: z.literal('reminded') }),
      z.object({ kind: z.literal('how-long') }),
      z.object({ kind: z.literal('mailed-again') }),
      z.object({ kind: z.literal('wait'), until: z.number() }),
      z.object({ kind: z.literal('too-many'), until: z.number() }),
      z.object({ kind: z.literal('paused'), until: z.number() }),
    ])
    .nullable(),
  misses: z.number(),
  end: z.enum(['changed', 'stopped', 'directory', 'unknown', 'left']).nullable(),
})

export type Context = z.infer<typeof contextSchema>

/** How it came to its end, for its closing. */
export type Output = Gives<'reset-password'>
