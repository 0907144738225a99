import { stat } from 'node:fs/promises'
import { isOpenState, isOverdue } from '../domain/support-case.ts'
import { minuteMs, dayMs } from '../domain/durations.ts'
import type { Store } from '../ports/store.ts'
import { recentAlarms } from '../services/budgets.ts'
import { deskTellingAt } from '../services/cases/tell-desks.ts'
import { ServiceError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import { verifyAudit } from './audit.ts'
import type { CommandIo, ExitCode } from './command-io.ts'
import { examineDataDir } from './data-dir.ts'
import { fail, ok, warn, type Finding } from './finding.ts'
import { systemChain } from '../services/audit-trail.ts'

/** How long a desk's chat may be unreachable before it is a finding. */
const deskLagMs = 10 * minuteMs
const farAhead = Number.MAX_SAFE_INTEGER
const mostLooked = 1_000

/** Whether there is a desk to tell of cases. */
async function examineDesks(store: Store): Promise<Finding> {
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

/** How many cases are open, and how many of them are late. */
async function examineCases(store: Store, now: number): Promise<Finding> {
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

/** Whether a desk has waited long to be told of a case. */
async function examineTellings(store: Store, now: number): Promise<Finding> {
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

export interface MachineDeps {
  readonly clock: Clock
  /** As `process.versions.node`. */
  readonly nodeVersion: string
  readonly dataDir: string
  /** Files that the pages need and that an installation puts there. */
  readonly webAssets: readonly string[]
}

/** 1 January of 2026 and of 2100; a clock outside of them is wrong. */
const earliest = 1_767_225_600_000
const latest = 4_102_444_800_000
/** A message that is overdue for so long is stuck. */
const outboxLagMs = minuteMs
const maxOverdue = 1000

function examineNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 20 || (major === 20 && minor >= 19)
    ? ok('node', `Node ${version}`)
    : fail('node', `Node ${version} is too old`, 'install Node 20.19 or later, best 24')
}

function examineClock(now: number): Finding {
  const shown = new Date(now).toISOString()
  return now > earliest && now < latest
    ? ok('clock', shown)
    : fail('clock', `the clock says ${shown}`, 'set it, with NTP; codes and links live by it')
}

async function examineWebAssets(files: readonly string[]): Promise<Finding> {
  const found = await Promise.all(files.map((file) => stat(file).catch(() => null)))
  const missing = files.filter((_, index) => found[index] === null)
  return missing.length === 0
    ? ok('web-assets', 'the files of the pages are there')
    : fail('web-assets', `missing: ${missing.join(', ')}`, 'run npm ci, or npm run prepare')
}

/** Examines the machine: Node's version, the clock, the folder of the store, the files of the pages. Changes nothing. */
export async function examineMachine(deps: MachineDeps): Promise<readonly Finding[]> {
  return [
    examineNode(deps.nodeVersion),
    examineClock(deps.clock.now()),
    await examineDataDir(deps.dataDir),
    await examineWebAssets(deps.webAssets),
  ]
}

async function examineWriting(store: Store): Promise<Finding> {
  await store.check()
  return ok('store', 'can be read and written')
}

async function examineOutbox(store: Store, now: number): Promise<Finding> {
  const overdue = await store.due('outbox', { before: now - outboxLagMs, limit: maxOverdue })
  if (overdue.length === 0) return ok('outbox', 'no message waits longer than it should')
  const many = overdue.length === maxOverdue ? `${maxOverdue} or more` : `${overdue.length}`
  return warn(
    'outbox',
    `${many} messages have waited for over a minute`,
    'start the server, and look at its log for what the gateway answers',
  )
}

async function examineAudit(store: Store): Promise<Finding> {
  const { chains, entries, faults } = await verifyAudit(store)
  if (faults.length === 0) return ok('audit', `${entries} entries in ${chains} chains hold`)
  return fail(
    'audit',
    `${faults.length} of ${chains} chains are broken`,
    'run audit verify, keep the store as evidence, and compare it with a backup',
  )
}

/** Whether the newest entry of the system's chain lies in the future. */
async function examineOrder(store: Store, now: number): Promise<Finding> {
  const head = await store.get('auditHeads', systemChain)
  const newest = head === null ? null : await store.get('audit', `system:${head.row.sequence}`)
  if (newest === null || newest.row.at <= now + dayMs) return ok('time', 'goes forward')
  const shown = new Date(newest.row.at).toISOString()
  return fail(
    'time',
    `the audit trail was last written at ${shown}`,
    'the clock was set back: set it right',
  )
}

/** Turns an outage during a look into a finding, so that the other looks still happen. */
async function attempt(check: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return fail(check, error.message, `put that right and run doctor again (${error.code})`)
  }
}

/** Whether something that strangers can use up was used up in the last day. */
async function examineAlarms(store: Store, now: number): Promise<Finding> {
  const alarms = await recentAlarms(store, now)
  if (alarms.length === 0) return ok('limits', 'no budget was used up in the last day')
  const told = alarms.map(({ kind, at }) => `${kind} at ${new Date(at).toISOString()}`)
  return warn(
    'limits',
    `used up in the last day: ${told.join(', ')}`,
    'look for limit.alarm in the log, and see docs/security.md, Budgets',
  )
}

/** Examines what is stored: writing, stuck messages, desks and their cases, audit chains, times in the future. */
export async function examineStore(deps: {
  readonly store: Store
  readonly clock: Clock
}): Promise<readonly Finding[]> {
  const { store } = deps
  const now = deps.clock.now()
  return [
    await attempt('store', () => examineWriting(store)),
    await attempt('outbox', () => examineOutbox(store, now)),
    await attempt('desks', () => examineDesks(store)),
    await attempt('cases', () => examineCases(store, now)),
    await attempt('tellings', () => examineTellings(store, now)),
    await attempt('limits', () => examineAlarms(store, now)),
    await attempt('audit', () => examineAudit(store)),
    await attempt('time', () => examineOrder(store, now)),
  ]
}

/** Findings as lines: level, what, how it is, and what to do; 1 when any of them is a failure. */
export async function printFindings(
  findings: readonly Finding[],
  io: Pick<CommandIo, 'out'>,
): Promise<ExitCode> {
  for (const { level, check, message, remedy } of findings) {
    const todo = remedy === null ? '' : ` → ${remedy}`
    await io.out(`${level.padEnd(4)}  ${check}: ${message}${todo}`)
  }
  return findings.some(({ level }) => level === 'fail') ? 1 : 0
}
