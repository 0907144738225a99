import { z } from 'zod'

/** What the flow remembers between messages; the page's address is shown once and kept nowhere. */
export const contextSchema = z.object({
  /** When the page offered last stops working, epoch ms. */
  expiresAt: z.number().nullable(),
  passed: z.boolean(),
  /** True after the person wrote something instead of opening the page. */
  reminded: z.boolean(),
})

export type Context = z.infer<typeof contextSchema>
