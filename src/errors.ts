/** The stable codes an operator finds in the log; messages may change, codes do not. */
export type ServiceErrorCode =
  | 'ERR_STORE_UNAVAILABLE'
  | 'ERR_STORE_LOCKED'
  | 'ERR_STORE_CORRUPT'
  | 'ERR_STORE_FULL'
  | 'ERR_STORE_BUSY'
  | 'ERR_DIRECTORY_UNAVAILABLE'
  | 'ERR_GATEWAY_UNAVAILABLE'
  | 'ERR_GATEWAY_REFUSED'
  | 'ERR_CHAT_UNAVAILABLE'
  | 'ERR_HASHING_BUSY'
  | 'ERR_CONFIG'
  | 'ERR_ASSETS_MISSING'

/** The code of an error of the system or a driver, such as `ENOENT` or an SQLSTATE; null when it has none. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

/**
 * An outage: something outside the program did not do its part. It is thrown, never returned;
 * a *refusal* (wrong, expired, too many) is a value instead, and any other throw is a bug.
 */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode
  /** Whether the same request may succeed later without anybody changing anything. */
  readonly retryable: boolean

  constructor(
    code: ServiceErrorCode,
    message: string,
    options: { retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'ServiceError'
    this.code = code
    this.retryable = options.retryable ?? false
  }
}
