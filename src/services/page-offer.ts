import { createHash } from 'node:crypto'
import type { Answer } from '../flow/answer.ts'
import type { Effect } from '../flow/effect.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import type { Asking, ServiceDeps } from './turn-context.ts'

type OfferPage = Extract<Effect, { type: 'page.offer' }>

/** 256 bits (OWASP WSTG ATHN-09 asks for 128). */
const tokenBytes = 32
const rememberedMs = 24 * 3_600_000

/** What is stored of a link's token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** What the two words of a link are drawn from, on the page and in the chat alike. */
export function wordSeed(hash: string): Uint8Array {
  return Buffer.from(hash, 'base64url')
}

/**
 * Makes a single-use link to a page, bound to this run of this flow in this conversation; a newer one replaces it.
 *
 * @returns `page.offered`, or `page.unneeded` where the human check is off or the channel knows its people
 */
export async function offerPage(
  deps: ServiceDeps,
  asking: Asking,
  { page }: OfferPage,
): Promise<Answer> {
  if (!deps.checksHumans || asking.isSignedInChannel) return { type: 'page.unneeded' }
  const { work, conversation, flow, run, locale } = asking
  const token = Buffer.from(deps.random.bytes(tokenBytes)).toString('base64url')
  const hash = tokenHash(token)
  const expiresAt = work.now + deps.policy.linkLifetimeMs
  const row: ChallengeRow = {
    key: `link:${page}:${conversation}`,
    kind: 'link',
    purpose: page,
    subject: conversation,
    binding: { conversation, flow, run },
    salt: '',
    codeHash: null,
    tokenHash: hash,
    keyId: 'k1',
    attempts: 0,
    maxAttempts: 1,
    issuedAt: work.now,
    expiresAt,
    usedAt: null,
    state: 'live',
    forgetAt: expiresAt + rememberedMs,
  }
  await work.get('challenges', row.key) // a link before this one dies with the same write
  work.put('challenges', row)
  const url = `${deps.publicUrl}/p/${page}/${token}`
  return { type: 'page.offered', url, words: deps.linkWords(wordSeed(hash), locale), expiresAt }
}
