import type { KeyObject } from 'node:crypto'
import { AuthenticationConstants, ClaimsIdentity } from 'botframework-connector'
import { decodeJwt, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose'
import type { Clock } from '../ports/clock.ts'
import { Refusal } from './refusal.ts'
import { createSigningKeys, type FindSigningKey } from './signing-keys.ts'

/** What a token must be good for. */
export interface Claimed {
  /** The whole `Authorization` header. */
  readonly header: string
  readonly channelId: string
  readonly serviceUrl: string
}

const verification = {
  algorithms: [...AuthenticationConstants.AllowedSigningAlgorithms],
  clockTolerance: 5 * 60,
}

/** A token for this bot whose signature and times were found good. */
interface Checked {
  readonly claims: JWTPayload
  readonly keyId: string
  readonly key: KeyObject
  /** When it was checked, and until when it may be used without that, epoch ms. */
  readonly at: number
  readonly until: number
}

/** Far more than the channels that write to one bot; of more the oldest is forgotten. */
const mostChecked = 100

/**
 * The tokens that were checked. A channel sends the same one for an hour, and a signature over the same bytes by the same
 * key stays what it is: checking it anew took 120 µs of every message. All else is looked at each time.
 */
interface CheckedTokens {
  find(token: string): Checked | null
  keep(token: string, checked: Omit<Checked, 'at' | 'until'>): void
}

function createCheckedTokens(clock: Clock): CheckedTokens {
  const tokens = new Map<string, Checked>()
  return {
    find(token) {
      const checked = tokens.get(token)
      if (checked === undefined) return null
      const now = clock.now()
      if (now >= checked.at && now < checked.until) return checked
      tokens.delete(token)
      return null
    },
    keep(token, checked) {
      const { exp } = checked.claims
      if (exp === undefined) return
      const [oldest] = tokens.keys()
      if (tokens.size >= mostChecked && oldest !== undefined) tokens.delete(oldest)
      tokens.set(token, { ...checked, at: clock.now(), until: exp * 1_000 })
    },
  }
}

/**
 * Checks that a delivery comes from Bot Framework and is for this bot (Bot Connector authentication): scheme,
 * issuer, audience, times with five minutes of tolerance, signature by a published RSA key that is endorsed for
 * the channel, and the service URL the token was made for. The rules are botbuilder's, but that the service URL is
 * always demanded: the SDK lets it go when the message names none.
 *
 * The returned function throws Refusal: 401 for a bad token, 503 when the keys cannot be fetched.
 */
export function createChannelTokenCheck(options: {
  readonly appId: string
  /** Who signs the tokens of the channels, and where the keys are published. */
  readonly issuer: string
  readonly metadataUrl: string
  readonly clock: Clock
}): (claimed: Claimed) => Promise<ClaimsIdentity> {
  const findKey = createSigningKeys(options.metadataUrl, options.clock)
  const { issuer, appId, clock } = options
  const signed = { issuer, appId, findKey, checked: createCheckedTokens(clock) }
  return async (claimed) => {
    const { serviceUrl } = claimed
    const claims = await verified(claimed, signed)
    const isForService = serviceUrl !== '' && claims?.['serviceurl'] === serviceUrl
    if (claims === null || !isForService) throw unauthorized()
    const told = Object.entries(claims).flatMap(([type, value]) =>
      typeof value === 'string' ? [{ type, value }] : [],
    )
    return new ClaimsIdentity(told, true)
  }
}

/** The error for a delivery without a good token; it does not say what was wrong. */
export function unauthorized(): Refusal {
  return new Refusal('unauthorized', 401)
}

/** What a token is checked against. */
interface Signed {
  readonly issuer: string
  readonly appId: string
  readonly findKey: FindSigningKey
  readonly checked: CheckedTokens
}

/** The claims of a token for this bot whose signature, issuer and times are good and whose key is endorsed; or null. */
async function verified(
  { header, channelId }: Claimed,
  signed: Signed,
): Promise<JWTPayload | null> {
  const [scheme, token, ...more] = header.split(' ')
  if (scheme !== 'Bearer' || token === undefined || more.length > 0) return null
  const known = signed.checked.find(token)
  // A key that was published anew, or no longer is, has its signatures checked again.
  const key = known === null ? null : await signed.findKey(known.keyId)
  if (known !== null && key?.key === known.key) {
    return isEndorsed(channelId, key.endorsements) ? known.claims : null
  }
  return checkedAnew({ token, channelId }, signed)
}

async function checkedAnew(
  { token, channelId }: { readonly token: string; readonly channelId: string },
  { issuer, appId, findKey, checked }: Signed,
): Promise<JWTPayload | null> {
  try {
    // No keys are fetched for the token of another issuer.
    const { kid: keyId } = decodeProtectedHeader(token)
    if (decodeJwt(token).iss !== issuer || keyId === undefined) return null
    const key = await findKey(keyId)
    if (key === null || !isEndorsed(channelId, key.endorsements)) return null
    const { payload: claims } = await jwtVerify(token, key.key, { ...verification, issuer })
    // Anybody with a bot of their own has good tokens for that; they are not kept.
    if (claims.aud !== appId) return null
    checked.keep(token, { claims, keyId, key: key.key })
    return claims
  } catch (error) {
    if (error instanceof Refusal) throw error
    return null
  }
}

function isEndorsed(channelId: string, endorsements: readonly string[]): boolean {
  return endorsements.length === 0 || channelId.trim() === '' || endorsements.includes(channelId)
}
