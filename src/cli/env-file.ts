import { ServiceError } from '../errors.ts'

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/**
 * Adds the variables of `.env` in the working folder; those already set win. No such file is no fault.
 *
 * @throws ServiceError `ERR_CONFIG` when it is there and cannot be read: going on without it could mean other limits
 */
export function loadEnvFile(): void {
  try {
    process.loadEnvFile()
  } catch (error) {
    if (isMissing(error)) return
    const reason = error instanceof Error ? error.message : String(error)
    throw new ServiceError('ERR_CONFIG', `.env cannot be read: ${reason}`, { cause: error })
  }
}
