import { z } from 'zod'
import { locales } from '../flow/locale.ts'
import { saidSchema } from '../flow/said-schema.ts'
import type { Message } from './message.ts'

const letter = z.discriminatedUnion('template', [
  z.object({
    template: z.literal('code'),
    purpose: z.enum(['retrieve-account']),
    code: z.string(),
    lifetimeMs: z.number(),
  }),
  z.object({
    template: z.literal('account-information'),
    accounts: z.array(
      z.object({
        id: z.string(),
        loginEmail: z.string().nullable(),
        signedUpWith: z.string().nullable(),
      }),
    ),
  }),
])

/** Reads a message back from the outbox. */
export const messageSchema: z.ZodType<Message> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('letter'),
    medium: z.enum(['sms', 'email']),
    to: z.string().nullable(),
    locale: z.enum(locales),
    letter,
  }),
  z.object({
    kind: z.literal('chat'),
    reference: z.string(),
    locale: z.enum(locales),
    said: z.array(saidSchema),
  }),
])
