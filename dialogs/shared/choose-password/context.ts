import { z } from 'zod'
import type { FlowInput } from '../../../src/flow/flow-setup.ts'

/** What the flow remembers between forms: nothing of the password, not even its hash. */
export const contextSchema = z.object({
  changed: z.boolean(),
  /** Whether people stand in for the question of who one is (S91); the proof itself is looked at where it counts. */
  isVouched: z.boolean(),
})

export type Context = z.infer<typeof contextSchema>

/** The context a run begins with. */
export function initialContext({ given }: FlowInput<'choose-password'>): Context {
  return { changed: false, isVouched: given?.isVouched ?? false }
}
