import { readServerIp } from '../../src/domain/address-in-text.ts'
import type { ValueRead } from '../../src/domain/found-value.ts'
import { readAccountId, readMobile, valueRules, valuesIn } from '../../src/domain/value-in-text.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import { isReturnOf } from '../../src/flow/flow-setup.ts'
import { answerIn } from '../words/value-entry.ts'
import { lookupOf, type Context, type Method, type Notice } from './context.ts'

/** What a value, once taken, is remembered as. */
type Taken = Pick<Context, 'method'> & Partial<Pick<Context, 'mobile' | 'accountId' | 'serverIp'>>

function read(method: Method, text: string, context: Context): ValueRead<unknown> {
  if (method === 'mobile') return readMobile(text, context.defaultRegion)
  return method === 'account-id'
    ? readAccountId(text, context.accountIds, 'asked')
    : readServerIp(text, valueRules(context))
}

function remembered(method: Method, value: string): Taken {
  const names = { mobile: 'mobile', 'account-id': 'accountId', 'server-ip': 'serverIp' } as const
  return { method, [names[method]]: value }
}

/** The value in an answer, in canonical form and ready to be remembered; null when there is none, or several. */
export function taken(method: Method, context: Context, event: FlowEvent): Taken | null {
  const text = answerIn(event)
  const found = text === null ? null : read(method, text, context)
  return found?.outcome === 'one' ? remembered(method, found.value) : null
}

/** Values that an account can be looked for by, and codes, in an answer. */
function valuesOf(context: Context, event: FlowEvent): ReturnType<typeof valuesIn> {
  const text = answerIn(event)
  const values = text === null ? [] : valuesIn(text, valueRules(context))
  return values.filter(({ kind }) => kind !== 'email')
}

/** A value that says by itself which method it belongs to (S12); null when it could be several or none. */
export function pasted(context: Context, event: FlowEvent): Taken | null {
  const found = valuesOf(context, event)
  const [only] = found
  if (only === undefined || only.kind === 'email' || only.kind === 'code') return null
  const [value] = only.values
  const isOne = found.length === 1 && only.values.length === 1
  return isOne && value !== undefined ? remembered(only.kind, value) : null
}

/** Values of which each could be looked for, where nothing says which is meant; null for one, and for none. */
export function severalPasted(context: Context, event: FlowEvent): Notice | null {
  const found = valuesOf(context, event).flatMap(({ kind, values }) =>
    kind === 'code' ? [] : values,
  )
  return found.length > 1 ? { kind: 'several', values: found.slice(0, mostValues) } : null
}

/** More values than these are a list, of which nobody means one. */
const mostValues = 3

/** Whether an answer takes the place of another value of the same kind that is in use already. */
export function corrects(context: Context, now: Taken | null): boolean {
  if (now === null || now.method !== context.method) return false
  const before = lookupOf(context).value
  return before !== '' && before !== lookupOf({ ...context, ...now }).value
}

/** What was wrong with an answer that held no value, or more than one. */
export function missed(method: Method, context: Context, event: FlowEvent): Notice | null {
  const text = answerIn(event)
  if (text === null) return null
  const found = read(method, text, context)
  if (found.outcome === 'several') return { kind: 'several', values: [...found.values] }
  if (method === 'server-ip') return badServerIp(text, context)
  const { outcome, refusal } =
    method === 'mobile'
      ? { refusal: null, ...readMobile(text, context.defaultRegion) }
      : { refusal: null, ...readAccountId(text, context.accountIds, 'asked') }
  if (outcome !== 'none' || refusal === null) return null
  return { kind: `bad-${method}`, reason: refusal }
}

function badServerIp(text: string, context: Context): Notice | null {
  const ip = readServerIp(text, valueRules(context))
  if (ip.outcome !== 'none') return null
  const { refusal } = ip
  const octets = refusal.reason === 'octet' ? refusal.octets : []
  return {
    kind: 'bad-server-ip',
    reason: refusal.reason,
    octets: octets.map(({ position, value }) => ({ position, value })),
  }
}

/** The number that was typed in full, E.164; null when the person turned away instead. */
export const mobileIn = (event: FlowEvent): string | null =>
  isReturnOf(event, 'confirm-mobile') ? (event.output?.mobile ?? null) : null
