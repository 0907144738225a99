import { expect } from 'chai'
import { ServiceError, type ServiceErrorCode } from '../../src/errors.ts'

/** The error with which something is refused; fails when it is not, or with another code. */
export async function refusal(
  work: Promise<unknown>,
  code: ServiceErrorCode,
): Promise<ServiceError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).to.be.instanceOf(ServiceError)
  expect(error).to.have.property('code', code)
  if (error instanceof ServiceError) return error
  throw new Error('not refused')
}
