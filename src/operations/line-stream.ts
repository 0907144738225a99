import type { Socket } from 'node:net'
import { ServiceError } from '../errors.ts'

/** The longest line either side takes: a row of the largest size with every character escaped. */
const maxLineBytes = 512 * 1024

/** The one failure of a conversation over the socket; nothing is known about the work that was under way. */
export function connectionLost(message: string, cause?: unknown): ServiceError {
  return new ServiceError('ERR_STORE_UNAVAILABLE', message, { cause })
}

/**
 * The lines that come in, each parsed as JSON; ends when the other side does.
 *
 * @throws ServiceError `ERR_STORE_UNAVAILABLE` for a line that is too long or not JSON, and when the socket fails
 */
export async function* readMessages(socket: Socket): AsyncGenerator {
  let kept: Buffer = Buffer.alloc(0)
  try {
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      kept = Buffer.concat([kept, Buffer.from(chunk)])
      for (let end = kept.indexOf(10); end >= 0; end = kept.indexOf(10)) {
        yield parseMessage(kept.subarray(0, end).toString('utf8'))
        kept = kept.subarray(end + 1)
      }
      if (kept.length > maxLineBytes) throw connectionLost('The other side sent an endless line.')
    }
  } catch (error) {
    if (error instanceof ServiceError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw connectionLost(`The connection broke: ${reason}`, error)
  }
}

function parseMessage(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw connectionLost('The other side does not speak the protocol of this command.', error)
  }
}

/**
 * Sends one line and waits until it was taken, so that a slow reader slows the writer down.
 *
 * @throws ServiceError `ERR_STORE_UNAVAILABLE` when the connection is gone
 */
export function sendMessage(socket: Socket, message: object): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(`${JSON.stringify(message)}\n`, (error) => {
      if (error === null || error === undefined) resolve()
      else reject(connectionLost('The connection broke.', error))
    })
  })
}
