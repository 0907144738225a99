import { accountIdOf, type Account } from '../domain/account.ts'
import { wayIds, type CodeTarget } from '../flow/code.ts'
import { counterKey, type LimitRules } from './limits.ts'
import { resetHandle } from './reset-mail.ts'
import { loginHandle } from './standing.ts'
import { subjectHandle } from './subject.ts'
import type { ServiceDeps } from './use-case.ts'
import type { UnitOfWork } from './unit-of-work.ts'

// What a finished reset, a finished assisted recovery and an operator's command clear: the counters that pause an
// account. Those of persons and networks, and the budgets of texts, stay as they are.

interface Keys extends Pick<ServiceDeps, 'sealer'> {
  readonly rules: LimitRules
}

/** Everything an account can be asked for by, whose handle does not depend on the chat. */
function targetsOf(account: Account): readonly CodeTarget[] {
  const { recoveryMobile: mobile } = account
  return [
    ...(mobile === null ? [] : [{ by: 'mobile', value: mobile } as const]),
    { by: 'account-id', value: accountIdOf(account) },
    ...account.servers.map(({ ip }) => ({ by: 'server-ip', value: ip }) as const),
    ...wayIds.map((way) => ({ by: 'own', way }) as const),
  ]
}

/** The keys of the counters that can pause an account. */
function pausingCounters({ rules, sealer }: Keys, account: Account): readonly string[] {
  const { id, loginEmail } = account
  const ofAccount = [
    rules.accountFailures,
    rules.shownFailures,
    rules.fullMobiles,
    rules.oldPasswords,
    rules.unprovenSends,
    rules.pauseLetters,
  ].map((rule) => counterKey(rule, id))
  const login = loginEmail === null ? null : loginHandle({ sealer }, loginEmail)
  const ofLogin =
    login === null
      ? []
      : [rules.signInFailures, rules.pauseLetters].map((rule) => counterKey(rule, login))
  const ofResets =
    loginEmail === null
      ? []
      : [rules.resetMails, rules.shownResetMails].map((rule) =>
          counterKey(rule, resetHandle({ sealer }, loginEmail)),
        )
  const ofTargets = targetsOf(account).flatMap((target) => {
    const handle = subjectHandle({ sealer }, { conversation: '' }, { target, account: id })
    return [rules.failures, rules.codeRequests].map((rule) => counterKey(rule, handle))
  })
  return [...ofAccount, ...ofLogin, ...ofResets, ...ofTargets]
}

/** What counters of persons and networks against an account end in: its ID, and what it can be asked for by. */
export function accountNames({ sealer }: Pick<Keys, 'sealer'>, account: Account) {
  const { id, loginEmail } = account
  const handles = targetsOf(account).map((target) =>
    subjectHandle({ sealer }, { conversation: '' }, { target, account: id }),
  )
  return [id, ...handles, ...(loginEmail === null ? [] : [resetHandle({ sealer }, loginEmail)])]
}

/** The same as rows to read ahead. */
export const pausingRows = (keys: Keys, account: Account) =>
  pausingCounters(keys, account).map((key) => ({ collection: 'limits', key }) as const)

/** Clears the counters that can pause an account; answers how many there were. */
export async function clearPauses(keys: Keys, work: UnitOfWork, account: Account): Promise<number> {
  let cleared = 0
  for (const key of pausingCounters(keys, account)) {
    if ((await work.get('limits', key)) === null) continue
    work.remove('limits', key)
    cleared += 1
  }
  return cleared
}
