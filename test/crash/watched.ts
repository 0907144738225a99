import { ServiceError } from '../../src/errors.ts'
import type { CollectionName, IndexName } from '../../src/ports/collections.ts'
import type { DeskChannel } from '../../src/ports/desk-channel.ts'
import type { Directory } from '../../src/ports/directory.ts'
import type { ReadAhead, Reads, Store } from '../../src/ports/store.ts'
import type { Fault } from './faults.ts'
import type { Life } from './life.ts'
import type { Model } from './model.ts'

/** A store as one process has it; every trip to it is a step, and the model learns of every commit. */
export function watchStore(store: Store, life: Life, model: Model): Store {
  const { ahead } = store
  const read = async <T>(work: () => Promise<T>): Promise<T> => life.take('store read', work)
  return {
    ...store,
    get: async <C extends CollectionName>(collection: C, key: string) =>
      read(async () => store.get(collection, key)),
    find: async <C extends CollectionName>(
      collection: C,
      index: IndexName<C>,
      options: { readonly value: string; readonly limit?: number },
    ) => read(async () => store.find(collection, index, options)),
    due: async (collection, options) => read(async () => store.due(collection, options)),
    claim: async (collection, request) =>
      life.take('store claim', async () => store.claim(collection, request)),
    commit: async (changes) =>
      life.take('store commit', async () =>
        model.commit(changes, async () => store.commit(changes)),
      ),
    ...(ahead === undefined
      ? {}
      : {
          ahead: async (likely: ReadAhead, rest: Reads) => read(async () => ahead(likely, rest)),
        }),
  }
}

/** What a chat's service throws: when an answer was lost, nobody knows whether it was told. */
export const chatAway = (fault: Fault): ServiceError =>
  new ServiceError('ERR_CHAT_UNAVAILABLE', 'the chat is away', { retryable: fault === 'fails' })

/** What a gateway throws. */
export const gatewayAway = (): ServiceError =>
  new ServiceError('ERR_GATEWAY_UNAVAILABLE', 'the gateway is away', { retryable: true })

const directoryAway = (): ServiceError =>
  new ServiceError('ERR_DIRECTORY_UNAVAILABLE', 'the directory is away', { retryable: true })

/** Channels of support as one process reaches them. */
export function watchDesk(channel: DeskChannel, life: Life): DeskChannel {
  const take = async <T>(work: () => Promise<T>): Promise<T> =>
    life.take('desk is told', work, chatAway)
  return {
    ...channel,
    post: async (message) => take(async () => channel.post(message)),
    update: async (message) => take(async () => channel.update(message)),
    remove: async (message) => take(async () => channel.remove(message)),
  }
}

/** A directory as one process reaches it. */
export function watchDirectory(directory: Directory, life: Life): Directory {
  const ask = async <T>(work: () => Promise<T>): Promise<T> =>
    life.take('directory is asked', work, directoryAway)
  const change = async <T>(work: () => Promise<T>): Promise<T> =>
    life.take('directory changes', work, directoryAway)
  return {
    ...directory,
    find: async (keys) => ask(async () => directory.find(keys)),
    verifyPassword: async (...asked) => ask(async () => directory.verifyPassword(...asked)),
    setPassword: async (...asked) => change(async () => directory.setPassword(...asked)),
    changeChannel: async (...asked) => change(async () => directory.changeChannel(...asked)),
    endSessions: async (asked) => change(async () => directory.endSessions(asked)),
    unlock: async (asked) => change(async () => directory.unlock(asked)),
  }
}
