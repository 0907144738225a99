import type { OutsideEvent } from '../flow/event.ts'
import type { Clock } from '../ports/clock.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import type { PageLink, PageLinks } from '../ports/page-links.ts'
import type { Store } from '../ports/store.ts'
import { isOpenLink, linkKey, offerLink, spentLink, tokenHash, wordSeed } from './link.ts'
import { likelyRow, ownReads, withRows } from './read-ahead.ts'
import { useSession } from './session.ts'
import type { ServiceDeps, UseCase } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/**
 * Offers a single-use link to a page, bound to this run of this flow in this conversation; a newer one replaces it.
 * The human check is `page.unneeded` where it is off or the channel signs its users in.
 */
export const offerPage: UseCase<'page.offer'> = {
  async reads(deps, asking, { page }) {
    // Whether a human check is needed is known without reading anything.
    if (page === 'check') return { rows: [], finds: [] }
    const link = likelyRow('challenges', linkKey(page, asking.conversation))
    return withRows(await ownReads(deps, asking), [link])
  },
  mark: () => ({ target: null }),
  async perform(deps, asking, { page }) {
    const isUnneeded = !deps.checksHumans || asking.isSignedInChannel
    if (page === 'check' && isUnneeded) return { type: 'page.unneeded' }
    const { work, conversation: subject } = asking
    const session = page === 'change-password' ? await useSession(deps, work, subject) : null
    const account = session?.account.id ?? null
    return offerLink(deps, asking, { page, subject, account, payload: null })
  },
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
