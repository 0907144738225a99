import {
  jsonResponse,
  retryLater,
  type WebRequest,
  type WebResponse,
} from '../ports/web-handler.ts'

/** The token that a request comes with; null for none. */
export function bearer(request: WebRequest): string | null {
  return /^Bearer (\S+)$/iu.exec(request.headers['authorization'] ?? '')?.[1] ?? null
}

/** The one refusal of a token, at which Web Chat asks for a new one. */
export function notYours(): WebResponse {
  return refused(403, 'TokenExpired', 'This chat needs a new token.')
}

/** The answer to whoever asks too much at once, and when to ask again, s. */
export function later(status: 429 | 503, seconds: number): WebResponse {
  return retryLater(refused(status, 'TooMuchAtOnce', 'Please try again in a moment.'), seconds)
}

/** A refusal in Direct Line's JSON. */
export function refused(status: number, code: string, message: string): WebResponse {
  return jsonResponse(status, { error: { code, message } })
}
