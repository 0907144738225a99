import { once } from 'node:events'
import { createServer } from 'node:http'
import type { DirectoryChannel, DirectoryKey } from '../../src/ports/directory.ts'
import type { MemoryDirectory } from './memory-directory.ts'
import { textOf } from './page-server.ts'

/** A directory in memory behind the HTTP contract, whose changes can be held up. */
export interface DirectoryApi {
  readonly url: string
  readonly token: string
  /**
   * Holds the next change up, before it is made or with its answer, and never answers it: whoever asked is gone by then.
   * Resolves once it is there.
   */
  holdNext(when: 'before' | 'after'): Promise<void>
  stop(): Promise<void>
}

interface Body {
  readonly keys: readonly DirectoryKey[]
  readonly reference: string
  readonly password: string
  readonly channel: DirectoryChannel
  readonly from: string | null
  readonly to: string | null
}

/** Serves a directory of a test. */
export async function serveDirectory(directory: MemoryDirectory): Promise<DirectoryApi> {
  const token = 'a-token-of-the-test'
  let held: { readonly when: 'before' | 'after'; readonly there: () => void } | null = null

  const answers: Readonly<Record<string, (body: Body, operation: string) => Promise<unknown>>> = {
    '/abilities': async () => directory.abilities,
    '/health': async () => ({}),
    '/find': async ({ keys }) => ({ entries: await directory.find(keys) }),
    '/verify-password': async ({ reference, password }) => ({
      answer: await directory.verifyPassword(reference, password),
    }),
    '/set-password': async ({ reference, password }, operation) =>
      directory.setPassword({ operation, reference }, password),
    '/change-channel': async ({ reference, ...to }, operation) =>
      directory.changeChannel({ operation, reference }, to),
    '/end-sessions': async ({ reference }, operation) =>
      directory.endSessions({ operation, reference }),
    '/unlock': async ({ reference }, operation) => directory.unlock({ operation, reference }),
  }

  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? ''
      const text = await textOf(request)
      const operation = String(request.headers['idempotency-key'] ?? '')
      const hold = operation === '' ? null : held
      if (hold !== null) held = null
      if (hold?.when === 'before') return hold.there()
      const answer = await answers[path]?.(JSON.parse(text === '' ? '{}' : text) as Body, operation)
      if (hold !== null) return hold.there()
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answer))
      return undefined
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    token,
    holdNext: async (when) =>
      new Promise((there) => {
        held = { when, there }
      }),
    async stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}
