import { z } from 'zod'
import { unsureKinds } from '../consent.ts'
import { severalValues } from '../value-entry.ts'
import type { ChannelName, ContactName } from '../../../src/domain/account.ts'
import type { Given, Gives } from '../../../src/flow/flow-call.ts'
import type { FlowInput } from '../../../src/flow/flow-setup.ts'

const ends = [
  'changed',
  'verified',
  'refused',
  'not-confirmed',
  'not-proven',
  'left',
] as const satisfies readonly Output['end'][]

const media = ['sms', 'email'] as const satisfies readonly Output['medium'][]

const notice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bad-mobile'), reason: z.string() }),
  z.object({ kind: z.literal('bad-email') }),
  severalValues,
  /** Another value was typed where the first one was to be confirmed. */
  z.object({ kind: z.literal('corrected') }),
  z.object({ kind: z.literal('same') }),
  /** Something was typed where only a choice is an answer. */
  z.object({ kind: z.literal('choose') }),
  z.object({ kind: z.enum(unsureKinds) }),
  z.object({ kind: z.literal('saved') }),
  z.object({ kind: z.literal('verified') }),
  z.object({ kind: z.literal('not-verified') }),
  z.object({ kind: z.literal('swapped'), heldUntil: z.number().nullable() }),
])

export type Notice = z.infer<typeof notice>

/** What a change of a contact or a recovery channel remembers between messages. */
export const contextSchema = z.object({
  /** ISO 3166 region that a national number is read in. */
  region: z.string(),
  medium: z.enum(media).nullable(),
  /** Canonical, as typed; null for one that waits in its channel to be verified. */
  address: z.string().nullable(),
  /** Masked for the owner: what the channel holds now, and the new value. */
  before: z.string().nullable(),
  after: z.string(),
  isSharable: z.boolean(),
  isVerified: z.boolean(),
  /** The mask that was saved in this run, if any: whoever turns back after that has changed something. */
  saved: z.string().nullable(),
  /** What became of the other role (S7); null while it is not decided, or was not wanted. */
  both: z.enum(['changed', 'refused']).nullable(),
  notice: notice.nullable(),
  misses: z.number(),
  end: z.enum(ends).nullable(),
  /** Why not: as verify-identity or verify-channel told it, or a refusal. */
  why: z.string().nullable(),
})

export type Context = z.infer<typeof contextSchema>

/** Which of the two roles a flow changes first. */
export type Role = 'contact' | 'recovery'

/** The flows that change a channel of a role. */
export type ChannelFlow = 'change-contact' | 'change-recovery'

/** How a change of a channel came to its end, for its closing. */
export type Output = Gives<ChannelFlow>

/** The new value that was told along with the wish; a mobile is of no use where no text can be sent to verify it. */
function toldIn(
  given: Given<ChannelFlow>,
  canText: boolean,
): { readonly address: string | null; readonly medium?: 'email' } {
  const address = given?.address ?? null
  const isUseless = address !== null && given?.medium === 'sms' && !canText
  return isUseless ? { address: null, medium: 'email' } : { address }
}

/** The context a run begins with; what the caller knows already is not asked again. */
export function initialContext({ given, defaultRegion, canText }: FlowInput<ChannelFlow>): Context {
  return {
    region: defaultRegion,
    // Without texts a mobile could not be verified, so there is nothing to choose.
    medium: given?.medium ?? (canText ? null : 'email'),
    ...toldIn(given, canText),
    before: null,
    after: given?.waiting ?? '',
    isSharable: false,
    isVerified: false,
    saved: null,
    both: null,
    notice: null,
    misses: 0,
    end: null,
    why: null,
  }
}

/** What the flow gives back. */
export function outputOf(context: Context): Output {
  const { why, medium, saved, isVerified, both } = context
  const end = saved === null ? (context.end ?? 'left') : 'changed'
  return { end, why, medium: medium ?? 'sms', after: saved ?? context.after, isVerified, both }
}

/** The contact channel of a run's medium. */
export const contactOf = ({ medium }: Context): ContactName =>
  medium === 'email' ? 'contactEmail' : 'contactMobile'

/** The channel of a role that a run is about. */
export function channelOf(role: Role, context: Context): ChannelName {
  if (role === 'contact') return contactOf(context)
  return context.medium === 'email' ? 'recoveryEmail' : 'recoveryMobile'
}

/** The other role. */
export const otherRole = (role: Role): Role => (role === 'contact' ? 'recovery' : 'contact')
