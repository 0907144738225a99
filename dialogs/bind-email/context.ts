import { z } from 'zod'
import { unsureKinds } from '../words/consent.ts'
import type { Gives } from '../../src/flow/flow-call.ts'

const ends = [
  'bound',
  'unbound',
  'refused',
  'not-confirmed',
  'not-proven',
  'left',
] as const satisfies readonly Output['end'][]

const notices = ['bad-email', 'several', 'same', 'choose', 'reminded', ...unsureKinds] as const

/** What the flow remembers between messages. */
export const contextSchema = z.object({
  /** The mask of the login email that is bound; null for none. */
  bound: z.string().nullable(),
  hasPassword: z.boolean(),
  unbinds: z.boolean(),
  /** Canonical, as typed; null while there is none, and to unbind. */
  address: z.string().nullable(),
  /** Its mask. */
  after: z.string(),
  notice: z.enum(notices).nullable(),
  /** Different addresses in the last answer, each of them a button. */
  candidates: z.array(z.string()).default([]),
  misses: z.number(),
  /** Whether a first password was set on its page. */
  setPassword: z.boolean(),
  end: z.enum(ends).nullable(),
  /** Why not: as verify-identity told it, or a refusal. */
  why: z.string().nullable(),
})

export type Context = z.infer<typeof contextSchema>

/** How it came to its end, for its closing. */
export type Output = Gives<'bind-email'>

/** The context every run begins with. */
export const blank: Context = {
  bound: null,
  hasPassword: true,
  unbinds: false,
  address: null,
  after: '',
  notice: null,
  candidates: [],
  misses: 0,
  setPassword: false,
  end: null,
  why: null,
}
