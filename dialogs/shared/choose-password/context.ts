import { z } from 'zod'
import type { FlowInput } from '../../../src/flow/flow-setup.ts'

/** What the flow remembers between forms: nothing of the password, not even its hash. */
export const contextSchema = z.object({
  changed: z.boolean(),
  /** Whether people stand in for the question of who one is (S91); the proof itself is looked at where it counts. */
  isVouched: z.boolean(),
  /** Whether the identity was proven already: a directory did not take the first password. */
  isProven: z.boolean().default(false),
  /** Why the password was not changed, once that was tried; null otherwise. */
  why: z.enum(['proof', 'directory', 'unknown']).nullable().default(null),
})

export type Context = z.infer<typeof contextSchema>

/** The context a run begins with. */
export function initialContext({ given }: FlowInput<'choose-password'>): Context {
  return { changed: false, isVouched: given?.isVouched ?? false, isProven: false, why: null }
}
