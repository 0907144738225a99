import { setTimeout as wait } from 'node:timers/promises'
import { Agent, type Dispatcher } from 'undici'
import { ServiceError } from '../errors.ts'

/** A channel's service answered with an error status. */
export class ChannelRefusal extends ServiceError {
  /** The HTTP status. */
  readonly status: number

  constructor(status: number) {
    super('ERR_CHAT_UNAVAILABLE', `the channel answered ${status}`, {
      retryable: status === 429 || status === 503,
    })
    this.name = 'ChannelRefusal'
    this.status = status
  }
}

/**
 * Runs calls of a channel's service, so that every failure of theirs is a ServiceError.
 *
 * @throws ServiceError whatever went wrong; `ERR_CHAT_UNAVAILABLE` for what the SDK or the check of the service URL threw
 */
export async function asServiceError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof ServiceError) throw cause
    throw new ServiceError('ERR_CHAT_UNAVAILABLE', 'the chat cannot be reached', { cause })
  }
}

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
 * It is undici's, on its dispatch interface: a call takes 22 µs of CPU there and 48 with node's own `http.request`.
 *
 * @param limitMs milliseconds
 */
export function createTransport({ limitMs }: { readonly limitMs: number }): Transport {
  // The time limit of a call is our own, and covers what undici's would each cover apart.
  const agent = new Agent({
    connections: 256,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: limitMs },
  })

  async function call(request: ConnectorCall): Promise<unknown> {
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
      void agent.destroy()
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
  readonly agent: Agent
  readonly token: string | null
  readonly limit: Limit
}

/** As a flat list, which is written as it is. */
function headersOf(token: string | null, hasBody: boolean): string[] {
  const headers = ['accept', 'application/json']
  if (token !== null) headers.push('authorization', `Bearer ${token}`)
  if (hasBody) headers.push('content-type', 'application/json')
  return headers
}

function exchange(call: ConnectorCall, { agent, token, limit }: Way): Promise<Answer> {
  const { service, path, method } = call
  const body = call.body === null ? null : JSON.stringify(call.body)
  const headers = headersOf(token, body !== null)
  return new Promise((resolve, reject) => {
    const reader = new AnswerReader(resolve, reject)
    limit.giveUp = (reason) => reader.giveUp(reason)
    agent.dispatch({ origin: service.origin, path, method, headers, body }, reader)
  })
}

/** Reads the answer to one call, and can give the call up at any moment of it. */
class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #resolve: (answer: Answer) => void
  readonly #reject: (error: Error) => void
  readonly #chunks: Buffer[] = []
  #size = 0
  #status = 0
  #retryAfterMs = 0
  #controller: Dispatcher.DispatchController | null = null
  #reason: Error | null = null

  constructor(resolve: (answer: Answer) => void, reject: (error: Error) => void) {
    this.#resolve = resolve
    this.#reject = reject
  }

  giveUp(reason: Error): void {
    this.#reason = reason
    this.#controller?.abort(reason)
    this.#reject(reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // What nobody waits for any more is not sent when a connection comes free.
    if (this.#reason === null) this.#controller = controller
    else controller.abort(this.#reason)
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status
    this.#retryAfterMs = retryAfter(headers['retry-after'])
  }

  onResponseData(controller: Dispatcher.DispatchController, bytes: Buffer): void {
    this.#size += bytes.length
    if (this.#size > maxAnswerBytes) controller.abort(new Error('the answer is too large'))
    else this.#chunks.push(bytes)
  }

  onResponseEnd(): void {
    const text = Buffer.concat(this.#chunks).toString('utf8')
    this.#resolve({ status: this.#status, retryAfterMs: this.#retryAfterMs, text })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#reject(error)
  }
}

/** `Retry-After` in milliseconds; one second when it is missing or not a number of seconds. */
function retryAfter(header: string | string[] | undefined): number {
  const seconds = typeof header === 'string' ? Number(header) : Number.NaN
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : 1_000
}

function contentOf(answer: Answer): unknown {
  if (answer.status < 200 || answer.status > 299) throw new ChannelRefusal(answer.status)
  try {
    return answer.text === '' ? null : JSON.parse(answer.text)
  } catch {
    return null
  }
}

/** What the system and undici say of a connection that was never made. */
const neverConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
])

function unreachable(cause: unknown): ServiceError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null
  // Only a connection that was never made proves that nothing arrived.
  const retryable = typeof code === 'string' && neverConnected.has(code)
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
