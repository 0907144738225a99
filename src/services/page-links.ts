import type { OutsideEvent } from '../flow/event.ts'
import type { Clock } from '../ports/clock.ts'
import type { ChallengeRow } from '../ports/records/challenge.ts'
import type { PageLink, PageLinks } from '../ports/page-links.ts'
import type { Store } from '../ports/store.ts'
import { isOpenLink, spentLink, tokenHash, wordSeed } from './link.ts'
import type { ServiceDeps } from './turn-context.ts'
import type { UnitOfWork } from './unit-of-work.ts'

export interface PageLinkDeps extends Pick<ServiceDeps, 'sealer' | 'linkWords'> {
  readonly store: Store
  readonly clock: Clock
  /** The way into the conversation; see conversation/conversations.ts. */
  readonly within: <T>(conversation: string, run: (work: UnitOfWork) => Promise<T>) => Promise<T>
  readonly tellFlow: (
    told: { readonly conversation: string; readonly event: OutsideEvent; readonly run: string },
    work: UnitOfWork,
  ) => Promise<unknown>
}

async function find(store: Store, token: string): Promise<ChallengeRow | null> {
  const [found] = await store.find('challenges', 'token', { value: tokenHash(token) })
  return found?.row ?? null
}

async function look(deps: PageLinkDeps, token: string): Promise<PageLink | null> {
  const link = await find(deps.store, token)
  if (
    link === null ||
    link.tokenHash === null ||
    link.purpose !== 'check' ||
    !isOpenLink(link, deps.clock.now())
  )
    return null
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

/** Spends the very link of this token, if it is still the one that counts. */
async function spend(work: UnitOfWork, key: string, hash: string): Promise<boolean> {
  const link = await work.get('challenges', key)
  if (link?.tokenHash !== hash || !isOpenLink(link, work.now)) return false
  work.put('challenges', spentLink(link, work.now))
  return true
}

/** Single-use links, looked at as often as a mail scanner likes and spent once (attacks D2, D3). */
export function createPageLinks(deps: PageLinkDeps): PageLinks {
  return {
    look: async (token) => look(deps, token),
    async complete(token) {
      const link = await find(deps.store, token)
      if (link === null || link.purpose !== 'check') return 'gone'
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
