import { z } from 'zod'
import { channelNames } from '../../../src/domain/account.ts'
import type { NewAddress } from '../../../src/flow/code.ts'
import type { Gives } from '../../../src/flow/flow-call.ts'
import type { FlowInput } from '../../../src/flow/flow-setup.ts'
import { identityNotice } from '../../../src/flow/identity-notice.ts'

/** Why the address was not proven; `other` when another one is to be typed. */
const reasons = [
  'exhausted',
  'too-many',
  'lost',
  'other',
  'left',
] as const satisfies readonly Gives<'verify-channel'>['reason'][]

/** What the flow remembers between messages; never a code. */
export const contextSchema = z.object({
  channel: z.enum(channelNames),
  /** Canonical; null for the one that waits in the channel. */
  address: z.string().nullable(),
  medium: z.enum(['sms', 'email']),
  mask: z.string(),
  /** Epoch ms, of the code that was sent last. */
  codeExpiresAt: z.number().nullable(),
  notice: identityNotice.nullable(),
  misses: z.number(),
  proven: z.boolean(),
  reason: z.enum(reasons).nullable(),
})

export type Context = z.infer<typeof contextSchema>

/** The context a run begins with. */
export function initialContext({ given }: FlowInput<'verify-channel'>): Context {
  return {
    ...given,
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
