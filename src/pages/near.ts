import { readEmail } from '../domain/address-in-text.ts'
import type { PageForm } from '../ports/pages.ts'
import type { ReadAhead } from '../ports/store.ts'
import { hashKindsKey } from '../services/hash-kinds.ts'
import { limitRow, personRows } from '../services/limits.ts'
import { accountFinds, accountRows, likelyRow } from '../services/read-ahead.ts'
import { loginHandle } from '../services/standing.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { payloadOf, type FoundLink, type OpenLink, type PageDeps } from './page.ts'

const pagePrefix = 'page:'

/** The conversation of a page that has a flow of its own. */
export const pageConversation = ({ hash }: Pick<FoundLink, 'hash'>): string =>
  `${pagePrefix}${hash}`

/** The hash of the link whose page a conversation is; null for a chat. */
export const hashOfPage = (conversation: string): string | null =>
  conversation.startsWith(pagePrefix) ? conversation.slice(pagePrefix.length) : null

const accountBehind = (deps: PageDeps, link: FoundLink): string | null =>
  link.row.account ?? payloadOf(deps, link).account

/** Reads what looking at a link needs in one round trip; nothing that is decided depends on these rows alone. */
export async function nearby(deps: PageDeps, link: FoundLink, form: PageForm): Promise<PageDeps> {
  const { store } = deps
  if (store.ahead === undefined) return deps
  const account = accountBehind(deps, link)
  const rows = [
    likelyRow('conversations', link.row.binding.conversation),
    likelyRow('conversations', pageConversation(link)),
    // What a password is compared with.
    likelyRow('settings', hashKindsKey),
    ...(account === null ? [] : [likelyRow('accounts', account)]),
  ]
  const typed = readEmail(form['email'] ?? '')
  const finds =
    typed.outcome !== 'one' ? [] : accountFinds({ by: 'login-email', value: typed.value }, [])
  const { get, find } = await store.ahead({ rows, finds }, store)
  return { ...deps, store: { ...store, get, find } }
}

/** Whose turn the work of a page runs in, and what of it is known before. */
export interface PageWork {
  readonly link: OpenLink
  readonly conversation: string
  /** The account that an entry names, or null; the link's own when left out. */
  readonly account?: string | null
  /** The key of a password on its way to a directory, as the browser sent it; left out for none. */
  readonly passwordKey?: string | null
  /** The login email of an entry. */
  readonly login?: string
}

/** What the work of a page reads; a login email that no account has brings as many rows. */
function pageReads(deps: PageDeps, { link, account, login }: PageWork): ReadAhead {
  const { rules } = deps
  const id = account ?? accountBehind(deps, link)
  const conversations = [link.row.binding.conversation, pageConversation(link)]
  return {
    rows: [
      likelyRow('challenges', link.row.key),
      ...conversations.flatMap((key) => [
        likelyRow('conversations', key),
        likelyRow('sessions', key),
      ]),
      ...personRows(link, rules.personFailures),
      ...(login === undefined ? [] : [limitRow(rules.signInFailures, loginHandle(deps, login))]),
      ...(id === null ? [] : [limitRow(rules.oldPasswords, id), ...accountRows(deps, link, id)]),
    ],
    finds: [],
  }
}

/** As {@link PageDeps.within}, with what the work will read brought in one round trip. */
export async function withinPage<T>(
  deps: PageDeps,
  about: PageWork,
  run: (work: UnitOfWork) => Promise<T>,
): Promise<T> {
  const { conversation, passwordKey } = about
  const reading = async (work: UnitOfWork): Promise<T> => {
    await work.expect(() => pageReads(deps, about))
    return run(work)
  }
  return deps.within(conversation, reading, passwordKey)
}
