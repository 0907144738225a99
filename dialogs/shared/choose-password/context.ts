import { z } from 'zod'
import type { FlowInput } from '../../../src/flow/flow-setup.ts'

/** What the flow remembers between forms: nothing of the password, not even its hash. */
export const contextSchema = z.object({
  changed: z.boolean(),
  /** Whether people stand in for the question of who one is (S91); the proof itself is looked at where it counts. */
  isVouched: z.boolean(),
})

export type Context = z.infer<typeof contextSchema>

/** Whether the new password counts now. */
export interface Output extends Record<string, unknown> {
  readonly changed: boolean
}

const givenSchema = z.object({ isVouched: z.boolean() }).catch({ isVouched: false })

/** The context a run begins with. */
export function initialContext({ given }: FlowInput<'choose-password'>): Context {
  return { changed: false, ...givenSchema.parse(given) }
}
