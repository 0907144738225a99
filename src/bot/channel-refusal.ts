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
