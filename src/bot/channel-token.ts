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
  const signed = { issuer: options.issuer, findKey }
  return async (claimed) => {
    const { serviceUrl } = claimed
    const claims = await verified(claimed, signed)
    const isOurs = claims?.aud === options.appId
    const isForService = serviceUrl !== '' && claims?.['serviceurl'] === serviceUrl
    if (claims === null || !isOurs || !isForService) throw unauthorized()
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

/** The claims of a token whose signature, issuer and times are good and whose key is endorsed for the channel; or null. */
async function verified(
  { header, channelId }: Claimed,
  { issuer, findKey }: { readonly issuer: string; readonly findKey: FindSigningKey },
): Promise<JWTPayload | null> {
  const [scheme, token, ...more] = header.split(' ')
  if (scheme !== 'Bearer' || token === undefined || more.length > 0) return null
  try {
    // No keys are fetched for the token of another issuer.
    const { kid } = decodeProtectedHeader(token)
    if (decodeJwt(token).iss !== issuer || kid === undefined) return null
    const key = await findKey(kid)
    if (key === null || !isEndorsed(channelId, key.endorsements)) return null
    return (await jwtVerify(token, key.key, { ...verification, issuer })).payload
  } catch (error) {
    if (error instanceof Refusal) throw error
    return null
  }
}

function isEndorsed(channelId: string, endorsements: readonly string[]): boolean {
  return endorsements.length === 0 || channelId.trim() === '' || endorsements.includes(channelId)
}
