import type { PageNotice, PageState, PageStep, SecretPage } from '../ports/pages.ts'
import type { PageDeps } from './page-deps.ts'
import type { OpenLink } from './open-link.ts'

/** What a page shows, before it is tied to its link. */
export interface Shown {
  readonly now: PageStep
  readonly notice: PageNotice | null
  /** Grows with every step of a page that has several. */
  readonly question: number
}

/** Ties a form to one step of one link. */
function nonceFor(
  { sealer }: Pick<PageDeps, 'sealer'>,
  { hash }: OpenLink,
  question: number,
): string {
  return sealer.handle('page-nonce', hash, String(question))
}

/** Whether a form belongs to this step, to an earlier one of the same link, or to another link altogether. */
export function ageOfForm(
  deps: Pick<PageDeps, 'sealer'>,
  link: OpenLink,
  form: { readonly nonce: string | undefined; readonly question: number },
): 'current' | 'old' | 'foreign' {
  if (form.nonce === nonceFor(deps, link, form.question)) return 'current'
  for (let earlier = form.question - 1; earlier >= 0; earlier -= 1) {
    if (form.nonce === nonceFor(deps, link, earlier)) return 'old'
  }
  return 'foreign'
}

/** One state of a page, ready to be rendered. */
export function pageState(
  deps: PageDeps,
  at: { readonly page: SecretPage; readonly link: OpenLink },
  { now, notice, question }: Shown,
): PageState {
  const { page, link } = at
  return {
    page,
    now,
    notice,
    locale: link.locale,
    words: link.words,
    nonce: nonceFor(deps, link, question),
    expiresAt: link.row.expiresAt,
  }
}
