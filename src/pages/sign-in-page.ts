import { readCode } from '../domain/one-time-code.ts'
import { parseEmail } from '../domain/email.ts'
import type { PageForm, PageNotice } from '../ports/pages.ts'
import { spentLink } from '../services/link.ts'
import {
  enter,
  loginHandle,
  rememberLogin,
  signInStanding,
  type Entry,
} from '../services/sign-in.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { withinPage } from './near.ts'
import { askingFor, linkWithin, type OpenLink } from './open-link.ts'
import type { PageDeps } from './page-deps.ts'
import type { Shown } from './state.ts'

/** The sign-in page before anything was typed. */
export function showSignIn(): Shown {
  return { now: { step: 'sign-in', asksCode: false }, notice: null, question: 0 }
}

const shown = (notice: PageNotice, asksCode: boolean): Shown => ({
  now: { step: 'sign-in', asksCode },
  notice,
  question: 0,
})

/** Compares the password before the unit of work begins; an email that nobody has takes as long. */
async function entryOf(deps: PageDeps, email: string, form: PageForm): Promise<Entry> {
  const [found] = await deps.store.find('accounts', 'loginEmail', { value: email })
  const hash = found?.row.passwordHash ?? null
  const isRightPassword = await deps.hasher.matches(form['password'] ?? '', hash ?? deps.decoyHash)
  return {
    email,
    account: found?.row.id ?? null,
    isRightPassword: isRightPassword && hash !== null,
    code: readCode(form['code'] ?? ''),
  }
}

async function judge(
  deps: PageDeps,
  { link, entry }: { readonly link: OpenLink; readonly entry: Entry },
  work: UnitOfWork,
): Promise<Shown | null> {
  const row = await linkWithin(work, link)
  if (row === null) return null
  const { conversation, run } = row.binding
  const outcome = await enter(deps, askingFor(link, work), entry)
  const handle = loginHandle(deps, entry.email)
  await rememberLogin(work, conversation, handle)
  const { asksCode } = await signInStanding(deps, work, handle)
  switch (outcome.kind) {
    case 'wrong':
      return shown({ kind: 'wrong-sign-in' }, asksCode)
    case 'code-sent':
      return shown({ kind: 'code-sent' }, true)
    case 'delayed':
      return shown({ kind: 'wait', until: outcome.until }, true)
    case 'locked':
      return shown({ kind: 'locked', until: outcome.until }, asksCode)
    case 'signed-in': {
      work.put('challenges', spentLink(row, work.now))
      const event = { type: 'page.completed', page: 'sign-in', at: work.now } as const
      await deps.tellFlow({ conversation, event, run }, work)
      return { now: { step: 'done', outcome: 'signed-in' }, notice: null, question: 0 }
    }
    default:
      return outcome satisfies never
  }
}

/** Takes email and password (and the code that a fourth entry needs), and signs the chat in that offered the link. */
export async function submitSignIn(
  deps: PageDeps,
  link: OpenLink,
  form: PageForm,
): Promise<Shown | null> {
  const email = parseEmail(form['email'] ?? '')
  if (email.outcome === 'refused') return shown({ kind: 'wrong-sign-in' }, false)
  const entry = await entryOf(deps, email.email, form)
  const { conversation } = link.row.binding
  const about = { link, conversation, account: entry.account, login: entry.email }
  return withinPage(deps, about, async (work) => judge(deps, { link, entry }, work))
}
