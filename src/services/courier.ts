import { setImmediate as afterReply } from 'node:timers/promises'
import { ServiceError } from '../errors.ts'
import type { LetterWriter } from '../flow/letter.ts'
import type { ChatSender } from '../ports/chat-sender.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Messenger } from '../ports/messenger.ts'
import type { Random } from '../ports/random.ts'
import type { OutboxRow } from '../ports/records/outbox.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Change, Store, Versioned } from '../ports/store.ts'
import { commitTogetherOrEach } from './commit-retry.ts'
import { messageSchema, noteMailFault, type Message } from './outbox.ts'

/** Delivers what commits have put into the outbox. */
export interface Courier {
  /** Something may be waiting: look at once. */
  wake(): void
  /** Looks now and then too: for what is to be tried again, and for what other instances wrote. */
  start(): void
  /** Takes nothing new and waits for what is on its way. */
  stop(): Promise<void>
  /** Resolves when nothing that is due is left; for tests and for a graceful end. */
  idle(): Promise<void>
}

export interface CourierDeps {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly sealer: Sealer
  readonly messenger: Messenger
  readonly chat: ChatSender
  readonly write: LetterWriter
  /** Tells a desk how a case stands; see triage/sync.ts. */
  readonly tellDesk: (told: { readonly desk: string; readonly number: number }) => Promise<void>
  readonly log: Log
}

/** What became of a message: no gateway took it (`abandoned`), or when to try again (epoch ms). */
type Fate = 'delivered' | 'dropped' | 'abandoned' | { readonly retryAt: number }

/** How many messages are claimed at once. */
const batch = 50
/** So many letters may be on their way before no more are claimed: a gateway that takes its time holds up nobody until then. */
const mostUnderWay = 200
/** Longer than a gateway is given; what a worker that died had claimed is claimed again after it. */
const leaseMs = 20_000
const pollMs = 1_000

const mostAttempts = 5
const firstRetryMs = 1_000
/** The longest wait between two attempts of what is tried until it expires. */
const longestRetryMs = 60_000
/** Retries of many messages are spread over this part of their wait. */
const jitter = 0.25

/** As long as a number; no gateway is asked to send anything there. */
const nobody = '+00000000000'

async function deliver(deps: CourierDeps, id: string, message: Message): Promise<void> {
  if (message.kind === 'chat') {
    const { reference, locale, said } = message
    return deps.chat.send({ reference, locale, said })
  }
  if (message.kind === 'desk') return deps.tellDesk(message)
  const { medium, to, letter, locale } = message
  const written = deps.write(letter, { medium, locale })
  const outgoing = { id, medium, to: to ?? nobody, template: letter.template, ...written }
  return to === null ? deps.messenger.pretend(outgoing) : deps.messenger.deliver(outgoing)
}

interface Failure {
  readonly row: OutboxRow
  /** What was to be delivered, or null when that could not be read. */
  readonly kind: Message['kind'] | null
  readonly error: unknown
}

function afterFailure(deps: CourierDeps, { row, kind, error }: Failure): Fate {
  const attempts = row.attempts + 1
  const code = error instanceof ServiceError ? error.code : 'BUG'
  // A desk may read a line twice, never none; what may have reached a person's chat already is not sent there again.
  const isRetryable = error instanceof ServiceError && (error.retryable || kind === 'desk')
  // Tried until they expire, since nothing repeats them; a person can ask for another code.
  const isPatient = kind === 'desk' || kind === 'chat'
  deps.log.warn('message.failed', { id: row.id, attempts, code, error })
  if (!isRetryable || (!isPatient && attempts >= mostAttempts)) {
    deps.log.error('message.abandoned', { id: row.id, attempts, code })
    return 'abandoned'
  }
  const doubledMs = firstRetryMs * 2 ** Math.min(row.attempts, 16)
  const waitMs = isPatient ? Math.min(doubledMs, longestRetryMs) : doubledMs
  const spreadMs = deps.random.below(Math.floor(waitMs * jitter) + 1)
  return { retryAt: deps.clock.now() + waitMs + spreadMs }
}

/** A claimed row and what it says, or what becomes of it when it says nothing. */
interface Claimed extends Versioned<OutboxRow> {
  readonly message: Message | Extract<Fate, 'dropped' | 'abandoned'>
}

function read(deps: CourierDeps, { row, version }: Versioned<OutboxRow>): Claimed {
  if (row.expiresAt <= deps.clock.now()) return { row, version, message: 'dropped' }
  const opened = deps.sealer.open(row.sealed)
  if (opened === null) {
    deps.log.error('message.unreadable', { id: row.id })
    return { row, version, message: 'dropped' }
  }
  try {
    return { row, version, message: messageSchema.parse(JSON.parse(opened)) }
  } catch (error) {
    afterFailure(deps, { row, kind: null, error })
    return { row, version, message: 'abandoned' }
  }
}

