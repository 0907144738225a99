import { limitRules } from '../services/limits.ts'
import { accountNames, clearPauses } from '../services/clear-limits.ts'
import { commitWithRetry } from '../services/commit-retry.ts'
import { beginWork, type UnitOfWork } from '../services/unit-of-work.ts'
import {
  actor,
  refuseUnknown,
  type CommandDeps,
  type CommandIo,
  type ExitCode,
} from './command-io.ts'

const retried = { attempts: 5, busy: 'The counters moved all the time. Try again.' }

/** Only the names of rules are used here, and they do not depend on the numbers. */
const rules = limitRules({ accountFailuresPerDay: 1, sendsPerNumberPerHour: 1, directoryTries: 1 })

const ofPlaces = [rules.failureShare, rules.knownPlace, rules.codeRequests, rules.resetRequests]

/**
 * The counters of single persons and networks against what an account is asked for by; which those are is not known
 * beforehand.
 */
async function ofPersons({ store }: CommandDeps, names: readonly string[]) {
  const keys: string[] = []
  for await (const { row } of store.scan('limits')) {
    const isOfPlace = ofPlaces.some((rule) => row.key.startsWith(`${rule.name}:`))
    if (isOfPlace && names.some((name) => row.key.endsWith(`:${name}`))) keys.push(row.key)
  }
  return keys
}

/** Clears a counter; a place that is known stays so, with nothing counted against it. */
async function clearCounter(work: UnitOfWork, key: string): Promise<number> {
  const row = await work.get('limits', key)
  if (row === null || (row.at.length === 0 && row.consecutive === 0)) return 0
  if (key.startsWith(`${rules.knownPlace.name}:`)) {
    work.put('limits', { ...row, at: [], consecutive: 0 })
  } else {
    work.remove('limits', key)
  }
  return 1
}

/** `limits clear`: lets an account's owner try again at once, and records it; 1 when there is no such account. */
export async function clearCommand(
  id: string,
  io: Pick<CommandIo, 'out' | 'err'>,
  deps: CommandDeps,
): Promise<ExitCode> {
  const { sealer } = await deps.keys()
  const found = await deps.store.get('accounts', id)
  const names = found === null ? [] : accountNames({ sealer }, found.row)
  const keys = await ofPersons(deps, names)
  const cleared = await commitWithRetry(retried, async () => {
    const work = beginWork(deps.store, deps.clock.now())
    const account = await work.get('accounts', id)
    if (account === null) return { commit: { outcome: 'committed' } as const, result: null }
    let many = await clearPauses({ rules, sealer }, work, account)
    for (const key of keys) many += await clearCounter(work, key)
    if (account.lockedUntil !== null) work.put('accounts', { ...account, lockedUntil: null })
    await work.note({ chain: id, action: 'limits.cleared', actor, details: { counters: many } })
    return { commit: await work.commit(), result: many }
  })
  if (cleared === null) return refuseUnknown('account', id, io)
  await io.out(cleared === 1 ? 'Cleared 1 counter.' : `Cleared ${cleared} counters.`)
  return 0
}
