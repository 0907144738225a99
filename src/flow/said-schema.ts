import { z } from 'zod'
import { deskCardSchema } from './desk.ts'
import { locales } from './locale.ts'
import type { Said } from './reply.ts'

const choice = z.object({ id: z.string(), label: z.string(), also: z.array(z.string()) })

const field = z.object({
  id: z.enum(['country', 'value']),
  kind: z.enum(['mobile', 'code', 'account-id', 'server-ip', 'email', 'country']),
  label: z.string(),
  placeholder: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  initial: z.string().nullable(),
})

/** Reads a message of the assistant back from where it was kept. */
export const saidSchema: z.ZodType<Said> = z.object({
  text: z.string(),
  choices: z.array(choice),
  form: z.object({ fields: z.array(field), submit: z.string() }).nullable(),
  link: z.object({ label: z.string(), url: z.string() }).nullable(),
  step: z.object({
    flow: z.string(),
    prompt: z.string(),
    stack: z.array(z.string()),
    question: z.number(),
  }),
  locale: z.enum(locales),
  card: deskCardSchema.optional(),
  isVerbatim: z.boolean().optional(),
  mention: z.object({ chatChannel: z.string(), id: z.string(), name: z.string() }).optional(),
  event: z
    .object({
      name: z.enum(['handoff.initiate', 'handoff.status']),
      value: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      transcript: z.array(z.object({ by: z.enum(['user', 'bot']), text: z.string() })),
    })
    .optional(),
})
