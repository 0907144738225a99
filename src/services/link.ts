import { createHash } from 'node:crypto'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import { newChallenge, rememberedMs } from './challenge.ts'
import type { Asking, ServiceDeps } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** 256 bits (OWASP WSTG ATHN-09 asks for 128). */
const tokenBytes = 32

/** The pages that links lead to. */
export type LinkedPage =
  | 'check'
  | 'sign-in'
  | 'reset-password'
  | 'change-password'
  | 'undo'
  | 'confirm'
  | 'continue'

/** A link to be made. */
export interface LinkOrder {
  readonly page: LinkedPage
  /** One link is live for each page and subject: a newer one replaces it. */
  readonly subject: string
  /** The account whose changes of a password or a channel void the link, or null. */
  readonly account: string | null
  readonly binding: ChallengeRow['binding']
  readonly lifetimeMs: number
  /** Facts it carries, encrypted; null for none. */
  readonly payload: object | null
}

/** What is stored of a link's token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** The seed of a link's two words, which its page and the chat both show. */
export function wordSeed(hash: string): Uint8Array {
  return Buffer.from(hash, 'base64url')
}

const visitorPrefix = 'visitor:'

/** Who sits at the page of a link that was mailed: nobody whom a chat knows. */
export const visitorOf = (hash: string): string => `${visitorPrefix}${hash}`

/** Whether a person is nobody's but a page's. */
export const isVisitor = (person: string): boolean => person.startsWith(visitorPrefix)

/** The key of the one link of a page and a subject. */
export function linkKey(page: LinkedPage, subject: string): string {
  return `link:${page}:${subject}`
}

/**
 * Makes a single-use link and stages it. Its address comes from configuration alone (attacks D1), and its token is
 * stored nowhere in clear.
 *
 * @returns its address, the SHA-256 of its token (base64url), and when it expires (epoch ms)
 */
export async function makeLink(
  deps: Pick<ServiceDeps, 'random' | 'sealer' | 'publicUrl'>,
  work: UnitOfWork,
  order: LinkOrder,
) {
  const token = Buffer.from(deps.random.bytes(tokenBytes)).toString('base64url')
  const hash = tokenHash(token)
  const expiresAt = work.now + order.lifetimeMs
  const { page, subject, account, binding, payload } = order
  const key = linkKey(page, subject)
  await work.get('challenges', key) // so that the link before this one is replaced
  const sealedPayload = payload === null ? null : deps.sealer.seal(JSON.stringify(payload))
  const given = { key, kind: 'link', purpose: page, subject, account, binding } as const
  const link = { ...given, tokenHash: hash, sealedPayload, expiresAt }
  work.put('challenges', newChallenge(link, work.now))
  return { url: `${deps.publicUrl}/p/${page}/${token}`, hash, expiresAt }
}

/** Makes a link that is bound to the run that asks for it, and stages it. */
export async function makeRunLink(
  deps: ServiceDeps,
  { work, conversation, flow, run }: Asking,
  order: Omit<LinkOrder, 'binding' | 'lifetimeMs'>,
) {
  const lifetimeMs = deps.policy.linkLifetimeMs
  return makeLink(deps, work, { ...order, lifetimeMs, binding: { conversation, flow, run } })
}

/** Makes a link that the chat shows, with the two words that its page shows as well. */
export async function offerLink(
  deps: ServiceDeps,
  asking: Asking,
  order: Omit<LinkOrder, 'binding' | 'lifetimeMs'>,
) {
  const { url, hash, expiresAt } = await makeRunLink(deps, asking, order)
  const words = deps.linkWords(wordSeed(hash), asking.locale)
  return { type: 'page.offered', url, words, expiresAt } as const
}

/** Whether a link can still be used. */
export function isOpenLink(link: ChallengeRow, now: number): boolean {
  return (
    link.kind === 'link' && link.state === 'live' && now < link.expiresAt && now >= link.issuedAt
  )
}

/** The link as used; it is kept for a while, so that it is told from one that never was. */
export function spentLink(link: ChallengeRow, now: number): ChallengeRow {
  return { ...link, usedAt: now, state: 'used', forgetAt: now + rememberedMs }
}
