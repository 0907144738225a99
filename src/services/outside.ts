import { referenceOf, type Account } from '../domain/account.ts'
import { minuteMs } from '../domain/durations.ts'
import { ServiceError } from '../errors.ts'
import type { EffectType } from '../flow/effect.ts'
import type {
  Directory,
  DirectoryChannel,
  DirectoryEntry,
  DirectoryOutcome,
} from '../ports/directory.ts'
import type { IntentChange, IntentRow } from '../ports/records/intent.ts'
import type { Sealer } from '../ports/sealer.ts'
import { openKept } from './kept-password.ts'
import type { Asking, Outside, ServiceDeps } from './use-case.ts'

/**
 * How an intent came out; `unknown` while the directory is away or its answer was lost, and nothing more can be done
 * about a password whose page is gone.
 */
export type Outcome = DirectoryOutcome | { readonly outcome: 'unknown' }

const idBytes = 16
/** So long nobody else takes an intent up that the request which made it is about to carry out. */
const leaseMs = minuteMs
const longestWaitMs = 15 * minuteMs

/** What is asked for, and by which effect; null where no flow waits for the outcome. */
interface Wanted {
  readonly account: string
  readonly change: IntentChange
  readonly effect: EffectType | null
}

/** Stages the intent of a change outside: it is carried out once it is committed, and whatever else is staged with it. */
export function askOutside(
  { random }: Pick<ServiceDeps, 'random'>,
  { work, conversation, person, flow, run, callerRun, locale }: Omit<Asking, 'mark' | 'announce'>,
  wanted: Wanted,
): Outside {
  const id = Buffer.from(random.bytes(idBytes)).toString('base64url')
  work.put('intents', {
    id,
    ...wanted,
    asked: { conversation, person, flow, run, callerRun, locale },
    askedAt: work.now,
    dueAt: work.now + leaseMs,
    attempts: 0,
  })
  return { type: 'outside.asked', intent: id }
}

/** Has the directory do what goes with a change that is made, if it can; nobody waits for it. */
export function askAlong(
  deps: Pick<ServiceDeps, 'directory' | 'random'>,
  asking: Omit<Asking, 'mark' | 'announce'>,
  { account, endsSessions }: { readonly account: Account; readonly endsSessions: boolean },
): void {
  const { abilities } = deps.directory ?? {}
  const along = { account: account.id, effect: null } as const
  if (endsSessions && abilities?.endsSessions === true) {
    askOutside(deps, asking, { ...along, change: { kind: 'end-sessions' } })
  }
  if (account.isLocked === true && abilities?.unlocks === true) {
    askOutside(deps, asking, { ...along, change: { kind: 'unlock' } })
  }
}

/** An intent that was tried in vain once more; it is due again after a growing wait. */
export function triedInVain(row: IntentRow, now: number): IntentRow {
  const attempts = row.attempts + 1
  return { ...row, attempts, dueAt: now + Math.min(2 ** attempts * minuteMs, longestWaitMs) }
}

const valuesOf: Readonly<Record<DirectoryChannel, (entry: DirectoryEntry) => readonly string[]>> = {
  loginEmail: (entry) => entry.loginEmails,
  recoveryMobile: (entry) => entry.recoveryMobiles,
  recoveryEmail: (entry) => entry.recoveryEmails,
  contactMobile: (entry) => entry.contactMobiles,
  contactEmail: (entry) => entry.contactEmails,
}

/** What carrying out needs. */
export interface CarryDeps {
  readonly directory: Directory
  readonly sealer: Sealer
  readonly random: ServiceDeps['random']
}

/** How an intent is carried out. */
export interface Carrying {
  /** Whether it may have been tried before. */
  readonly isRepeat: boolean
  /** The key of a password, which the page's browser sent; null where there is none. */
  readonly passwordKey: string | null
}

interface Call {
  readonly row: IntentRow
  readonly reference: string
  readonly passwordKey: string | null
}

const done = { outcome: 'done' } as const

/** The value that a channel holds, and the one that takes its place; null for none. */
interface Ends {
  readonly from: string | null
  readonly to: string | null
}

type Sealing = Pick<ServiceDeps, 'sealer'>

/** Both as an intent keeps them. */
export function sealedEnds({ sealer }: Sealing, { from, to }: Ends): Ends {
  const seal = (value: string | null) => (value === null ? null : sealer.seal(value))
  return { from: seal(from), to: seal(to) }
}

/** Both again, as {@link sealedEnds} was given them. */
export function openedEnds({ sealer }: Sealing, { from, to }: Ends): Ends {
  const open = (sealed: string | null) => (sealed === null ? null : sealer.open(sealed))
  return { from: open(from), to: open(to) }
}

function passwordOf({ row, passwordKey }: Call): string | null {
  const { change, account } = row
  if (change.kind !== 'password' || passwordKey === null) return null
  return openKept({ kept: change.kept, account }, passwordKey)
}

