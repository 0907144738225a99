import { z } from 'zod'
import { channelNames } from '../domain/channel.ts'
import { codePurposes } from '../flow/effect.ts'
import { locales } from '../flow/locale.ts'
import { saidSchema } from '../flow/said-schema.ts'
import type { Message } from './message.ts'

const letter = z.discriminatedUnion('template', [
  z.object({
    template: z.literal('code'),
    purpose: z.enum(codePurposes),
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
  z.object({ template: z.literal('reset-password'), url: z.string(), lifetimeMs: z.number() }),
  z.object({ template: z.literal('password-changed'), url: z.string(), at: z.number() }),
  z.object({
    template: z.literal('channel-changed'),
    channel: z.enum(channelNames),
    url: z.string(),
    at: z.number(),
  }),
  z.object({
    template: z.literal('confirm-channel'),
    url: z.string(),
    code: z.string(),
    codeLifetimeMs: z.number(),
    linkLifetimeMs: z.number(),
  }),
  z.object({ template: z.literal('email-claimed'), at: z.number() }),
  z.object({ template: z.literal('sign-in-locked'), until: z.number() }),
  z.object({
    template: z.literal('channel-reminder'),
    channel: z.enum(['contactMobile', 'contactEmail']),
    mask: z.string(),
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
