import { createTransport } from 'nodemailer'
import { errorCode, ServiceError } from '../errors.ts'
import type { Messenger } from '../ports/messenger.ts'

const limitMs = 10_000

/**
 * SMTP replies from 500 on are permanent (RFC 5321 section 4.2.1); other failures may be repeated. So may a TLS that does
 * not come about: whoever stands in between for a while must not make the mail be given up.
 */
function isPermanent(error: unknown): boolean {
  if (errorCode(error) === 'ETLS') return false
  const status = error instanceof Error && 'responseCode' in error ? error.responseCode : null
  return typeof status === 'number' && status >= 500
}

function failureFor(cause: unknown): ServiceError {
  if (isPermanent(cause)) {
    return new ServiceError('ERR_GATEWAY_REFUSED', 'the mail server refused the mail', { cause })
  }
  return new ServiceError('ERR_GATEWAY_UNAVAILABLE', 'the mail server cannot be reached', {
    retryable: true,
    cause,
  })
}

/** The address with STARTTLS demanded (RFC 3207); it has to stand there, since it wins over every other option. */
function encrypted(url: string): string {
  const address = new URL(url)
  address.searchParams.set('requireTLS', 'true')
  return address.href
}

/**
 * Sends mail over SMTP.
 *
 * @param options url such as `smtps://user:password@host`; from is the sender of every mail; mustEncrypt lets nothing, not
 *   even the password, out to a server that does not speak TLS with a certificate that can be checked
 */
export function createSmtpGateway(options: {
  readonly url: string
  readonly from: string
  readonly mustEncrypt: boolean
}): Messenger {
  const transport = createTransport({
    url: options.mustEncrypt ? encrypted(options.url) : options.url,
    pool: true,
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
  })
  return {
    async deliver({ id, to, subject, text, html }) {
      try {
        // One id for every try, so that a mailbox can tell a repeat.
        const messageId = `<${id}@latchkey.invalid>`
        await transport.sendMail({
          from: options.from,
          to,
          subject: subject ?? '',
          text,
          ...(html === null ? {} : { html }),
          messageId,
        })
      } catch (cause) {
        throw failureFor(cause)
      }
    },
    async pretend() {},
    async close() {
      transport.close()
    },
  }
}
