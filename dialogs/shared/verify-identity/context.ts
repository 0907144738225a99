import { z } from 'zod'
import {
  identityObstacles,
  identityPurposes,
  wayIds,
  type CodeTarget,
} from '../../../src/flow/code.ts'
import type { Gives } from '../../../src/flow/flow-call.ts'
import type { FlowInput } from '../../../src/flow/flow-setup.ts'
import { identityNotice } from '../../../src/flow/identity-notice.ts'

const lookup = z.object({
  by: z.enum(['mobile', 'account-id', 'server-ip']),
  value: z.string(),
})

const way = z.object({ id: z.enum(wayIds), medium: z.enum(['sms', 'email']), mask: z.string() })

/** Why the identity was not proven. */
const reasons = [
  ...identityObstacles,
  'exhausted',
  'too-many',
  'lost',
  'left',
] as const satisfies readonly Gives<'verify-identity'>['reason'][]

/** What the flow remembers between messages; never a code. */
export const contextSchema = z.object({
  purpose: z.enum(['sign-in', ...identityPurposes]),
  /** Whose code is asked for when nobody is signed in yet; null for the own account. */
  lookup: lookup.nullable(),
  /** The verified ways of the own account; the code goes by the chosen one. */
  ways: z.array(way),
  way: z.enum(wayIds).nullable(),
  /** Epoch ms, of the code that was sent last. */
  codeExpiresAt: z.number().nullable(),
  notice: identityNotice.nullable(),
  misses: z.number(),
  proven: z.boolean(),
  reason: z.enum(reasons).nullable(),
})

export type Context = z.infer<typeof contextSchema>

/** The context a run begins with. */
export function initialContext({ given }: FlowInput<'verify-identity'>): Context {
  return {
    purpose: given.purpose,
    lookup: 'lookup' in given ? given.lookup : null,
    ways: [],
    way: null,
    codeExpiresAt: null,
    notice: null,
    misses: 0,
    proven: false,
    reason: null,
  }
}

/** Whom the code goes to. */
export function targetOf({ lookup: asked, way: chosen }: Context): CodeTarget {
  return asked ?? { by: 'own', way: chosen ?? 'recoveryMobile' }
}

/** The ways besides the one the last code went by. */
export function otherWays({ ways, way: chosen }: Context): Context['ways'] {
  return ways.filter(({ id }) => id !== chosen)
}
