import { readEmail } from '../domain/address-in-text.ts'
import { readForeignHash } from '../domain/password-hash.ts'
import { readCodeIn } from '../domain/value-in-text.ts'
import type { PageForm, PageNotice } from '../ports/pages.ts'
import { decoysIn, otherKinds } from '../services/hash-kinds.ts'
import { enter, rememberLogin, signInStanding, type Entry } from '../services/sign-in.ts'
import { loginHandle } from '../services/standing.ts'
import { askingFor, withLink, type LinkWork } from './open-link.ts'
import { pageOfOneStep, type OpenLink, type PageDeps, type Shown } from './page.ts'

const asking = (notice: PageNotice | null, asksCode: boolean): Shown => ({
  now: { step: 'sign-in', asksCode },
  notice,
})

/**
 * Whether a password made a hash, compared with one hash of every kind that accounts have: an email that nobody has, and
 * a hash that another system made, take as long as any.
 *
 * @param hash null for an account without one, and for no account
 */
async function isRight(deps: PageDeps, password: string, hash: string | null): Promise<boolean> {
  const own = hash ?? deps.decoyHash
  const others = otherKinds([deps.decoyHash, ...(await decoysIn(deps.store))], own)
  const index = await deps.hasher.indexAmong(password, [...others, own])
  return hash !== null && index === others.length
}

function codeOf(form: PageForm): string | null {
  const code = readCodeIn(form['code'] ?? '')
  return code.outcome === 'one' ? code.value : null
}

/** Compares the password before the unit of work begins, and makes our hash of it where another system's was right. */
async function entryOf(deps: PageDeps, email: string, form: PageForm): Promise<Entry> {
  const named = await deps.store.find('accounts', 'loginEmail', { value: email })
  // An address that a directory gives to two entries opens neither.
  const [found] = named.length === 1 ? named : []
  const from = found?.row.passwordHash ?? null
  const password = form['password'] ?? ''
  const isRightPassword = await isRight(deps, password, from)
  const isForeign = isRightPassword && from !== null && readForeignHash(from) !== null
  return {
    email,
    account: found?.row.id ?? null,
    isRightPassword,
    rewritten: isForeign ? { from, to: await deps.hasher.hash(password) } : null,
    code: codeOf(form),
  }
}

async function judge(
  deps: PageDeps,
  { link, entry }: { readonly link: OpenLink; readonly entry: Entry },
  { work, row, spend, tellFlow }: LinkWork,
): Promise<Shown> {
  const outcome = await enter(deps, askingFor(link, work), entry)
  const handle = loginHandle(deps, entry.email)
  await rememberLogin(work, row.binding.conversation, handle)
  const { asksCode } = await signInStanding(deps, work, handle)
  switch (outcome.kind) {
    case 'wrong':
      return asking({ kind: 'wrong-sign-in' }, asksCode)
    case 'code-sent':
      return asking({ kind: 'code-sent' }, true)
    case 'delayed':
      return asking({ kind: 'wait', until: outcome.until }, true)
    case 'locked':
      return asking({ kind: 'locked', until: outcome.until }, asksCode)
    case 'frozen':
    case 'held':
      return asking(outcome, false)
    case 'signed-in': {
      spend()
      await tellFlow({ type: 'page.completed', page: 'sign-in', at: work.now })
      return { now: { step: 'done', outcome: 'signed-in' } }
    }
    default:
      return outcome satisfies never
  }
}

async function take(deps: PageDeps, link: OpenLink, form: PageForm): Promise<Shown | null> {
  const email = readEmail(form['email'] ?? '')
  if (email.outcome !== 'one') return asking({ kind: 'wrong-sign-in' }, false)
  const entry = await entryOf(deps, email.value, form)
  const { conversation } = link.row.binding
  const about = { link, conversation, account: entry.account, login: entry.email }
  return withLink(deps, about, async (within) => judge(deps, { link, entry }, within))
}

/** Takes email and password (and the code that a fourth entry needs), and signs the chat in that offered the link. */
export const signInPage = pageOfOneStep({ show: async () => asking(null, false), take })
