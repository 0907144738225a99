import { z } from 'zod'
import { unsureKinds } from '../words/consent.ts'
import { readEmail } from '../../src/domain/address-in-text.ts'
import type { Claim } from '../../src/domain/claim.ts'
import { readAccountId } from '../../src/domain/value-in-text.ts'
import type { FlowInput } from '../../src/flow/flow-setup.ts'
import type { Gives } from '../../src/flow/flow-call.ts'

const answer = z.string().nullable()

const claim: z.ZodType<Claim> = z.object({
  account: answer,
  company: answer,
  since: answer,
  holder: answer,
  evidence: answer,
  reach: answer,
})

/** What the flow remembers between messages. */
export const contextSchema = z.object({
  /** ISO 3166, for hiding numbers in what the person writes. */
  region: z.string(),
  claim,
  /** The account as far as an ID or a login email says which it is. */
  named: z.object({ by: z.enum(['account-id', 'login-email']), value: z.string() }).nullable(),
  notice: z.enum(['too-short', ...unsureKinds]).nullable(),
  misses: z.number(),
  number: z.number().nullable(),
  /** When somebody will be there, or may be asked again, epoch ms. */
  until: z.number().nullable(),
  /** IANA, for telling that time. */
  timeZone: z.string(),
  end: z.enum(['opened', 'appended', 'delayed', 'left']),
})

export type Context = z.infer<typeof contextSchema>

/** How it came to its end, for its closing. */
export type Output = Gives<'claim-account'>

/** The context a run begins with. */
export const initialContext = ({ defaultRegion }: FlowInput<'claim-account'>): Context => ({
  region: defaultRegion,
  claim: { account: null, company: null, since: null, holder: null, evidence: null, reach: null },
  named: null,
  notice: null,
  misses: 0,
  number: null,
  until: null,
  timeZone: 'UTC',
  end: 'left',
})

/** The one account ID or mail address in a text; null for none, and for several. */
export function accountNamed(text: string): Context['named'] {
  const id = readAccountId(text)
  if (id.outcome === 'one') return { by: 'account-id', value: id.value }
  const email = readEmail(text)
  return email.outcome === 'one' ? { by: 'login-email', value: email.value } : null
}
