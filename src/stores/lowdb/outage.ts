import { ServiceError } from '../../errors.ts'

/** The system's word for what went wrong (`ENOENT`, `ENOSPC`), or null when it is no error of the system's. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

/**
 * What a failed piece of work on the store's files is called outside.
 *
 * @param doing what was tried, naming the file, such as `writing /srv/latchkey/log-3`
 */
export function outage(error: unknown, doing: string): ServiceError {
  if (error instanceof ServiceError) return error
  const word = systemCode(error)
  const full = word === 'ENOSPC' || word === 'EDQUOT'
  const reason = error instanceof Error ? error.message : String(error)
  return new ServiceError(
    full ? 'ERR_STORE_FULL' : 'ERR_STORE_UNAVAILABLE',
    `${doing}: ${reason}`,
    {
      cause: error,
    },
  )
}

/** A place in a file that is not as this program wrote it. */
export interface Damage {
  readonly path: string
  /** Bytes from the beginning of the file. */
  readonly at: number
  readonly why: string
  /** What the operator can do; a backup unless something else helps. */
  readonly remedy?: string
}

const wayOut = 'Restore the whole folder from a backup'

/** Refuses a damaged file. The store is never started from a part of what it held, nor empty. */
export function corrupt({ path, at, why, remedy = wayOut }: Damage): ServiceError {
  return new ServiceError(
    'ERR_STORE_CORRUPT',
    `${path}, byte ${at}: ${why}. Nothing was changed. ${remedy}.`,
  )
}
