import { createHmac } from 'node:crypto'
import type { PageLink, PageLinks } from '../../src/ports/page-links.ts'
import type { Sealer } from '../../src/ports/sealer.ts'

/** A token of the shape that links have: 32 bytes in base64url. */
export function tokenOf(letter: string): string {
  return letter.repeat(43)
}

export interface LinksInMemory extends PageLinks {
  readonly completed: string[]
  add(token: string, link?: Partial<PageLink>): void
}

/** Links kept in memory that count how often they were spent. */
export function linksInMemory(): LinksInMemory {
  const live = new Map<string, PageLink>()
  const completed: string[] = []
  return {
    completed,
    add: (token, link = {}) => {
      live.set(token, {
        page: 'check',
        locale: 'en',
        words: 'amber heron',
        nonce: `nonce-of-${token}`,
        expiresAt: 30 * 60_000,
        ...link,
      })
    },
    look: async (token) => live.get(token) ?? null,
    complete: async (token) => {
      if (!live.delete(token)) return 'gone'
      completed.push(token)
      return 'completed'
    },
  }
}

/** Keyed handles as the real sealer makes them. */
export const handles: Pick<Sealer, 'handle'> = {
  handle: (...parts) =>
    createHmac('sha256', 'a key for tests').update(JSON.stringify(parts)).digest('base64url'),
}
