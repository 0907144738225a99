import { z } from 'zod'
import { isYoung } from '../domain/window-limit.ts'
import type { OutsideEvent } from '../flow/event.ts'
import type { Clock } from '../ports/clock.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import type { PageLink, PageLinks } from '../ports/page-links.ts'
import type { Store } from '../ports/store.ts'
import { isOpenLink, linkKey, offerLink, spentLink, tokenHash, wordSeed } from './link.ts'
import { likelyRow, ownReads, withRows } from './read-ahead.ts'
import { useSession } from './session.ts'
import type { Asking, ServiceDeps, UseCase } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** How long a human check that was passed counts in its chat, ms, and how often it is asked for again meanwhile. */
const checkCountsMs = 30 * 60_000
const checkCountsTimes = 4

/**
 * Offers a single-use link to a page, bound to this run of this flow in this conversation; a newer one replaces it.
 * The human check is `page.unneeded` where it is off, where the channel signs its users in, and for 30 minutes, or
 * four times, after it was passed in this chat by somebody who writes from the same network.
 */
export const offerPage: UseCase<'page.offer'> = {
  async reads(deps, asking, { page }) {
    if (page === 'check' && !isChecked(deps, asking)) return { rows: [], finds: [] }
    const link = likelyRow('challenges', linkKey(page, asking.conversation))
    if (page === 'check') return { rows: [link], finds: [] }
    return withRows(await ownReads(deps, asking), [link])
  },
  mark: () => ({ target: null }),
  async perform(deps, asking, { page }) {
    const { work, conversation: subject } = asking
    if (page === 'check') {
      if (!isChecked(deps, asking) || (await hasPassedCheck(deps, asking))) {
        return { type: 'page.unneeded' }
      }
      const payload = { source: asking.source }
      return offerLink(deps, asking, { page, subject, account: null, payload })
    }
    const session = page === 'change-password' ? await useSession(deps, work, subject) : null
    const account = session?.account.id ?? null
    return offerLink(deps, asking, { page, subject, account, payload: null })
  },
}

/** Whether people are checked at all in the chat that asks. */
function isChecked(deps: ServiceDeps, asking: Asking): boolean {
  return deps.checksHumans && !asking.isSignedInChannel
}

const checkShape = z.object({ source: z.string().nullable() })

/**
 * Whether the chat's last check still counts, and counts it. The link itself remembers that it was passed, how often
 * that was made use of, and the network of the person it was made for.
 */
async function hasPassedCheck(
  { sealer }: ServiceDeps,
  { work, conversation, source }: Asking,
): Promise<boolean> {
  const link = await work.get('challenges', linkKey('check', conversation))
  if (link === null || link.state !== 'used' || link.usedAt === null) return false
  if (!isYoung(link.usedAt, { now: work.now, windowMs: checkCountsMs })) return false
  const carried = link.sealedPayload === null ? null : sealer.open(link.sealedPayload)
  if (carried === null || checkShape.parse(JSON.parse(carried)).source !== source) return false
  if (link.attempts >= checkCountsTimes) return false
  work.put('challenges', { ...link, attempts: link.attempts + 1 })
  return true
}

export interface PageLinkDeps extends Pick<ServiceDeps, 'sealer' | 'linkWords'> {
  readonly store: Store
  readonly clock: Clock
  /** Runs something as a turn of a conversation; see conversation/conversations.ts. */
  readonly within: <T>(conversation: string, run: (work: UnitOfWork) => Promise<T>) => Promise<T>
  readonly tellFlow: (
    told: { readonly conversation: string; readonly event: OutsideEvent; readonly run: string },
    work: UnitOfWork,
  ) => Promise<unknown>
}

/** The link of a human check by its token, whether or not it is still open. */
async function findCheck(store: Store, token: string): Promise<ChallengeRow | null> {
  const [found] = await store.find('challenges', 'token', { value: tokenHash(token) })
  return found?.row.purpose === 'check' ? found.row : null
}

async function look(deps: PageLinkDeps, token: string): Promise<PageLink | null> {
  const link = await findCheck(deps.store, token)
  if (link === null || link.tokenHash === null || !isOpenLink(link, deps.clock.now())) return null
  const conversation = await deps.store.get('conversations', link.binding.conversation)
  if (conversation === null) return null
  const { locale } = conversation.row
  return {
    page: 'check',
    locale,
    words: deps.linkWords(wordSeed(link.tokenHash), locale),
    nonce: deps.sealer.handle('page-nonce', link.tokenHash),
    expiresAt: link.expiresAt,
  }
}

/** Spends the very link of this token, unless it was used or replaced since it was found. */
async function spend(work: UnitOfWork, key: string, hash: string): Promise<boolean> {
  const link = await work.get('challenges', key)
  if (link?.tokenHash !== hash || !isOpenLink(link, work.now)) return false
  work.put('challenges', spentLink(link, work.now))
  return true
}

/** The links of human checks: looked at as often as a mail scanner likes, spent once (attacks D2, D3). */
export function createPageLinks(deps: PageLinkDeps): PageLinks {
  return {
    look: async (token) => look(deps, token),
    async complete(token) {
      const link = await findCheck(deps.store, token)
      if (link === null) return 'gone'
      const { conversation, run } = link.binding
      return deps.within(conversation, async (work) => {
        if (!(await spend(work, link.key, tokenHash(token)))) return 'gone'
        const event = { type: 'page.completed', page: 'check', at: work.now } as const
        await deps.tellFlow({ conversation, event, run }, work)
        return 'completed'
      })
    },
  }
}
