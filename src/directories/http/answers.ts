import { z } from 'zod'
import { directoryChannels, directoryKeys } from '../../ports/directory.ts'

const longestText = 1000
const mostValues = 1000

// What is too long or too much is cut rather than refused: an answer that counts as an outage would tell the accounts
// whose entries are such from those that are not there. The size of a whole answer is bounded where it is read.
const text = z.string().transform((given) => given.slice(0, longestText).toWellFormed())
const values = z
  .array(z.string())
  .transform((given) => given.filter(({ length }) => length <= longestText).slice(0, mostValues))
/** Longer than any reference or ID: an entry with such is nobody's. */
const name = z.string().min(1)

/** What the directory can do. */
export const abilities = z.object({
  finds: z.array(z.enum(directoryKeys)),
  verifiesPassword: z.boolean(),
  setsPassword: z.boolean(),
  changes: z.array(z.enum(directoryChannels)),
  endsSessions: z.boolean(),
  unlocks: z.boolean(),
  knowsOperations: z.boolean(),
})

/** One account. What may be left out is nobody's, or none. */
export const entry = z.object({
  reference: name,
  accountId: name,
  displayName: text.nullable().optional(),
  status: z.enum(['active', 'locked', 'disabled', 'expired']),
  signedUpWith: text.nullable().optional(),
  loginEmails: values.optional(),
  recoveryMobiles: values.optional(),
  recoveryEmails: values.optional(),
  contactMobiles: values.optional(),
  contactEmails: values.optional(),
  servers: values.optional(),
  locale: text.nullable().optional(),
  hasPassword: z.boolean(),
  passwordChangedAt: z.number().int().nullable().optional(),
})

/** The entries of each key, in the order of the keys. */
export const found = z.object({ entries: z.array(z.array(entry)) })

/** Whether it is the entry's password. */
export const verified = z.object({ answer: z.enum(['right', 'wrong', 'locked']) })

/** How a change ended. */
export const outcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done') }),
  z.object({ outcome: z.literal('refused'), words: text }),
  z.object({
    outcome: z.literal('password'),
    refusal: z.enum(['too-short', 'too-simple', 'used-before', 'too-young', 'policy']),
    words: text,
  }),
  z.object({ outcome: z.literal('taken') }),
  z.object({ outcome: z.literal('moved') }),
])
