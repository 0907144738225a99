import { stat } from 'node:fs/promises'
import { ServiceError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import { verifyAudit } from './audit.ts'
import { examineCases, examineDesks, examineTellings } from './examine-support.ts'
import { fail, ok, warn, type Finding } from './finding.ts'

export interface MachineDeps {
  readonly clock: Clock
  /** As `process.versions.node`. */
  readonly nodeVersion: string
  readonly dataDir: string
  /** Files that the pages need and that an installation puts there. */
  readonly webAssets: readonly string[]
}

const day = 86_400_000
/** The first of January 2026 and 2100: outside of them no clock is right. */
const earliest = 1_767_225_600_000
const latest = 4_102_444_800_000
/** A message that waits longer than the last of its tries is stuck. */
const outboxLagMs = 60_000
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

async function examineDataDir(dir: string): Promise<Finding> {
  const found = await stat(dir).catch(() => null)
  if (found === null) return warn('data-dir', `${dir} is not there yet`, 'the first start makes it')
  if (!found.isDirectory())
    return fail('data-dir', `${dir} is no folder`, 'set DATA_DIR to a folder')
  // Windows has no such bits and reports all of them.
  const isOpen = process.platform !== 'win32' && (found.mode & 0o077) !== 0
  return isOpen
    ? warn('data-dir', `others on this machine can enter ${dir}`, `chmod 700 ${dir}`)
    : ok('data-dir', `${dir} is closed to others`)
}

async function examineWebAssets(files: readonly string[]): Promise<Finding> {
  const found = await Promise.all(files.map((file) => stat(file).catch(() => null)))
  const missing = files.filter((_, index) => found[index] === null)
  return missing.length === 0
    ? ok('web-assets', 'the files of the pages are there')
    : fail('web-assets', `missing: ${missing.join(', ')}`, 'run npm ci, or npm run prepare')
}

/** Looks at the machine: Node's version, the clock, the folder of the store, the files of the pages. Changes nothing. */
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

/** The newest entry of the system's chain must not come from the future. */
async function examineOrder(store: Store, now: number): Promise<Finding> {
  const head = await store.get('auditHeads', 'system')
  const newest = head === null ? null : await store.get('audit', `system:${head.row.sequence}`)
  if (newest === null || newest.row.at <= now + day) return ok('time', 'goes forward')
  const shown = new Date(newest.row.at).toISOString()
  return fail(
    'time',
    `the audit trail was last written at ${shown}`,
    'the clock was set back: set it right',
  )
}

/** A look that fails is a finding as well, and does not keep the others from being had. */
async function attempt(check: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return fail(check, error.message, `put that right and run doctor again (${error.code})`)
  }
}

/** Looks at what is stored: writing, stuck messages, desks and their cases, every audit chain, times that lie in the future. */
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
    await attempt('audit', () => examineAudit(store)),
    await attempt('time', () => examineOrder(store, now)),
  ]
}
