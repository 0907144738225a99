import { parseAccountId } from '../../src/domain/account-id.ts'
import { parseMobile } from '../../src/domain/mobile.ts'
import { recogniseIdentifier } from '../../src/domain/identifier-in-text.ts'
import { parseServerIp } from '../../src/domain/server-ip.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import { isReturnOf } from '../../src/flow/flow-setup.ts'
import type { Context, Method, Notice } from './context.ts'

/** What a value, once taken, is remembered as. */
type Taken = Pick<Context, 'method'> & Partial<Pick<Context, 'mobile' | 'accountId' | 'serverIp'>>

function read(method: Method, text: string, context: Context): Taken | null {
  switch (method) {
    case 'mobile': {
      const mobile = parseMobile(text, context.defaultRegion)
      return mobile.outcome === 'parsed' ? { method, mobile: mobile.e164 } : null
    }
    case 'account-id': {
      const accountId = parseAccountId(text)
      return accountId.outcome === 'parsed' ? { method, accountId: accountId.id } : null
    }
    case 'server-ip': {
      const ip = parseServerIp(text, { allowDocumentation: context.allowDocumentationIps })
      return ip.outcome === 'parsed' ? { method, serverIp: ip.ip } : null
    }
    default:
      return method satisfies never
  }
}

/** The value in an answer, in canonical form and ready to be remembered; null when there is none. */
export function taken(method: Method, context: Context, event: FlowEvent): Taken | null {
  if (event.type !== 'user.answered') return null
  return read(method, event.text, context)
}

/** A value that says by itself which method it belongs to (S12); null when it could be several or none. */
export function pasted(context: Context, event: FlowEvent): Taken | null {
  if (event.type !== 'user.answered') return null
  const kind = recogniseIdentifier(event.text, context.defaultRegion)
  return kind === null || kind === 'code' ? null : read(kind, event.text, context)
}

/** What was wrong with an answer that held no value. */
export function missed(method: Method, context: Context, event: FlowEvent): Notice | null {
  if (event.type !== 'user.answered') return null
  if (method === 'mobile') {
    const mobile = parseMobile(event.text, context.defaultRegion)
    return mobile.outcome === 'refused' ? { kind: 'bad-mobile', reason: mobile.reason } : null
  }
  if (method === 'account-id') {
    const id = parseAccountId(event.text)
    return id.outcome === 'refused' ? { kind: 'bad-account-id', reason: id.reason } : null
  }
  return badServerIp(event.text, context)
}

function badServerIp(text: string, context: Context): Notice | null {
  const ip = parseServerIp(text, { allowDocumentation: context.allowDocumentationIps })
  if (ip.outcome === 'parsed') return null
  const octets = ip.reason === 'octet' ? ip.octets : []
  return {
    kind: 'bad-server-ip',
    reason: ip.reason,
    octets: octets.map(({ position, value }) => ({ position, value })),
  }
}

/** The number that was typed in full, E.164; null when the person turned away instead. */
export const mobileIn = (event: FlowEvent): string | null =>
  isReturnOf(event, 'confirm-mobile') ? (event.output?.mobile ?? null) : null
