import { z } from 'zod'
import type { FlowInput } from '../../../src/flow/flow-setup.ts'

/** What the flow remembers between messages. */
export const contextSchema = z.object({
  defaultRegion: z.string(),
  /** The number as a stranger may see it; a decoy when there is none. */
  mask: z.string(),
  /** Why the last answer was no number, or null. */
  refused: z.string().nullable(),
  /** Different numbers in the last answer, each of them a button; E.164. */
  several: z.array(z.string()).default([]),
  misses: z.number(),
  /** The number typed, E.164; never compared here, so that right and wrong look alike. */
  mobile: z.string().nullable(),
})

export type Context = z.infer<typeof contextSchema>

/** The context a run begins with. */
export function initialContext({ given, defaultRegion }: FlowInput<'confirm-mobile'>): Context {
  return { defaultRegion, mask: given.mask, refused: null, several: [], misses: 0, mobile: null }
}
