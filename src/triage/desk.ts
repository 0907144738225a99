import { emptyConversation } from '../conversation/conversation.ts'
import { noMemory, presentRow, sealedMemory } from '../conversation/memory.ts'
import {
  certainRepeat,
  fingerprint,
  keptSaid,
  remembered,
  replay,
} from '../conversation/repeats.ts'
import type { Conversations, Turn } from '../conversation/turn.ts'
import { ServiceError } from '../errors.ts'
import type { GroupTurn } from '../flow/desk.ts'
import { localeFor, type Locale } from '../flow/locale.ts'
import type { Said } from '../flow/reply.ts'
import type { Membership } from '../ports/desk-channel.ts'
import type { DeskRow } from '../ports/records/desk.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { agentWithin, type Agent } from './agents.ts'
import { noteBy, refused, type DeskDeps, type Outcome } from './ordering.ts'
import { register } from './desk-orders.ts'
import { carryOutOrder } from './orders.ts'
import { createOrderReader, pressedOrder, type Order } from './order.ts'
import { cardSaid, deskSaid, readerAt, selfTest } from './sync.ts'

type ReadOrder = ReturnType<typeof createOrderReader>

/** One message or press from a conversation that several people read. */
interface Delivery {
  readonly deps: DeskDeps
  readonly turn: Turn
  readonly group: GroupTurn
  /** The key of the conversation as a desk, whether it has joined or not. */
  readonly key: string
  /** The sender's key, the same as in a private chat. */
  readonly person: string
  readonly read: ReadOrder
}

const ownMembership: Membership = { outcome: 'member', emails: [] }

/** The key of the built-in agent window as a desk; no delivery from outside can have it. */
export function ownDeskKey({ sealer }: Pick<DeskDeps, 'sealer'>): string {
  return sealer.handle('own-desk')
}

function deliveryOf(
  deps: DeskDeps,
  turn: Turn,
  { group, read }: { group: GroupTurn; read: ReadOrder },
): Delivery {
  const { chatChannel, tenantId, userId } = turn.address
  const { sealer } = deps
  // All threads of a room are one desk.
  const roomKey = sealer.handle('desk', chatChannel, tenantId, group.room)
  const key = group.isOwnDesk ? ownDeskKey(deps) : roomKey
  const person = sealer.handle('person', chatChannel, tenantId, userId)
  return { deps, turn, group, key, person, read }
}

function localeOfTurn({ deps, turn }: Delivery, desk: DeskRow | null): Locale {
  return desk?.locale ?? localeFor(turn.localeTag) ?? deps.defaultLocale
}

/** The case whose thread something was said in. */
async function threadCase({ deps, group, key }: Delivery): Promise<number | null> {
  if (group.thread === null) return null
  const found = await deps.store.find('deskPosts', 'thread', { value: group.thread })
  return found.find(({ row }) => row.desk === key)?.row.number ?? null
}

/** What an engagement hub tells of a case it works on (Bot Framework's handoff protocol). */
function handedOver({ number, state }: NonNullable<GroupTurn['handoff']>): Order {
  const base = { number, revision: null }
  if (state === 'accepted') return { ...base, verb: 'take', words: '' }
  if (state === 'completed') return { ...base, verb: 'resolve', words: 'solved' }
  return { ...base, verb: 'release', words: '' }
}

async function orderOf(delivery: Delivery): Promise<Order | null> {
  const { group, turn, read } = delivery
  if (group.handoff !== null) return handedOver(group.handoff)
  if (group.press !== null) return pressedOrder(group.press)
  return turn.text === '' ? null : read(turn.text, await threadCase(delivery))
}

/** Puts what came of an order into a message. */
function saidOf({ deps, turn }: Delivery, outcome: Outcome, locale: Locale): Said {
  const known = readerAt(deps, locale)
  const reader = { ...known, timeZone: turn.timeZone ?? known.timeZone }
  switch (outcome.kind) {
    case 'done':
      return deskSaid(deps.face.done(outcome.done, locale), reader)
    case 'refused':
      return deskSaid(deps.face.refused(outcome.why, outcome.facts, locale), reader)
    case 'card':
      return cardSaid(outcome.card, reader)
    case 'text':
      return deskSaid(outcome.text, reader)
    default:
      return outcome satisfies never
  }
}

async function membershipOf({ deps, turn, group }: Delivery): Promise<Membership> {
  if (group.isOwnDesk) return ownMembership
  return deps.channel.membership({ reference: turn.reference, userId: turn.address.userId })
}

