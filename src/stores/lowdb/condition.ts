import { ServiceError } from '../../errors.ts'

/** Whether the store still works, and who hears when it stops. */
export interface Condition {
  /** @throws ServiceError once the store has stopped or was closed */
  ready(): void
  /** Stops the store for good; only the first reason counts. */
  stop(reason: ServiceError): void
  /** Stops the store without telling anybody. */
  end(): void
  onFailure(listener: (error: ServiceError) => void): void
}

/** The condition of a store that works. */
export function createCondition(dir: string): Condition {
  const listeners: ((error: ServiceError) => void)[] = []
  let failure: ServiceError | null = null
  let ended = false
  return {
    ready() {
      if (failure !== null) throw failure
      if (ended) throw new ServiceError('ERR_STORE_UNAVAILABLE', `the store in ${dir} is closed`)
    },
    stop(reason) {
      if (failure !== null) return
      failure = reason
      for (const listener of listeners) listener(reason)
    },
    end() {
      ended = true
    },
    onFailure(listener) {
      if (failure === null) listeners.push(listener)
      else listener(failure)
    },
  }
}
