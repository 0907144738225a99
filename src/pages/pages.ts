import type { PageForm, Pages, PageState, SecretPage } from '../ports/pages.ts'
import { showChange, submitChange } from './change-page.ts'
import { showConfirm, submitConfirm } from './confirm-page.ts'
import { showContinue, submitContinue } from './continue-page.ts'
import { nearby } from './near.ts'
import { countTry, findLink, openLink, type OpenLink } from './open-link.ts'
import type { PageDeps } from './page-deps.ts'
import { showReset, submitReset } from './reset-page.ts'
import { showSignIn, submitSignIn } from './sign-in-page.ts'
import { ageOfForm, pageState, type Shown } from './state.ts'
import { showUndo, submitUndo } from './undo-page.ts'

async function show(deps: PageDeps, page: SecretPage, link: OpenLink): Promise<Shown | null> {
  switch (page) {
    case 'sign-in':
      return showSignIn()
    case 'change-password':
      return showChange(deps, link)
    case 'reset-password':
      return showReset(deps, link)
    case 'undo':
      return showUndo(deps, link)
    case 'confirm':
      return showConfirm(deps, link)
    case 'continue':
      return showContinue(deps, link)
    default:
      return page satisfies never
  }
}

interface Submission {
  readonly page: SecretPage
  readonly link: OpenLink
  readonly form: PageForm
  /** Until when the link takes no more forms, epoch ms, or null. */
  readonly until: number | null
}

/** The pages that have one step. */
const oneStep = {
  'sign-in': submitSignIn,
  'change-password': submitChange,
  undo: submitUndo,
  confirm: submitConfirm,
  continue: submitContinue,
} as const

/** Takes a form of a page that has one step; the nonce was made for that step. */
async function takeOneStep(deps: PageDeps, page: keyof typeof oneStep, of: Submission) {
  const { link, form } = of
  const age = ageOfForm(deps, link, { nonce: form['nonce'], question: 0 })
  return age === 'current' ? oneStep[page](deps, link, form) : 'foreign'
}

async function take(deps: PageDeps, submission: Submission): Promise<Shown | 'foreign' | null> {
  const { page, link, form } = submission
  return page === 'reset-password'
    ? submitReset(deps, link, form)
    : takeOneStep(deps, page, submission)
}

async function submit(
  deps: PageDeps,
  submission: Submission,
): Promise<PageState | 'foreign' | null> {
  const { page, link, until } = submission
  if (until !== null) {
    const shown = await show(deps, page, link)
    return shown === null
      ? null
      : pageState(deps, { page, link }, { ...shown, notice: { kind: 'too-many', until } })
  }
  const shown = await take(deps, submission)
  return shown === null || shown === 'foreign' ? shown : pageState(deps, { page, link }, shown)
}

/** The pages where secrets are typed: each form is an event for the flow behind its link. */
export function createPages(deps: PageDeps): Pages {
  return {
    async look(page, token) {
      const found = await findLink(deps, page, token)
      if (found === null) return null
      const near = await nearby(deps, found, {})
      const link = await openLink(near, page, found)
      const shown = await show(near, page, link)
      return shown === null ? null : pageState(deps, { page, link }, shown)
    },
    async submit(page, token, form) {
      const found = await findLink(deps, page, token)
      if (found === null) return null
      // Side by side: what both of them read travels together.
      const [near, until] = await Promise.all([nearby(deps, found, form), countTry(deps, found)])
      const link = await openLink(near, page, found)
      return submit(near, { page, link, form, until })
    },
  }
}
