import { checkEntryCode } from './check-code.ts'
import { count, forget, standing } from './limits.ts'
import { signInStanding, type Entry } from './sign-in.ts'
import { loginHandle } from './standing.ts'
import { standIn } from './subject.ts'
import type { Asking, ServiceDeps } from './use-case.ts'

// A directory counts wrong passwords itself, and may lock an account for all that use it. Strangers must not bring that
// about (CWE-645): it is asked about few entries, and about more of them once a code has shown another factor.

/** What an entry names. */
export type TypedEntry = Pick<Entry, 'email' | 'account' | 'code'>

const triesOf = (deps: Pick<ServiceDeps, 'sealer'>, { account, email }: TypedEntry): string =>
  account ?? standIn(loginHandle(deps, email))

/** Whether a directory is asked about an entry, and whether its code was right; left out where none was looked at. */
type Asks = Pick<Entry, 'isHeldBack' | 'isRightCode'>

/**
 * Decides whether a directory is asked about the password of an entry, and counts it before it is. Over the limit, and
 * wherever an entry needs a code, the code comes first. An email that nobody has is treated the same.
 */
export async function admitTry(
  deps: ServiceDeps,
  asking: Asking,
  typed: TypedEntry,
): Promise<Asks> {
  const { work } = asking
  const { email: value, code } = typed
  const { asksCode } = await signInStanding(deps, work, loginHandle(deps, value))
  const { allowedAt } = await standing(work, deps.rules.directoryTries, triesOf(deps, typed))
  if (!asksCode && allowedAt <= work.now) {
    await count(work, deps.rules.directoryTries, triesOf(deps, typed))
    return { isHeldBack: false }
  }
  if (code === null) return { isHeldBack: true }
  const answer = await checkEntryCode(deps, asking, {
    type: 'code.check',
    purpose: 'sign-in',
    target: { by: 'login-email', value },
    code,
    hasPassword: false,
  })
  const isRightCode = answer.type === 'code.accepted'
  return { isHeldBack: !isRightCode, isRightCode }
}

/** Forgets the tries of an account whose password was right: its directory does the same. */
export async function forgetTries(
  deps: ServiceDeps,
  asking: Asking,
  typed: TypedEntry,
): Promise<void> {
  await forget(asking.work, deps.rules.directoryTries, triesOf(deps, typed))
}
