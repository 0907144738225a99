import { emptyConversation } from '../conversation/conversation.ts'
import {
  answeredTurn,
  certainRepeat,
  fingerprint,
  remembered,
  replay,
} from '../conversation/repeats.ts'
import type { GroupTurn, Turn } from '../conversation/turn.ts'
import { ServiceError } from '../errors.ts'
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

/** The key of a conversation as a desk: its threads are all one desk. */
export function deskKey(
  { sealer }: Pick<DeskDeps, 'sealer'>,
  address: Pick<Turn['address'], 'chatChannel' | 'tenantId'>,
  room: string,
): string {
  return sealer.handle('desk', address.chatChannel, address.tenantId, room)
}

function deliveryOf(
  deps: DeskDeps,
  turn: Turn,
  { group, read }: { group: GroupTurn; read: ReadOrder },
): Delivery {
  const { chatChannel, tenantId, userId } = turn.address
  const key = deskKey(deps, turn.address, group.room)
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
  const seen = { key: person, name: group.name, chatChannel, userId, fallback }
  const row = await agentWithin(work, seen)
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

/** One order at most once, however often its delivery comes (attacks J2); its answer is kept with it. */
async function answered(
  delivery: Delivery,
  facts: { desk: DeskRow | null; order: Order; membership: Membership },
): Promise<readonly Said[]> {
  const { deps, turn, key, person } = delivery
  const place = deps.sealer.handle('desk-turns', key, person)
  const { group, ...plain } = turn
  const content = JSON.stringify([group?.press ?? null, group?.handoff ?? null, plain.text])
  const print = fingerprint(deps.sealer, { ...turn, text: content, submission: null })
  return deps.within(place, async (work) => {
    const known = await work.get('conversations', place)
    const row = known ?? emptyConversation(place, deps.defaultLocale, work.now)
    const repeat = certainRepeat(row, turn, print)
    if (repeat !== null) return replay(deps, repeat)
    const outcome = await decided(delivery, facts, work)
    // Whoever switched the language is answered in the new one.
    const desk = (await work.get('desks', key)) ?? facts.desk
    const said = [saidOf(delivery, outcome, localeOfTurn(delivery, desk))]
    const answer = answeredTurn(deps, { turn, print, question: row.question, said })
    const kept = { ...row, ...remembered(row, answer), lastAt: work.now, person }
    work.put('conversations', { ...kept, question: row.question + 1 })
    return said
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

async function receive(delivery: Delivery): Promise<readonly Said[]> {
  const { deps, turn, key } = delivery
  const desk = (await deps.store.get('desks', key))?.row ?? null
  const order = await orderOf(delivery)
  if (desk === null && order?.verb !== 'register') return strange(delivery)
  const locale = localeOfTurn(delivery, desk)
  if (order === null) {
    // Side talk is nobody's order: only words that were said to the assistant get a hint.
    const isSpoken = turn.kind === 'said' && turn.text !== ''
    return isSpoken ? [saidOf(delivery, refused('unknown-order'), locale)] : []
  }
  const membership = await membershipOf(delivery)
  const said = await answered(delivery, { desk, order, membership })
  if (desk === null || order.verb !== 'self-test') return said
  return [...said, ...(await selfTest(deps, desk))]
}

/** Nothing is done on doubt; an operator finds the reason by the reference. */
function failed({ deps, turn }: Delivery, error: unknown): readonly Said[] {
  const isOutage = error instanceof ServiceError
  const code = isOutage ? error.code : 'BUG'
  deps.log.error(isOutage ? 'desk.outage' : 'desk.bug', { code, error })
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
