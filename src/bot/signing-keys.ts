import { createPublicKey, type KeyObject } from 'node:crypto'
import { AuthenticationError } from 'botframework-connector'
import { OpenIdMetadata } from 'botframework-connector/lib/auth/openIdMetadata.js'
import { z } from 'zod'
import type { Clock } from '../ports/clock.ts'

type Found = Awaited<ReturnType<OpenIdMetadata['getKey']>>
type Keys = ReadonlyMap<string, NonNullable<Found>>

const metadataShape = z.object({ jwks_uri: z.url() })

const keySetShape = z.object({
  keys: z.array(
    z.looseObject({
      kid: z.string(),
      kty: z.string().optional(),
      n: z.string().optional(),
      e: z.string().optional(),
      endorsements: z.array(z.string()).optional(),
    }),
  ),
})

const hourMs = 60 * 60 * 1_000
const freshForMs = 24 * hourMs
const usableForMs = 4 * freshForMs
const pauseMs = 60_000
const lookupLimitMs = 10_000

/**
 * The signing keys of the channels, parsed once. The SDK keeps the published text and makes a key of it for every
 * token, which costs five times the check itself; it also asks anew for every token while the publisher is down.
 *
 * Keys are looked up once a day, at most once an hour for an unknown id and once a minute while that fails, one
 * look-up at a time, so forged ids cause no flood. While the publisher is down, keys work for three more days.
 */
export class SigningKeys extends OpenIdMetadata {
  readonly #url: string
  readonly #clock: Clock
  #keys: Keys = new Map()
  #fetchedAt = Number.NEGATIVE_INFINITY
  #failedAt = Number.NEGATIVE_INFINITY
  #lookup: Promise<void> | null = null

  constructor(url: string, clock: Clock) {
    super(url)
    this.#url = url
    this.#clock = clock
  }

  /** @throws AuthenticationError 503 when the keys cannot be had and there are none to go on with */
  override async getKey(keyId: string): Promise<Found> {
    if (this.#wantsLookup(keyId)) {
      this.#lookup ??= this.#refresh()
      await this.#lookup
    }
    if (this.#clock.now() - this.#fetchedAt > usableForMs) {
      throw new AuthenticationError('no signing keys', 503)
    }
    return this.#keys.get(keyId) ?? null
  }

  #wantsLookup(keyId: string): boolean {
    const now = this.#clock.now()
    if (now - this.#failedAt < pauseMs) return false
    const age = now - this.#fetchedAt
    return age > freshForMs || (age > hourMs && !this.#keys.has(keyId))
  }

  async #refresh(): Promise<void> {
    const now = this.#clock.now()
    try {
      this.#keys = await fetchKeys(this.#url)
      this.#fetchedAt = now
    } catch {
      this.#failedAt = now
    } finally {
      this.#lookup = null
    }
  }
}

async function fetchKeys(url: string): Promise<Keys> {
  const { jwks_uri: address } = metadataShape.parse(await fetchJson(url))
  const { keys } = keySetShape.parse(await fetchJson(address))
  return new Map(
    keys.flatMap(({ kid, kty, n, e, endorsements }) => {
      if (n === undefined || e === undefined || (kty ?? 'RSA') !== 'RSA') return []
      const key = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' })
      const found = endorsements === undefined ? {} : { endorsements }
      return [[kid, { key: asText(key), ...found }] as const]
    }),
  )
}

async function fetchJson(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(lookupLimitMs) })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return answer.json()
}

function asText(key: KeyObject): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK says string and hands it to jsonwebtoken, which takes parsed keys
  return key as unknown as string
}
