import { z } from 'zod'
import { letterSchema } from '../flow/letter.ts'
import { locales } from '../flow/locale.ts'
import { saidSchema } from '../flow/reply.ts'
import type { Message } from './message.ts'

/** Reads a message back from the outbox. */
export const messageSchema: z.ZodType<Message> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('letter'),
    medium: z.enum(['sms', 'email']),
    to: z.string().nullable(),
    locale: z.enum(locales),
    letter: letterSchema,
  }),
  z.object({
    kind: z.literal('chat'),
    reference: z.string(),
    locale: z.enum(locales),
    said: z.array(saidSchema),
  }),
  z.object({ kind: z.literal('desk'), desk: z.string(), number: z.number() }),
])