/** Whether a password was set: by itself where its key is there, otherwise by a moment of the directory's own clock. */
async function isPasswordSet(
  { directory }: CarryDeps,
  call: Call,
  entry: DirectoryEntry,
): Promise<boolean> {
  const password = passwordOf(call)
  if (password !== null && directory.abilities.verifiesPassword) {
    return (await directory.verifyPassword(call.reference, password)) === 'right'
  }
  const { change } = call.row
  const before = change.kind === 'password' ? change.changedBefore : undefined
  const { passwordChangedAt: now } = entry
  return before !== undefined && now !== null && now !== before
}

/** Whether a change that may have been made before was made: read where a repeat would not be harmless. */
async function wasMade(deps: CarryDeps, call: Call): Promise<boolean> {
  const { change } = call.row
  const [[entry] = []] = await deps.directory.find([{ by: 'reference', value: call.reference }])
  if (entry === undefined) return false
  if (change.kind === 'password') return isPasswordSet(deps, call, entry)
  if (change.kind !== 'channel' && change.kind !== 'restore') return false
  const values = valuesOf[change.channel](entry)
  const { from, to } = openedEnds(deps, change)
  return (to === null || values.includes(to)) && (from === null || !values.includes(from))
}

/** Whether a directory can tell whether a password was set: by the password itself, or by the time of its change. */
async function tellsPassword({ directory }: CarryDeps, call: Call): Promise<boolean> {
  const { change } = call.row
  if (change.kind !== 'password') return true
  if (passwordOf(call) !== null && directory.abilities.verifiesPassword) return true
  const [[entry] = []] = await directory.find([{ by: 'reference', value: call.reference }])
  return change.changedBefore !== undefined && (entry?.passwordChangedAt ?? null) !== null
}

/** What became of an intent that was stopped: `done` where it was made before, or where nobody can tell. */
async function seeStopped(deps: CarryDeps, call: Call): Promise<Outcome> {
  const mayBeMade = (await wasMade(deps, call)) || !(await tellsPassword(deps, call))
  return mayBeMade ? done : { outcome: 'refused', words: 'it was ended before it was made' }
}

/** A password that keeps every policy and that nobody knows. */
function unknownPassword({ random }: CarryDeps): string {
  return `Aa1!${Buffer.from(random.bytes(24)).toString('base64url')}`
}

async function callDirectory(deps: CarryDeps, call: Call): Promise<Outcome> {
  const { directory } = deps
  const { change, id: operation } = call.row
  const named = { operation, reference: call.reference }
  switch (change.kind) {
    case 'channel':
    case 'restore':
      return directory.changeChannel(named, {
        channel: change.channel,
        ...openedEnds(deps, change),
      })
    case 'password': {
      const password = passwordOf(call)
      return password === null ? { outcome: 'unknown' } : directory.setPassword(named, password)
    }
    case 'disable':
      return directory.setPassword(named, unknownPassword(deps))
    case 'end-sessions':
      return directory.endSessions(named)
    case 'unlock':
      return directory.unlock(named)
    default:
      return change satisfies never
  }
}

/** So many signs of a password in a row tell too much of it. */
const tellingSigns = 4

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Whether words repeat a password, or a piece of it, in any case. */
function tellsOf(words: string, password: string): boolean {
  const [within, secret] = [plain(words), plain(password)]
  const size = Math.min(tellingSigns, secret.length)
  const pieces = Array.from({ length: secret.length - size + 1 }, (_, at) =>
    secret.slice(at, at + size),
  )
  return pieces.some((piece) => within.includes(piece))
}

/**
 * An outcome without what was sent, whichever home it comes from: words of a directory that repeat a piece of a password
 * are left out as a whole, and addresses are hidden in them.
 */
function withoutSent(deps: CarryDeps, call: Call, outcome: Outcome): Outcome {
  if (!('words' in outcome)) return outcome
  const password = passwordOf(call)
  if (password !== null && tellsOf(outcome.words, password)) {
    return { ...outcome, words: 'not shown: they repeat what was sent' }
  }
  const { change } = call.row
  const isMove = change.kind === 'channel' || change.kind === 'restore'
  const { from, to } = isMove ? openedEnds(deps, change) : { from: null, to: null }
  const words = [from, to].reduce(
    (text: string, value) => (value === null ? text : text.replaceAll(value, '[hidden]')),
    outcome.words,
  )
  return { ...outcome, words }
}

/**
 * Asks the directory for what an intent wants, under its operation id, outside of any unit of work. A directory that does
 * not know operation ids is asked first whether a change that may have been tried before was made. One that was stopped
 * is asked for no more: the directory is only read.
 */
export async function carryOut(
  deps: CarryDeps,
  row: IntentRow,
  { isRepeat, passwordKey }: Carrying,
): Promise<Outcome> {
  const reference = referenceOf(row.account)
  if (reference === null) return { outcome: 'refused', words: 'not an account of a directory' }
  const call = { row, reference, passwordKey }
  const isBlind = row.change.kind === 'password' && passwordOf(call) === null
  const looksFirst = isBlind || (isRepeat && !deps.directory.abilities.knowsOperations)
  try {
    if (row.stoppedAt !== undefined) return await seeStopped(deps, call)
    if (looksFirst && (await wasMade(deps, call))) return done
    return withoutSent(deps, call, await callDirectory(deps, call))
  } catch (error) {
    if (error instanceof ServiceError) return { outcome: 'unknown' }
    throw error
  }
}
