import { emptyConversation } from '../conversation/conversation.ts'
import { certainRepeat, fingerprint, remembered, replay } from '../conversation/repeats.ts'
import type { Turn } from '../conversation/turn.ts'
import { ServiceError } from '../errors.ts'
import type { GroupTurn } from '../flow/desk.ts'
import { localeFor, type Locale } from '../flow/locale.ts'
import type { Said } from '../flow/reply.ts'
import type { Membership } from '../ports/desk-channel.ts'
import type { DeskRow } from '../ports/records/desk.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { agentWithin, type Agent } from './agents.ts'
import type { Desk, DeskDeps } from './desk-deps.ts'
import { register } from './desk-orders.ts'
import { carryOutOrder } from './orders.ts'
import { createOrderReader, pressedOrder, type Order } from './order.ts'
import { refused, type Outcome } from './ordering.ts'
import { selfTest } from './self-test.ts'
import { cardSaid, deskSaid } from './sync.ts'

type ReadOrder = ReturnType<typeof createOrderReader>

/** One delivery from a conversation that several people read. */
interface Delivery {
  readonly deps: DeskDeps
  readonly turn: Turn
  readonly group: GroupTurn
  /** The desk's key, whether it is one or not. */
  readonly key: string
  /** The sender's, the same as in a chat of their own. */
  readonly person: string
  readonly read: ReadOrder
}

const ownMembership: Membership = { outcome: 'member', emails: [] }

/** The key of the built-in agent window as a desk; no delivery from outside can have it. */
export function ownDeskKey({ sealer }: Pick<DeskDeps, 'sealer'>): string {
  return sealer.handle('own-desk')
}

/** The key of a conversation as a desk: its threads are all one desk. */
function deskKey(deps: DeskDeps, { address }: Turn, { room, isOwnDesk }: GroupTurn): string {
  const { chatChannel, tenantId } = address
  return isOwnDesk ? ownDeskKey(deps) : deps.sealer.handle('desk', chatChannel, tenantId, room)
}

function deliveryOf(
  deps: DeskDeps,
  turn: Turn,
  { group, read }: { group: GroupTurn; read: ReadOrder },
): Delivery {
  const { chatChannel, tenantId, userId } = turn.address
  const key = deskKey(deps, turn, group)
  const person = deps.sealer.handle('person', chatChannel, tenantId, userId)
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
function saidOf({ deps }: Delivery, outcome: Outcome, locale: Locale): Said {
  switch (outcome.kind) {
    case 'done':
      return deskSaid(deps.face.done(outcome.done, locale), locale)
    case 'refused':
      return deskSaid(deps.face.refused(outcome.why, outcome.facts, locale), locale)
    case 'card':
      return cardSaid(outcome.card, locale)
    case 'text':
      return deskSaid(outcome.text, locale)
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
    const actor = `agent:${person}`
    await work.note({ chain: 'system', action: 'desk.refused', actor, details })
    return refused('not-member', { number: order.number })
  }
  const locale = localeOfTurn(delivery, desk)
  const fallback = deps.face.namelessAgent(locale)
  const { chatChannel, userId } = turn.address
  // Whoever tries both sides on their own machine may do everything there.
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

interface Answered {
  readonly said: readonly Said[]
  /** Null for a repeat, which is answered as before and does nothing. */
  readonly outcome: Outcome | null
}

/** One order at most once, however often its delivery comes (attacks J2); its answer is kept with it. */
async function answered(
  delivery: Delivery,
  facts: { desk: DeskRow | null; order: Order; membership: Membership },
): Promise<Answered> {
  const { deps, turn, key, person } = delivery
  const place = deps.sealer.handle('desk-turns', key, person)
  const { group, ...plain } = turn
  const content = JSON.stringify([group?.press ?? null, group?.handoff ?? null, plain.text])
  const print = fingerprint(deps.sealer, { ...turn, text: content, submission: null })
  return deps.within(place, async (work) => {
    const known = await work.get('conversations', place)
    const row = known ?? emptyConversation(place, deps.defaultLocale, work.now)
    const repeat = certainRepeat(row, turn, print)
    if (repeat !== null) return { said: replay(deps, repeat), outcome: null }
    const outcome = await decided(delivery, facts, work)
    // In the language that the room has by now.
    const desk = (await work.get('desks', key)) ?? facts.desk
    const said = [saidOf(delivery, outcome, localeOfTurn(delivery, desk))]
    const memory = remembered(deps, row, { receivedAt: turn.receivedAt, print, said })
    const kept = { ...row, ...memory, lastAt: work.now, person }
    work.put('conversations', { ...kept, question: row.question + 1 })
    return { said, outcome }
  })
}

/** What is said where no desk is: that nothing is spoken of in a group. */
function strange(delivery: Delivery): readonly Said[] {
  const { deps, turn } = delivery
  if (turn.kind === 'joined') return []
  const locale = localeOfTurn(delivery, null)
  const step = { flow: 'menu', prompt: 'ask-what', stack: [], question: 0 }
  const text = deps.assistant.texts[locale].groupOnly
  return [{ text, choices: [], form: null, link: null, step, locale }]
}

/** Side talk is nobody's order: only words that were said to the assistant get a hint. */
function hint(delivery: Delivery, desk: DeskRow): readonly Said[] {
  const { kind, text } = delivery.turn
  const isSpoken = kind === 'said' && text !== ''
  const locale = localeOfTurn(delivery, desk)
  return isSpoken ? [saidOf(delivery, refused('unknown-order'), locale)] : []
}

async function receive(delivery: Delivery): Promise<readonly Said[]> {
  const { deps, key } = delivery
  const desk = (await deps.store.get('desks', key))?.row ?? null
  const order = await orderOf(delivery)
  if (desk === null && order?.verb !== 'register') return strange(delivery)
  if (order === null) return desk === null ? [] : hint(delivery, desk)
  const membership = await membershipOf(delivery)
  const { said, outcome } = await answered(delivery, { desk, order, membership })
  return [...said, ...(await tried(delivery, desk, outcome))]
}

/** A self-test is done after its order was kept, and once. */
async function tried(
  { deps }: Delivery,
  desk: DeskRow | null,
  outcome: Outcome | null,
): Promise<readonly Said[]> {
  const isTest = outcome?.kind === 'done' && outcome.done.kind === 'self-test'
  return desk !== null && isTest ? selfTest(deps, desk) : []
}

/** Nothing is done on doubt; an operator finds the reason by the reference. */
function failed({ deps, turn }: Delivery, error: unknown): readonly Said[] {
  const isOutage = error instanceof ServiceError
  const code = isOutage ? error.code : 'BUG'
  deps.log.error(isOutage ? 'desk.outage' : 'desk.bug', { code, error })
  if (turn.kind !== 'said') return []
  const locale = localeFor(turn.localeTag) ?? deps.defaultLocale
  return [deskSaid(deps.face.outage(locale), locale)]
}

/** Makes the desk: what agents order, by button and by typed command alike, checked at the moment they do. */
export function createDesk(deps: DeskDeps): Desk {
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
