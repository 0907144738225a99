import { ServiceError } from '../errors.ts'
import {
  directoryChannels,
  directoryKeys,
  type DirectoryAbilities,
  type DirectoryOutcome,
} from '../ports/directory.ts'

// What the homes of accounts have in common.

/** A directory that can do everything. */
export const everyAbility: DirectoryAbilities = {
  finds: directoryKeys,
  verifiesPassword: true,
  setsPassword: true,
  changes: directoryChannels,
  endsSessions: true,
  unlocks: true,
  knowsOperations: true,
}

/** A change that was made. */
export const done: DirectoryOutcome = { outcome: 'done' }

/** A change that is refused. @param words for the log, never of a person's values */
export const refused = (words: string): DirectoryOutcome => ({ outcome: 'refused', words })

/** A change that a directory does not make. */
export const notOffered = refused('this directory does not do so')

/**
 * `ERR_DIRECTORY_UNAVAILABLE`, without the words of others, which may quote whom they are about.
 *
 * @param code of the cause, or null where it has none; left out where nothing else was the cause
 */
export function unavailable(message: string, code?: string | null): ServiceError {
  if (code === undefined) {
    return new ServiceError('ERR_DIRECTORY_UNAVAILABLE', message, { retryable: true })
  }
  const cause = Object.assign(new Error('of the directory'), code === null ? {} : { code })
  return new ServiceError('ERR_DIRECTORY_UNAVAILABLE', message, { retryable: true, cause })
}