async function decided(
  delivery: Delivery,
  { desk, order, membership }: { desk: DeskRow | null; order: Order; membership: Membership },
  work: UnitOfWork,
): Promise<Outcome> {
  const { deps, turn, group, key, person } = delivery
  if (membership.outcome === 'stranger') {
    const details = { reason: 'membership', order: order.verb, number: order.number }
    await noteBy(work, person, { action: 'desk.refused', details })
    return refused('not-member', { number: order.number })
  }
  const locale = localeOfTurn(delivery, desk)
  const fallback = deps.face.namelessAgent(locale)
  const { chatChannel, userId } = turn.address
  // The built-in desk is for trying things out on one's own machine, where everything is allowed.
  const role = group.isOwnDesk ? 'lead' : 'agent'
  const coming = { key: person, name: group.name, chatChannel, userId, fallback, role } as const
  const row = await agentWithin(work, coming)
  if (order.verb === 'register') {
    const { reference } = turn
    const joining = { key, reference, locale, person, name: group.name }
    return register(deps, work, { joining, words: order.words })
  }
  if (desk === null) return refused('unknown-order')
  const current = await work.get('desks', desk.key)
  if (current === null) return refused('unknown-order')
  const agent: Agent = { row, membership }
  return carryOutOrder({ deps, work, desk: current, agent, order, locale })
}

/** Carries out an order once (attacks J2); a repeated delivery gets the kept answer and no outcome. */
async function answered(
  delivery: Delivery,
  facts: { desk: DeskRow | null; order: Order; membership: Membership },
): Promise<{ readonly said: readonly Said[]; readonly outcome: Outcome | null }> {
  const { deps, turn, group, key, person } = delivery
  const place = deps.sealer.handle('desk-turns', key, person)
  const content = JSON.stringify([group.press, group.handoff, turn.text])
  const print = fingerprint(deps.sealer, { ...turn, text: content, submission: null })
  return deps.within(place, async (work) => {
    const known = await work.get('conversations', place)
    const stored = known ?? emptyConversation(place, deps.defaultLocale, work.now)
    const row = presentRow(stored, deps.sealer)
    const repeat = certainRepeat(deps, row, { turn, print })
    if (repeat !== null) return { said: replay(deps, row, repeat), outcome: null }
    const outcome = await decided(delivery, facts, work)
    // The order may have changed the desk's language.
    const desk = (await work.get('desks', key)) ?? facts.desk
    const said = [saidOf(delivery, outcome, localeOfTurn(delivery, desk))]
    const memory = sealedMemory(
      { ...noMemory, heard: print.heard, said: keptSaid(said) },
      deps.sealer,
    )
    const kept = { ...row, ...remembered(deps, row, { ...turn, print }), memory }
    work.put('conversations', { ...kept, question: row.question + 1, lastAt: work.now, person })
    return { said, outcome }
  })
}

/** The answer in a group that is no desk: the assistant speaks in private only. */
function strange(delivery: Delivery): readonly Said[] {
  const { deps, turn } = delivery
  if (turn.kind === 'joined') return []
  const locale = localeOfTurn(delivery, null)
  const step = { flow: 'menu', prompt: 'ask-what', stack: [], question: 0 }
  const text = deps.assistant.texts[locale].groupOnly
  return [{ text, choices: [], form: null, link: null, step, locale }]
}

/** The answer to words that are no order. */
function hint(delivery: Delivery, desk: DeskRow): readonly Said[] {
  const { kind, text } = delivery.turn
  const isSpoken = kind === 'said' && text !== ''
  const locale = localeOfTurn(delivery, desk)
  return isSpoken ? [saidOf(delivery, refused('unknown-order'), locale)] : []
}

const isSelfTest = (outcome: Outcome | null): boolean =>
  outcome?.kind === 'done' && outcome.done.kind === 'self-test'

async function receive(delivery: Delivery): Promise<readonly Said[]> {
  const { deps, key } = delivery
  const desk = (await deps.store.get('desks', key))?.row ?? null
  const order = await orderOf(delivery)
  if (desk === null && order?.verb !== 'register') return strange(delivery)
  if (order === null) return desk === null ? [] : hint(delivery, desk)
  const membership = await membershipOf(delivery)
  const { said, outcome } = await answered(delivery, { desk, order, membership })
  // The self-test runs once its order is committed; a repeated delivery has no outcome and does not run it again.
  return desk !== null && isSelfTest(outcome) ? [...said, ...(await selfTest(deps, desk))] : said
}

/** Logs an outage or a bug, and answers that nothing was done. */
function failed({ deps, turn }: Delivery, error: unknown): readonly Said[] {
  const isOutage = error instanceof ServiceError
  const code = isOutage ? error.code : 'BUG'
  deps.log.error(isOutage ? 'desk.outage' : 'desk.bug', { code, error })
  if (turn.kind !== 'said') return []
  const locale = localeFor(turn.localeTag) ?? deps.defaultLocale
  return [deskSaid(deps.face.outage(locale), readerAt(deps, locale))]
}

/** Makes the triage desk, which takes agents' orders by button and by typed command. */
export function createDesk(deps: DeskDeps): Conversations {
  const read = createOrderReader(deps.face.phrases)
  return {
    async receive(turn) {
      if (turn.group === null) throw new Error('the desk is for conversations of several people')
      const delivery = deliveryOf(deps, turn, { group: turn.group, read })
      try {
        return await receive(delivery)
      } catch (error) {
        return failed(delivery, error)
      }
    },
  }
}
