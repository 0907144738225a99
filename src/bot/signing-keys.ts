import { createPublicKey, type KeyObject } from 'node:crypto'
import { AuthenticationError } from 'botframework-connector'
import { z } from 'zod'
import { hourMs } from '../domain/durations.ts'
import type { Clock } from '../ports/clock.ts'

/** A published key of the channels. */
export interface SigningKey {
  /** Parsed once, which costs several times a signature's check. */
  readonly key: KeyObject
  /** The channel ids it may sign for; empty for all of them. */
  readonly endorsements: readonly string[]
}

/**
 * Finds a key by its id.
 *
 * @returns null when no such key is published
 * @throws AuthenticationError 503 when the keys cannot be fetched and none are left that may still be used
 */
export type FindSigningKey = (keyId: string) => Promise<SigningKey | null>

const metadataShape = z.object({ jwks_uri: z.url() })

const keySetShape = z.object({
  keys: z.array(
    z.looseObject({
      kid: z.string(),
      kty: z.string().default('RSA'),
      n: z.string().optional(),
      e: z.string().optional(),
      endorsements: z.array(z.string()).default([]),
    }),
  ),
})

const freshForMs = 24 * hourMs
const usableForMs = 4 * freshForMs
const pauseMs = 60_000
const fetchLimitMs = 10_000

/**
 * The signing keys that an OpenID metadata document leads to. As in the SDK they are fetched once a day, and at most
 * once an hour for an unknown id, so that forged ids cause no flood. Unlike there, one fetch at a time, a minute apart
 * while it fails, and the keys at hand work for three more days then.
 */
export function createSigningKeys(metadataUrl: string, clock: Clock): FindSigningKey {
  let keys: ReadonlyMap<string, SigningKey> = new Map()
  let fetchedAt = Number.NEGATIVE_INFINITY
  let failedAt = Number.NEGATIVE_INFINITY
  let fetching: Promise<void> | null = null

  const isFetchDue = (keyId: string): boolean => {
    const now = clock.now()
    if (now - failedAt < pauseMs) return false
    const age = now - fetchedAt
    return age > freshForMs || (age > hourMs && !keys.has(keyId))
  }

  const refresh = async (): Promise<void> => {
    const now = clock.now()
    try {
      keys = await fetchKeys(metadataUrl)
      fetchedAt = now
    } catch {
      failedAt = now
    } finally {
      fetching = null
    }
  }

  return async (keyId) => {
    if (isFetchDue(keyId)) await (fetching ??= refresh())
    if (clock.now() - fetchedAt > usableForMs) {
      throw new AuthenticationError('no signing keys', 503)
    }
    return keys.get(keyId) ?? null
  }
}

async function fetchKeys(metadataUrl: string): Promise<ReadonlyMap<string, SigningKey>> {
  const { jwks_uri: keysUrl } = metadataShape.parse(await fetchJson(metadataUrl))
  const { keys } = keySetShape.parse(await fetchJson(keysUrl))
  return new Map(
    keys.flatMap(({ kid, kty, n, e, endorsements }) => {
      if (n === undefined || e === undefined || kty !== 'RSA') return []
      const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' })
      return [[kid, { key, endorsements }] as const]
    }),
  )
}

async function fetchJson(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(fetchLimitMs) })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return answer.json()
}
