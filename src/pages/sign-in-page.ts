import { readEmail } from '../domain/address-in-text.ts'
import { readCodeIn } from '../domain/value-in-text.ts'
import type { PageForm, PageNotice } from '../ports/pages.ts'
import type { Account } from '../domain/account.ts'
import { admitTry, forgetTries, type TypedEntry } from '../services/directory-tries.ts'
import { enter, rememberLogin, signInStanding, type Entry } from '../services/sign-in.ts'
import { loginHandle } from '../services/standing.ts'
import { withinPage } from './near.ts'
import { askingFor, withLink, type LinkWork } from './open-link.ts'
import { comparePassword } from './passwords.ts'
import { pageOfOneStep, type OpenLink, type PageDeps, type Shown } from './page.ts'

const asking = (notice: PageNotice | null, asksCode: boolean): Shown => ({
  now: { step: 'sign-in', asksCode },
  notice,
})

function codeOf(form: PageForm): string | null {
  const code = readCodeIn(form['code'] ?? '')
  return code.outcome === 'one' ? code.value : null
}

/**
 * Asks the directory about a password, if it may be asked; nobody's is asked about otherwise, which takes as long. What is
 * decided is committed before, so that tries at once are counted.
 */
async function askForPassword(
  deps: PageDeps,
  { link, typed }: { readonly link: OpenLink; readonly typed: TypedEntry },
  { account, password }: { readonly account: Account | null; readonly password: string },
): Promise<Omit<Entry, keyof TypedEntry>> {
  const { conversation } = link.row.binding
  const about = { link, conversation, account: typed.account, login: typed.email }
  const asks = await withinPage(deps, about, async (work) =>
    admitTry(deps, askingFor(link, work), typed),
  )
  const asked = asks.isHeldBack === true ? null : account
  const compared = await comparePassword(deps, asked, password)
  if (compared.isRightPassword) {
    await withinPage(deps, about, async (work) => forgetTries(deps, askingFor(link, work), typed))
  }
  return { ...compared, ...asks }
}

/** Reads an entry; its password is compared before the unit of work begins. */
async function entryOf(
  deps: PageDeps,
  { link, email }: { readonly link: OpenLink; readonly email: string },
  form: PageForm,
): Promise<Entry> {
  const named = await deps.store.find('accounts', 'loginEmail', { value: email })
  // An address that a directory gives to two entries opens neither.
  const [found] = named.length === 1 ? named : []
  const account = found?.row ?? null
  const typed = { email, account: account?.id ?? null, code: codeOf(form) }
  const password = form['password'] ?? ''
  const compared =
    deps.directory === null
      ? await comparePassword(deps, account, password)
      : await askForPassword(deps, { link, typed }, { account, password })
  return { ...typed, ...compared }
}

async function judge(
  deps: PageDeps,
  { link, entry }: { readonly link: OpenLink; readonly entry: Entry },
  { work, row, spend, tellFlow }: LinkWork,
): Promise<Shown> {
  const outcome = await enter(deps, askingFor(link, work), entry)
  const handle = loginHandle(deps, entry.email)
  await rememberLogin(work, row.binding.conversation, handle)
  const { asksCode: isCodeDue } = await signInStanding(deps, work, handle)
  const asksCode = isCodeDue || entry.isHeldBack === true
  switch (outcome.kind) {
    case 'wrong':
      return asking({ kind: 'wrong-sign-in' }, asksCode)
    case 'code-sent':
      return asking({ kind: 'code-sent' }, true)
    case 'wait':
      return asking(outcome, true)
    case 'too-many':
    case 'locked':
      return asking(outcome, asksCode)
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
  const entry = await entryOf(deps, { link, email: email.value }, form)
  const { conversation } = link.row.binding
  const about = { link, conversation, account: entry.account, login: entry.email }
  return withLink(deps, about, async (within) => judge(deps, { link, entry }, within))
}

/** Takes email and password (and the code that a fourth entry needs), and signs the chat in that offered the link. */
export const signInPage = pageOfOneStep({ show: async () => asking(null, false), take })
