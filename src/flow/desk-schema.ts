import { z } from 'zod'
import { deskFieldIds, deskVerbs, type DeskCard } from './desk.ts'

const tone = z.enum(['default', 'good', 'warning', 'attention', 'subtle'])

const field = z.object({
  id: z.enum(deskFieldIds),
  kind: z.enum(['line', 'paragraph', 'choice']),
  label: z.string(),
  placeholder: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  isRequired: z.boolean(),
})

const action = z.object({
  verb: z.enum(deskVerbs),
  label: z.string(),
  number: z.number().nullable(),
  revision: z.number().nullable(),
  fields: z.array(field),
  style: z.enum(['default', 'positive', 'destructive']),
})

const line = z.object({ text: z.string(), isQuoted: z.boolean(), tone })

/** Reads a card of the desk back from where it was kept. */
export const deskCardSchema: z.ZodType<DeskCard> = z.object({
  title: z.string(),
  subtitle: z.string().nullable(),
  tone,
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  sections: z.array(z.object({ heading: z.string(), lines: z.array(line) })),
  actions: z.array(action),
})
