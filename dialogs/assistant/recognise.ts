import { parseAccountId } from '../../src/domain/account-id.ts'
import { parseMobile } from '../../src/domain/mobile.ts'
import { recogniseIdentifier } from '../../src/domain/identifier-in-text.ts'
import { parseServerIp } from '../../src/domain/server-ip.ts'
import type { FlowSettings, Opening } from '../../src/flow/assistant.ts'

type Method = 'mobile' | 'account-id' | 'server-ip'

function canonical(by: Method, text: string, settings: FlowSettings): string | null {
  switch (by) {
    case 'mobile': {
      const mobile = parseMobile(text, settings.defaultRegion)
      return mobile.outcome === 'parsed' ? mobile.e164 : null
    }
    case 'account-id': {
      const id = parseAccountId(text)
      return id.outcome === 'parsed' ? id.id : null
    }
    case 'server-ip': {
      const allowDocumentation = settings.allowDocumentationIps
      const ip = parseServerIp(text, { allowDocumentation })
      return ip.outcome === 'parsed' ? ip.ip : null
    }
    default:
      return by satisfies never
  }
}

/**
 * What a value pasted at the menu leads to (S12): looking for the account it belongs to, once the person has said
 * yes. A private address is asked for again at once, with the reason.
 */
export function recognise(text: string, settings: FlowSettings): Opening | null {
  const kind = recogniseIdentifier(text, settings.defaultRegion)
  if (kind === null) return null
  if (kind === 'code') return { kind: 'code' }
  const value = canonical(kind, text, settings)
  const open = { kind: 'flow', flow: 'retrieve-account' } as const
  if (value !== null) return { ...open, given: { lookup: { by: kind, value } }, replay: [] }
  return {
    ...open,
    given: null,
    replay: [
      { type: 'user.chose', choice: kind },
      { type: 'user.answered', text },
    ],
  }
}