/**
 * Delivers one message of the outbox, with its row's id for the gateway to know a repeat by (attacks J7). Letters are
 * tried again after 1, 2, 4 and 8 seconds, other messages until they expire; an expired one is dropped.
 */
async function deliverRow(deps: CourierDeps, { row, message }: Claimed): Promise<Fate> {
  if (typeof message === 'string') return message
  try {
    await deliver(deps, row.id, message)
    return 'delivered'
  } catch (error) {
    return afterFailure(deps, { row, kind: message.kind, error })
  }
}

function changeFor({ row, version }: Versioned<OutboxRow>, fate: Fate): Change<'outbox'> {
  const next =
    typeof fate === 'string' ? null : { ...row, attempts: row.attempts + 1, dueAt: fate.retryAt }
  return { collection: 'outbox', key: row.id, base: version, row: next }
}

/** Delivers what was claimed, and writes down what became of it. */
async function deliverBatch(deps: CourierDeps, claimed: readonly Claimed[]): Promise<void> {
  if (claimed.length === 0) return
  const { store, clock } = deps
  const delivered = await Promise.all(
    claimed.map(async (each) => ({ ...each, fate: await deliverRow(deps, each) })),
  )
  const changes = delivered.map((each) => changeFor(each, each.fate))
  await commitTogetherOrEach(store, changes)
  for (const { row, fate } of delivered) {
    if (fate === 'abandoned') await noteMailFault(store, row, clock.now())
  }
}

/** The courier's own state. */
interface Round {
  readonly deps: CourierDeps
  /** Set when something may have come in while a round was under way. */
  isWanted: boolean
  isStopped: boolean
  running: Promise<void> | null
  /** Letters that are claimed and not yet written down as delivered. */
  letters: number
  readonly underWay: Set<Promise<void>>
}

/** Letters go their way while the next are claimed: a code waits neither for another's gateway nor until it is written down. */
function sendLetters(round: Round, letters: readonly Claimed[]): void {
  if (letters.length === 0) return
  round.letters += letters.length
  const way = deliverBatch(round.deps, letters)
    .catch((error: unknown) => {
      round.deps.log.error('courier.failed', { error })
    })
    .finally(() => {
      round.letters -= letters.length
      round.underWay.delete(way)
    })
  round.underWay.add(way)
}

const isLetter = ({ message }: Claimed): boolean =>
  typeof message !== 'string' && message.kind === 'letter'

async function drain(round: Round): Promise<void> {
  const { deps } = round
  while (round.isWanted && !round.isStopped) {
    if (round.letters >= mostUnderWay) await Promise.race(round.underWay)
    round.isWanted = false
    const now = deps.clock.now()
    const rows = await deps.store.claim('outbox', { now, leaseUntil: now + leaseMs, limit: batch })
    // Fewer than were asked for are all there were; whoever posts another one wakes the courier.
    round.isWanted ||= rows.length === batch
    const claimed = rows.map((row) => read(deps, row))
    sendLetters(round, claimed.filter(isLetter))
    // Lines of a chat keep their order: they are sent before the next ones are claimed.
    await deliverBatch(
      deps,
      claimed.filter((each) => !isLetter(each)),
    )
  }
}

function wake(round: Round): void {
  round.isWanted = true
  if (round.isStopped || round.running !== null) return
  // A turn wakes the courier before its reply is written: a message that is really sent must not hold that reply up
  // longer than a pretended one (attacks C2).
  round.running = afterReply()
    .then(() => drain(round))
    .catch((error: unknown) => {
      round.deps.log.error('courier.failed', { error })
    })
    .finally(() => {
      round.running = null
    })
}

/** Makes the courier. It delivers each message at least once, the first time right after the commit that wrote it. */
export function createCourier(deps: CourierDeps): Courier {
  const round: Round = {
    deps,
    isWanted: false,
    isStopped: false,
    running: null,
    letters: 0,
    underWay: new Set(),
  }
  let timer: NodeJS.Timeout | null = null
  const idle = async (): Promise<void> => {
    while (round.running !== null || round.underWay.size > 0) {
      await Promise.all([round.running, ...round.underWay])
    }
  }
  return {
    idle,
    wake() {
      wake(round)
    },
    start() {
      timer = setInterval(wake, pollMs, round)
      timer.unref()
      wake(round)
    },
    async stop() {
      round.isStopped = true
      if (timer !== null) clearInterval(timer)
      await idle()
    },
  }
}
