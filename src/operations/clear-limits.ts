import { limitRules } from '../services/limits.ts'
import { clearPauses } from '../services/clear-limits.ts'
import { commitWithRetry } from '../services/commit-retry.ts'
import { beginWork } from '../services/unit-of-work.ts'
import {
  actor,
  refuseUnknown,
  type CommandDeps,
  type CommandIo,
  type ExitCode,
} from './command-io.ts'

const retried = { attempts: 5, busy: 'The counters moved all the time. Try again.' }

/** Only the names of rules are used here, and they do not depend on the numbers. */
const rules = limitRules({ accountFailuresPerDay: 1, sendsPerNumberPerHour: 1 })

/** The counters of single persons and networks against one account; which those are is not known beforehand. */
async function sharesOf({ store }: CommandDeps, id: string): Promise<readonly string[]> {
  const keys: string[] = []
  for await (const { row } of store.scan('limits')) {
    if (row.key.startsWith(`${rules.failureShare.name}:`) && row.key.endsWith(`:${id}`)) {
      keys.push(row.key)
    }
  }
  return keys
}

/** `limits clear`: lets an account's owner try again at once, and records it; 1 when there is no such account. */
export async function clearCommand(
  id: string,
  io: Pick<CommandIo, 'out' | 'err'>,
  deps: CommandDeps,
): Promise<ExitCode> {
  const { sealer } = await deps.keys()
  const shares = await sharesOf(deps, id)
  const cleared = await commitWithRetry(retried, async () => {
    const work = beginWork(deps.store, deps.clock.now())
    const account = await work.get('accounts', id)
    if (account === null) return { commit: { outcome: 'committed' } as const, result: null }
    let many = await clearPauses({ rules, sealer }, work, account)
    for (const key of shares) {
      if ((await work.get('limits', key)) === null) continue
      work.remove('limits', key)
      many += 1
    }
    if (account.lockedUntil !== null) work.put('accounts', { ...account, lockedUntil: null })
    await work.note({ chain: id, action: 'limits.cleared', actor, details: { counters: many } })
    return { commit: await work.commit(), result: many }
  })
  if (cleared === null) return refuseUnknown('account', id, io)
  await io.out(cleared === 1 ? 'Cleared 1 counter.' : `Cleared ${cleared} counters.`)
  return 0
}
