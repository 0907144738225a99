import { readAgentName } from '../domain/inert-text.ts'
import type { ChatPass } from './chat-tokens.ts'

/** What a page says when it asks for a token; whose chat it gets is the server's to say. */
export interface TokenRequest {
  /** BCP 47, or null for none and for what is no language. */
  readonly locale: string | null
  /** As whom it joins the desk; null in a customer's chat, `malformed` for a name nobody may have. */
  readonly desk: ChatPass['desk'] | 'malformed'
}

/** Reads the body of a request for a token; an empty one asks for a customer's chat. */
export function readTokenRequest(body: unknown): TokenRequest {
  const told: Readonly<Record<string, unknown>> =
    typeof body === 'object' && body !== null ? { ...body } : {}
  const { locale, desk = null } = told
  return {
    locale: typeof locale === 'string' && /^[\w-]{2,35}$/u.test(locale) ? locale : null,
    desk: desk === null ? null : agentIn(desk),
  }
}

function agentIn(desk: unknown): TokenRequest['desk'] {
  const told = typeof desk === 'object' && desk !== null && 'name' in desk ? desk.name : null
  const name = readAgentName(told)
  return name === null ? 'malformed' : { name }
}
