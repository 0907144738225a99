import type { Pages, PageState, PageVisitor, SecretPage } from '../ports/pages.ts'
import { changePage } from './change-page.ts'
import { confirmPage, continuePage, undoPage } from './mailed-pages.ts'
import { nearby } from './near.ts'
import { anybody, countTry, findLink, openLink } from './open-link.ts'
import { nonceFor, type OpenLink, type Page, type PageDeps, type Shown } from './page.ts'
import { resetPage } from './reset-page.ts'
import { signInPage } from './sign-in-page.ts'

/** The handler of each page. */
const handlers: { readonly [P in SecretPage]: Page } = {
  'sign-in': signInPage,
  'reset-password': resetPage,
  'change-password': changePage,
  undo: undoPage,
  confirm: confirmPage,
  continue: continuePage,
}

/** One state of a page, ready to be rendered. */
function stateOf(
  deps: PageDeps,
  { page, link }: { readonly page: SecretPage; readonly link: OpenLink },
  { now, notice = null, question = 0, passwordKey }: Shown,
): PageState {
  const { locale, words, row, chat } = link
  const nonce = nonceFor(deps, link, question)
  const state = { page, now, notice, locale, words, chat, nonce, expiresAt: row.expiresAt }
  return passwordKey === undefined ? state : { ...state, passwordKey }
}

/** The pages where secrets are typed: each form is an event for the flow behind its link. */
export function createPages(deps: PageDeps, visitor: PageVisitor = anybody): Pages {
  const { source } = visitor
  return {
    async look(page, token) {
      const found = await findLink(deps, page, token)
      if (found === null) return null
      const near = await nearby(deps, found, {})
      const link = await openLink(near, page, { ...found, visitor })
      const shown = await handlers[page].show(near, link)
      return shown === null ? null : stateOf(deps, { page, link }, shown)
    },
    async submit(page, token, form) {
      const found = await findLink(deps, page, token)
      if (found === null) return null
      // Side by side: what both of them read travels together.
      const [near, until] = await Promise.all([nearby(deps, found, form), countTry(deps, found)])
      const link = await openLink(near, page, { ...found, visitor })
      const { show, take } = handlers[page]
      // Nobody's network may fill the pool that all of them hash in (attacks L2).
      const hasher = source === null ? near.hasher : (near.hasher.from?.(source) ?? near.hasher)
      const mine = { ...near, hasher }
      const shown = until === null ? await take(mine, link, form) : await show(near, link)
      if (shown === null || shown === 'foreign') return shown
      const refused = until === null ? {} : { notice: { kind: 'too-many', until } as const }
      return stateOf(deps, { page, link }, { ...shown, ...refused })
    },
    from: (one) => createPages(deps, one),
  }
}
