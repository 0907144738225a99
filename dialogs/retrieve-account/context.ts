import { z } from 'zod'
import { unsureKinds } from '../words/consent.ts'
import { accountIdsSchema, severalValues } from '../words/value-entry.ts'
import type { Gives } from '../../src/flow/flow-call.ts'
import type { Lookup } from '../../src/flow/code.ts'
import type { FlowInput } from '../../src/flow/flow-setup.ts'
import { codeNotices } from '../../src/flow/identity-notice.ts'

const method = z.enum(['mobile', 'account-id', 'server-ip'])

/** Why the last answer did not do, or what the person should know before the question is asked again. */
const notice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bad-mobile'), reason: z.string() }),
  z.object({ kind: z.literal('bad-account-id'), reason: z.string() }),
  z.object({
    kind: z.literal('bad-server-ip'),
    reason: z.string(),
    /** The numbers over 255 or with a leading zero, and where they stand (S31). */
    octets: z.array(z.object({ position: z.number(), value: z.string() })),
  }),
  severalValues,
  /** Another value was typed after one that is used already, and takes its place. */
  z.object({ kind: z.literal('corrected'), value: z.string() }),
  /** Another end of the number was typed: whether that is the number is asked. */
  z.object({ kind: z.literal('meant') }),
  z.object({ kind: z.literal('bad-method') }),
  z.object({ kind: z.enum(unsureKinds) }),
  ...codeNotices,
  z.object({ kind: z.literal('same-number') }),
  z.object({ kind: z.literal('got-nothing') }),
  z.object({ kind: z.literal('no-mobile') }),
])

/** How it came to its end. */
const output: z.ZodType<Gives<'retrieve-account'>> = z.discriminatedUnion('end', [
  z.object({ end: z.literal('informed'), by: method }),
  z.object({ end: z.literal('exhausted') }),
  z.object({ end: z.literal('too-many'), until: z.number() }),
  z.object({ end: z.literal('left') }),
])

/** What the flow remembers between messages: what was typed and shown, never a code or whom it belongs to. */
export const contextSchema = z.object({
  defaultRegion: z.string(),
  allowDocumentationIps: z.boolean(),
  accountIds: accountIdsSchema,
  method: method.nullable(),
  mobile: z.string().nullable(),
  accountId: z.string().nullable(),
  serverIp: z.string().nullable(),
  mask: z.string().nullable(),
  /** Epoch ms, of the code that was sent last. */
  codeExpiresAt: z.number().nullable(),
  notice: notice.nullable(),
  /** True while a value pasted at the menu waits for a yes. */
  confirming: z.boolean(),
  /** Answers in a row that did not do. */
  misses: z.number(),
  /** Look-ups and codes that the last human check still covers. */
  passes: z.number(),
  /** Set on the way out. */
  end: output.nullable(),
})

export type Context = z.infer<typeof contextSchema>
export type Method = z.infer<typeof method>
export type Notice = z.infer<typeof notice>

/** How it came to its end, for its closing. */
export type Output = Gives<'retrieve-account'>

/** The context a run begins with. */
export function initialContext(input: FlowInput<'retrieve-account'>): Context {
  const { given } = input
  const lookup = given !== null && 'lookup' in given ? given.lookup : null
  const again = given !== null && 'again' in given ? given.again : null
  const valueOf = (by: Method) => (lookup?.by === by ? lookup.value : null)
  return {
    defaultRegion: input.defaultRegion,
    allowDocumentationIps: input.allowDocumentationIps,
    accountIds: input.accountIds,
    method: lookup?.by ?? again,
    mobile: valueOf('mobile'),
    accountId: valueOf('account-id'),
    serverIp: valueOf('server-ip'),
    mask: null,
    codeExpiresAt: null,
    notice: given !== null && 'gotNothing' in given ? { kind: 'got-nothing' } : null,
    confirming: lookup !== null,
    misses: 0,
    passes: 0,
    end: null,
  }
}

/** What the account is looked for by, once a value of the chosen method was taken. */
export function lookupOf(context: Context): Lookup {
  const values = {
    mobile: context.mobile,
    'account-id': context.accountId,
    'server-ip': context.serverIp,
  }
  const by = context.method ?? 'mobile'
  return { by, value: values[by] ?? '' }
}
