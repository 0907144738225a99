import { ServiceError } from '../errors.ts'
import type { Messenger } from '../ports/messenger.ts'

const limitMs = 10_000
const tooMany = 429

function unavailable(cause?: unknown): ServiceError {
  return new ServiceError('ERR_GATEWAY_UNAVAILABLE', 'the SMS gateway cannot be reached', {
    retryable: true,
    cause,
  })
}

/**
 * Sends texts through a provider's HTTP interface: `POST` with `{ "id", "to", "text" }` as JSON, the token as a bearer
 * token, and the id as `Idempotency-Key` too, so that a request of unknown outcome can be repeated.
 *
 * @param options token null for a gateway that asks for none
 */
export function createHttpSmsGateway(options: {
  readonly url: string
  readonly token: string | null
}): Messenger {
  const { url, token } = options
  const authorization: Record<string, string> =
    token === null ? {} : { authorization: `Bearer ${token}` }
  return {
    async deliver({ id, to, text }) {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        headers: { 'content-type': 'application/json', 'idempotency-key': id, ...authorization },
        body: JSON.stringify({ id, to, text }),
        signal: AbortSignal.timeout(limitMs),
      }).catch((cause: unknown) => {
        throw unavailable(cause)
      })
      await response.body?.cancel()
      if (response.ok) return
      if (response.status >= 500 || response.status === tooMany) throw unavailable()
      throw new ServiceError('ERR_GATEWAY_REFUSED', `the SMS gateway answered ${response.status}`)
    },
    async pretend() {},
    async close() {},
  }
}

/** Stands where no gateway for texts is set up: what gets here all the same is refused for good, and logged. */
export const noSmsGateway: Messenger = {
  async deliver() {
    throw new ServiceError('ERR_GATEWAY_REFUSED', 'there is no SMS_URL: no text can be sent')
  },
  async pretend() {},
  async close() {},
}

/** Sends each message by its own medium. */
export function createMessenger(by: {
  readonly sms: Messenger
  readonly email: Messenger
}): Messenger {
  return {
    deliver: async (message) => by[message.medium].deliver(message),
    pretend: async (message) => by[message.medium].pretend(message),
    async close() {
      await Promise.all([by.sms.close(), by.email.close()])
    },
  }
}
