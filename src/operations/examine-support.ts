import { isOpenState, isOverdue } from '../domain/support-case.ts'
import type { Store } from '../ports/store.ts'
import { deskTellingAt } from '../services/cases/tell-desks.ts'
import { ok, warn, type Finding } from './finding.ts'

/** So long may a desk's chat be away before somebody should look at it. */
const deskLagMs = 10 * 60_000
const farAhead = Number.MAX_SAFE_INTEGER
const mostLooked = 1_000

/** Whether people of support can be told of cases at all. */
export async function examineDesks(store: Store): Promise<Finding> {
  const desks = await store.find('desks', 'every', { value: 'every' })
  if (desks.length === 0) {
    return warn(
      'desks',
      'no triage channel is registered',
      'say `register triage here KEY` in the channel of the people of support; see docs/support.md',
    )
  }
  return ok('desks', desks.length === 1 ? '1 is registered' : `${desks.length} are registered`)
}

/** How many cases people have to work on, and whether any of them is late. */
export async function examineCases(store: Store, now: number): Promise<Finding> {
  let open = 0
  let late = 0
  for await (const { row } of store.scan('cases')) {
    if (!isOpenState(row.state)) continue
    open += 1
    if (isOverdue(row.memory, now)) late += 1
  }
  if (late === 0) return ok('cases', `${open} open, none late`)
  return warn('cases', `${open} open, ${late} late`, 'say `cases late` at a desk')
}

/** Whether a desk was not told of a case for long. */
export async function examineTellings(store: Store, now: number): Promise<Finding> {
  const waiting = await store.due('outbox', { before: farAhead, limit: mostLooked })
  const old = waiting.filter(({ row }) => {
    const at = deskTellingAt(row)
    return at !== null && now - at > deskLagMs
  })
  if (old.length === 0) return ok('tellings', 'every desk knows its cases')
  return warn(
    'tellings',
    `${old.length} of a desk's cases were not told for over ten minutes`,
    'look at the log for what its chat answers; say `triage self-test` there; unregister a desk that is gone',
  )
}
