import { z } from 'zod'
import type { Gives } from '../../src/flow/flow-call.ts'
import { channelNames, messageKinds } from '../../src/domain/account.ts'

const contact = z.enum(['contactMobile', 'contactEmail'])
const outlook = z.enum(['reset', 'sign-in', 'person'])

const account = z.object({
  id: z.string(),
  channels: z.array(
    z.object({
      channel: z.enum(channelNames),
      mask: z.string(),
      state: z.enum(['verified', 'pending', 'held']),
      heldUntil: z.number().nullable(),
    }),
  ),
  hasPassword: z.boolean(),
  passwordChangedAt: z.number().nullable(),
  muted: z.array(z.object({ channel: contact, kind: z.enum(messageKinds) })),
  openCase: z.number().nullable(),
  changes: z.array(
    z.object({
      what: z.enum(['password', ...channelNames]),
      at: z.number(),
      isUndone: z.boolean(),
    }),
  ),
  outlook: z.object({ withoutPhone: outlook, withoutMailbox: outlook }),
})

/** What the flow remembers between messages: the account as it was shown last, masked. */
export const contextSchema = z.object({
  account: account.nullable(),
  /** True after something was typed where only a choice is an answer. */
  missed: z.boolean(),
  /** Whether the account could be shown to the end. */
  signedIn: z.boolean(),
})

export type Context = z.infer<typeof contextSchema>

/** How it came to its end, for its closing. */
export type Output = Gives<'my-account'>
