import http from 'node:http'
import https from 'node:https'
import { setTimeout as wait } from 'node:timers/promises'
import { ServiceError } from '../errors.ts'
import { ChannelRefusal } from './channel-refusal.ts'

/** One call of a channel's service. */
export interface ConnectorCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Scheme, host and port; its path counts for nothing. */
  readonly service: URL
  /** With its query, encoded. */
  readonly path: string
  readonly body: object | null
  /** Fetches the bearer token, within the call's time limit; null in anonymous mode. */
  readonly token: () => Promise<string | null>
}

/** Calls a channel's service; answers with the parsed JSON, or null when it sent none. */
export interface Transport {
  /**
   * Sends once, and again only on 429, after the time that asks for: an activity is not idempotent, so what may
   * have arrived is not sent a second time. Redirects are not followed.
   *
   * @throws ServiceError `ERR_CHAT_UNAVAILABLE`; retryable only when nothing can have been accepted. It is a
   *   ChannelRefusal when the service answered
   */
  call(call: ConnectorCall): Promise<unknown>
  /** Lets go of idle connections. */
  close(): void
}

interface Answer {
  readonly status: number
  readonly retryAfterMs: number
  readonly text: string
}

const maxAnswerBytes = 1_000_000

/**
 * Makes the HTTP client for channels: kept-alive connections, and one time limit for a whole call with its waits.
 *
 * @param limitMs milliseconds
 */
export function createTransport({ limitMs }: { readonly limitMs: number }): Transport {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 256 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 256 }),
  }

  async function call(request: ConnectorCall): Promise<unknown> {
    const agent = request.service.protocol === 'https:' ? agents['https:'] : agents['http:']
    const limit: Limit = { endsAt: performance.now() + limitMs, giveUp: null }
    // An AbortSignal.timeout() outlives the call by its whole limit and hangs listeners on the request: 3 % of a turn.
    const timer = setTimeout(() => limit.giveUp?.(new Error('no answer in time')), limitMs)
    try {
      const token = await within(limit, request.token())
      for (;;) {
        const answer = await exchange(request, { agent, token, limit })
        if (answer.status !== 429) return contentOf(answer)
        if (performance.now() + answer.retryAfterMs >= limit.endsAt)
          throw new ChannelRefusal(answer.status)
        await wait(answer.retryAfterMs)
      }
    } catch (error) {
      throw error instanceof ServiceError ? error : unreachable(error)
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    call,
    close: () => {
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}

/** When a call has to be over, and what ends the step of it that is under way then. */
interface Limit {
  /** As `performance.now()` counts. */
  readonly endsAt: number
  giveUp: ((reason: Error) => void) | null
}

interface Way {
  readonly agent: http.Agent
  readonly token: string | null
  readonly limit: Limit
}

/** As a flat list, which is written as it is: kept by name first, the headers took 7 µs of a call's 58. */
function headersOf({ service }: ConnectorCall, token: string | null, body: string | null) {
  const host = ['host', service.host, 'accept', 'application/json']
  const bearer = token === null ? [] : ['authorization', `Bearer ${token}`]
  if (body === null) return [...host, ...bearer]
  const length = String(Buffer.byteLength(body))
  return [...host, ...bearer, 'content-type', 'application/json', 'content-length', length]
}

function exchange(call: ConnectorCall, { agent, token, limit }: Way): Promise<Answer> {
  const { service, path, method } = call
  const body = call.body === null ? null : JSON.stringify(call.body)
  const headers = headersOf(call, token, body)
  const { hostname, port } = service
  const options = { hostname: hostname.replace(/^\[|\]$/g, ''), port, path, method, agent, headers }
  return new Promise((resolve, reject) => {
    const open = service.protocol === 'https:' ? https.request : http.request
    const request = open(options, (response) => {
      readAnswer(response).then(resolve, reject)
    })
    limit.giveUp = (reason) => request.destroy(reason)
    request.on('error', reject)
    request.end(body)
  })
}

function readAnswer(response: http.IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve, reject) => {
    response.on('data', (bytes: Buffer) => {
      size += bytes.length
      if (size > maxAnswerBytes) response.destroy(new Error('the answer is too large'))
      else chunks.push(bytes)
    })
    response.on('error', reject)
    response.on('end', () =>
      resolve({
        status: response.statusCode ?? 0,
        retryAfterMs: retryAfter(response.headers['retry-after']),
        text: Buffer.concat(chunks).toString('utf8'),
      }),
    )
  })
}

/** `Retry-After` in milliseconds; one second when it is missing or not a number of seconds. */
function retryAfter(header: string | undefined): number {
  const seconds = Number(header)
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : 1_000
}

function contentOf(answer: Answer): unknown {
  if (answer.status < 200 || answer.status > 299) throw new ChannelRefusal(answer.status)
  try {
    return answer.text === '' ? null : JSON.parse(answer.text)
  } catch {
    return null
  }
}

function unreachable(cause: unknown): ServiceError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null
  // Only a connection that was never made proves that nothing arrived.
  const retryable = code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN'
  return new ServiceError('ERR_CHAT_UNAVAILABLE', 'the channel could not be reached', {
    retryable,
    cause,
  })
}

/** The SDK's token request has no time limit of its own. */
function within<T>(limit: Limit, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    limit.giveUp = reject
    work.then(resolve, reject)
  })
}
