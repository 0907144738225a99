import type { PageForm, Pages, PageState, SecretPage } from '../../src/ports/pages.ts'

/** What the flows answer to a form; the last answer is given again and again. */
export type PageAnswer = PageState | 'foreign' | null | Error

export interface ScriptedPages extends Pages {
  /** Every form that came, in order. */
  readonly forms: PageForm[]
  /** How often a link was looked at. */
  looks(): number
  /** What the link leads to, and what its forms lead to, one after another. */
  set(state: PageState | null, ...answers: readonly PageAnswer[]): void
  /** Makes looking fail, until the next `set`. */
  breakDown(error: Error): void
}

/** A state of a page; what is not said is ordinary. */
export function pageState(
  now: PageState['now'],
  given: Partial<Omit<PageState, 'now'>> = {},
): PageState {
  return {
    page: pageOf[now.step],
    locale: 'en',
    words: 'amber heron',
    nonce: `nonce-of-${now.step}`,
    expiresAt: 30 * 60_000,
    notice: null,
    now,
    ...given,
  }
}

const pageOf: Readonly<Record<PageState['now']['step'], SecretPage>> = {
  whose: 'sign-in',
  'sign-in': 'sign-in',
  'set-password': 'reset-password',
  'handed-on': 'reset-password',
  code: 'reset-password',
  way: 'reset-password',
  undo: 'undo',
  confirm: 'confirm',
  continue: 'continue',
  back: 'continue',
  done: 'reset-password',
}

/** Flows behind the pages that follow a script: a form with the right nonce leads to the next answer, any other is foreign. */
export function scriptedPages(): ScriptedPages {
  let current: PageState | null = null
  let coming: PageAnswer[] = []
  let failure: Error | null = null
  let looked = 0
  const forms: PageForm[] = []
  return {
    forms,
    looks: () => looked,
    set(state, ...answers) {
      current = state
      coming = [...answers]
      failure = null
      forms.length = 0
    },
    breakDown(error) {
      failure = error
    },
    async look(page) {
      looked += 1
      if (failure !== null) throw failure
      return current?.page === page ? current : null
    },
    async submit(page, _token, form) {
      forms.push(form)
      if (current?.page !== page) return null
      if (form['nonce'] !== current.nonce) return 'foreign'
      const next = coming.length > 1 ? coming.shift() : coming[0]
      if (next instanceof Error) throw next
      if (next === undefined) return current
      if (next !== 'foreign') current = next
      return next
    },
  }
}
