/**
 * A delivery or a call that is not allowed, or cannot be checked now. A class of our own, since the SDK's
 * `AuthenticationError` would have the whole SDK loaded wherever the two are told apart.
 */
export class Refusal extends Error {
  /** What the HTTP answer has: 401 without a good token, 403 for an address that is not allowed, 503 for an outage. */
  readonly statusCode: 401 | 403 | 503

  constructor(message: string, statusCode: Refusal['statusCode']) {
    super(message)
    this.name = 'Refusal'
    this.statusCode = statusCode
  }
}
