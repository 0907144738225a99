import { z } from 'zod'
import { channelNames } from '../../../src/domain/account.ts'
import type { NewAddress } from '../../../src/flow/effect.ts'
import type { FlowInput } from '../../../src/flow/flow-setup.ts'
import { identityNotice } from '../../../src/flow/identity-notice.ts'

/** Why the address was not proven; `other` when another one is to be typed. */
const reasons = ['exhausted', 'too-many', 'lost', 'other', 'left'] as const

const givenSchema = z.object({
  channel: z.enum(channelNames),
  /** Canonical; null for the one that waits in the channel. */
  address: z.string().nullable(),
  medium: z.enum(['sms', 'email']),
  mask: z.string(),
})

/** What the flow remembers between messages; never a code. */
export const contextSchema = givenSchema.extend({
  /** Epoch ms, of the code that was sent last. */
  codeExpiresAt: z.number().nullable(),
  notice: identityNotice.nullable(),
  misses: z.number(),
  proven: z.boolean(),
  reason: z.enum(reasons).nullable(),
})

export type Context = z.infer<typeof contextSchema>

/** Whether the person holds the new number or address. */
export interface Output extends Record<string, unknown> {
  readonly proven: boolean
  /** Null when it was proven. */
  readonly reason: (typeof reasons)[number] | null
}

/**
 * The context a run begins with.
 *
 * @throws ZodError when the caller does not say which address: a bug of the caller
 */
export function initialContext({ given }: FlowInput): Context {
  return {
    ...givenSchema.parse(given),
    codeExpiresAt: null,
    notice: null,
    misses: 0,
    proven: false,
    reason: null,
  }
}

/** Whom the code goes to. */
export function targetOf({ channel, address }: Context): NewAddress {
  return { by: 'new', channel, value: address }
}
