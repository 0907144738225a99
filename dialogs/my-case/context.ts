import { z } from 'zod'
import { unsureKinds } from '../words/consent.ts'
import type { Gives } from '../../src/flow/flow-call.ts'
import { caseStates } from '../../src/domain/support-case.ts'
import type { FlowInput } from '../../src/flow/flow-setup.ts'

/** What the flow remembers between messages. */
export const contextSchema = z.object({
  /** The number that was asked for, or null for "my case". */
  number: z.number().nullable(),
  /** Whether the person came to take it back. */
  withdraws: z.boolean().default(false),
  /** The case as it stood when it was looked up. */
  support: z
    .object({
      number: z.number(),
      state: z.enum(caseStates),
      agent: z.string().nullable(),
      openedAt: z.number(),
      changedAt: z.number(),
      isReopenable: z.boolean(),
    })
    .nullable(),
  notice: z.enum(['bad-choice', ...unsureKinds]).nullable(),
  end: z.enum(['seen', 'unknown', 'withdrawn', 'reopened', 'too-late']),
})

export type Context = z.infer<typeof contextSchema>

/** How it came to its end, for its closing. */
export type Output = Gives<'my-case'>

/** The context a run begins with. */
export function initialContext({ given }: FlowInput<'my-case'>): Context {
  const number = given !== null && 'number' in given ? given.number : null
  const withdraws = given !== null && 'withdraw' in given
  return { number, withdraws, support: null, notice: null, end: 'seen' }
}
