import {
  AuthenticationConstants,
  AuthenticationError,
  type ClaimsIdentity,
} from 'botframework-connector'
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js'
import type { Clock } from '../ports/clock.ts'
import { SigningKeys } from './signing-keys.ts'

/** What a token must be good for. */
export interface Claimed {
  /** The whole `Authorization` header. */
  readonly header: string
  readonly channelId: string
  readonly serviceUrl: string
}

class Extractor extends JwtTokenExtractor {
  override readonly openIdMetadata: SigningKeys

  constructor(url: string, clock: Clock) {
    const rules = {
      issuer: [AuthenticationConstants.ToBotFromChannelTokenIssuer],
      clockTolerance: 5 * 60,
      ignoreExpiration: false,
    }
    super(rules, url, AuthenticationConstants.AllowedSigningAlgorithms)
    this.openIdMetadata = new SigningKeys(url, clock)
  }
}

/**
 * Checks that a delivery comes from Bot Framework and is for this bot (Bot Connector authentication): scheme,
 * issuer, audience, times with five minutes of tolerance, signature by a published RSA key that is endorsed for
 * the channel, and the service URL the token was made for. The last is always demanded; the SDK lets it go when
 * the message names none.
 *
 * The returned function throws AuthenticationError: 401 for a bad token, 503 when the keys cannot be fetched.
 */
export function createChannelTokenCheck(options: {
  readonly appId: string
  readonly metadataUrl: string | null
  readonly clock: Clock
}): (claimed: Claimed) => Promise<ClaimsIdentity> {
  const url = options.metadataUrl ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl
  const extractor = new Extractor(url, options.clock)
  return async ({ header, channelId, serviceUrl }) => {
    const identity = await identityOf(() =>
      extractor.getIdentityFromAuthHeader(header, channelId, []),
    )
    const audience = identity?.getClaimValue(AuthenticationConstants.AudienceClaim)
    const service = identity?.getClaimValue(AuthenticationConstants.ServiceUrlClaim)
    const isOurs = audience === options.appId && serviceUrl !== '' && service === serviceUrl
    if (identity === null || !identity.isAuthenticated || !isOurs) throw unauthorized()
    return identity
  }
}

/** The refusal of a delivery nobody vouches for; it tells nothing about what was wrong. */
export function unauthorized(): AuthenticationError {
  return new AuthenticationError('unauthorized', 401)
}

async function identityOf(
  check: () => Promise<ClaimsIdentity | null>,
): Promise<ClaimsIdentity | null> {
  try {
    return await check()
  } catch (error) {
    if (error instanceof AuthenticationError && error.statusCode >= 500) throw error
    throw unauthorized()
  }
}
