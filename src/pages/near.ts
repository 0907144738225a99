import { parseEmail } from '../domain/email.ts'
import type { PageForm } from '../ports/pages.ts'
import type { ReadAhead } from '../ports/store.ts'
import { counterKey } from '../services/limits.ts'
import { accountRows } from '../services/read-ahead.ts'
import { loginHandle } from '../services/sign-in.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { payloadOf, type FoundLink, type OpenLink, type PageDeps } from './page.ts'

type Rows = ReadAhead['rows']

/** The conversation of a page that has a flow of its own. */
export const pageConversation = ({ hash }: Pick<FoundLink, 'hash'>): string => `page:${hash}`

const accountBehind = (deps: PageDeps, link: FoundLink): string | null =>
  link.row.account ?? payloadOf(deps, link).account

/** What is read around a link before anything is decided. */
function rowsAround(deps: PageDeps, link: FoundLink): Rows {
  const account = accountBehind(deps, link)
  return [
    { collection: 'conversations', key: link.row.binding.conversation },
    { collection: 'conversations', key: pageConversation(link) },
    ...(account === null ? [] : [{ collection: 'accounts', key: account } as const]),
  ]
}

function emailIn(form: PageForm): string | null {
  const read = parseEmail(form['email'] ?? '')
  return read.outcome === 'refused' ? null : read.email
}

/** The same store, with what lies around a link brought in one trip; nothing that is decided hangs on it alone. */
export async function nearby(deps: PageDeps, link: FoundLink, form: PageForm): Promise<PageDeps> {
  const { store } = deps
  if (store.ahead === undefined) return deps
  const email = emailIn(form)
  const finds: ReadAhead['finds'] =
    email === null
      ? []
      : [{ collection: 'accounts', index: 'loginEmail', value: email, follow: [] }]
  const { get, find } = await store.ahead({ rows: rowsAround(deps, link), finds }, store)
  return { ...deps, store: { ...store, get, find } }
}

/** What the work of a page will read; a login that nobody has brings as much. */
function likely(deps: PageDeps, { link, account, login }: PageWork): ReadAhead {
  const { rules } = deps
  const { conversation } = link.row.binding
  const behind = account ?? accountBehind(deps, link)
  const limits = [
    counterKey(rules.personFailures, link.person),
    ...(login === undefined ? [] : [counterKey(rules.signInFailures, loginHandle(deps, login))]),
    ...(behind === null ? [] : [counterKey(rules.oldPasswords, behind)]),
  ]
  const own = pageConversation(link)
  return {
    rows: [
      { collection: 'challenges', key: link.row.key },
      ...[conversation, own].flatMap((key) => [
        { collection: 'conversations', key } as const,
        { collection: 'sessions', key } as const,
      ]),
      ...limits.map((key) => ({ collection: 'limits', key }) as const),
      ...(behind === null ? [] : accountRows(deps, behind)),
    ],
    finds: [],
  }
}

/** Whose turn the work of a page runs in, and what of it is known before. */
export interface PageWork {
  readonly link: OpenLink
  readonly conversation: string
  /** The account that an entry names, or null; the link's own when left out. */
  readonly account?: string | null
  /** The login email of an entry. */
  readonly login?: string
}

/** As {@link PageDeps.within}, with what the work will read brought in one trip. */
export async function withinPage<T>(
  deps: PageDeps,
  about: PageWork,
  run: (work: UnitOfWork) => Promise<T>,
): Promise<T> {
  return deps.within(about.conversation, async (work) => {
    await work.expect(() => likely(deps, about))
    return run(work)
  })
}
