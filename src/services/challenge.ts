import type { ChallengeRow } from '../ports/records/challenge.ts'

/** A spent challenge stays known so long, so that it is told from one that never was. */
export const rememberedMs = 24 * 3_600_000

type Told = 'key' | 'kind' | 'purpose' | 'subject' | 'account' | 'binding' | 'expiresAt'

/**
 * A challenge that nobody has answered yet; good for one try unless told otherwise.
 *
 * @param now epoch ms
 */
export function newChallenge(
  given: Pick<ChallengeRow, Told> & Partial<ChallengeRow>,
  now: number,
): ChallengeRow {
  return {
    salt: '',
    codeHash: null,
    tokenHash: null,
    sealedPayload: null,
    keyId: 'k1',
    attempts: 0,
    maxAttempts: 1,
    issuedAt: now,
    usedAt: null,
    state: 'live',
    forgetAt: given.expiresAt + rememberedMs,
    ...given,
  }
}
