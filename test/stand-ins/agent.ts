import type { Turn } from '../../src/conversation/turn.ts'
import { caseVerbs, type DeskPress, type DeskVerb, type GroupTurn } from '../../src/flow/desk.ts'
import type { Said } from '../../src/flow/reply.ts'
import type { World } from './world.ts'

/** The key that registers a channel in a world. */
export const triageKey = 'a-triage-key-of-16'

/** Every order that works on a case; to look at one does not. */
export const workingVerbs: readonly DeskVerb[] = caseVerbs.filter((verb) => verb !== 'show')

/** Fields with which each of them could be carried out. */
export const workingFields: DeskPress['fields'] = {
  text: 'words',
  name: 'Mei',
  outcome: 'solved',
  severity: 'low',
  until: '2h',
  step: 'sign-in',
}

/** What a case's card is pressed with. */
export interface Pressing {
  readonly number?: number | null
  /** Which state of the case the pressed card shows; by default the one that stands in the channel. */
  readonly revision?: number | null
  readonly fields?: DeskPress['fields']
}

/** Somebody of support in a room that several people read. */
export interface Agent {
  readonly name: string
  /** Types words; the text of everything that answers. */
  type(text: string, turn?: Partial<Turn>, group?: Partial<GroupTurn>): Promise<string>
  /** As {@link type}, the messages themselves. */
  ask(text: string, turn?: Partial<Turn>, group?: Partial<GroupTurn>): Promise<readonly Said[]>
  /** Presses a button of a case's card. */
  press(verb: DeskVerb, pressing?: Pressing, turn?: Partial<Turn>): Promise<string>
  /** A delivery as this agent makes it, for repeating and changing it. */
  turn(group: Partial<GroupTurn>): Partial<Turn>
}

const textOf = (said: readonly Said[]): string => said.map(({ text }) => text).join('\n')

/** An agent of a room; a Teams channel unless it is the built-in agent window. */
export function agentIn(
  world: World,
  name: string,
  room: { readonly id?: string; readonly isOwnDesk?: boolean; readonly userId?: string } = {},
): Agent {
  const { id = '19:support@thread.tacv2', isOwnDesk = false, userId = name.toLowerCase() } = room
  const group = { room: id, thread: null, name, press: null, isOwnDesk, handoff: null }
  const address = {
    chatChannel: isOwnDesk ? 'webchat' : 'msteams',
    tenantId: isOwnDesk ? '' : 'tenant',
    conversationId: id,
    userId,
  }
  const turn = (changed: Partial<GroupTurn>): Partial<Turn> => ({
    address,
    reference: `to ${id}`,
    group: { ...group, ...changed },
  })
  const ask: Agent['ask'] = async (text, changed = {}, groups = {}) =>
    world.deliver({ ...turn(groups), text, ...changed })
  return {
    name,
    turn,
    ask,
    type: async (text, changed, groups) => textOf(await ask(text, changed, groups)),
    async press(verb, pressing = {}, changed = {}) {
      const { number = 1001, fields = {} } = pressing
      const shown = number === null ? null : revisionOn(world, number)
      const { revision = shown } = pressing
      const press = { verb, number, revision, fields }
      return textOf(await world.deliver({ ...turn({ press }), ...changed }))
    },
  }
}

/** The state that the newest card of a case shows; null where none stands. */
function revisionOn(world: World, number: number): number | null {
  const cards = world.desk.messages.map(({ versions }) => versions.at(-1)?.card)
  const actions = cards.flatMap((card) => card?.actions ?? [])
  return actions.findLast((action) => action.number === number)?.revision ?? null
}

/** A room that is registered, by somebody who leads there. */
export async function registered(world: World, name = 'Mei', interest = ''): Promise<Agent> {
  const lead = agentIn(world, name)
  await lead.type(`register triage here ${triageKey} ${interest}`.trim())
  return lead
}

/** Opens a case by the default person; the number it has. */
export async function openCase(
  world: World,
  problem = 'I lost my phone and cannot sign in',
  turn: Partial<Turn> = {},
): Promise<number> {
  await world.say('a person', turn)
  await world.say(problem, turn)
  const { text } = await world.say('yes', turn)
  const number = /\b\d{4}\b/.exec(text)?.[0]
  if (number === undefined) throw new Error(`no case was opened: ${text}`)
  return Number(number)
}

/** Who somebody is as a user: another person in another chat. */
export const personTurn = (userId: string): Partial<Turn> => ({
  address: { chatChannel: 'test', tenantId: '', conversationId: `c-${userId}`, userId },
})

/** A case as it is kept. */
export async function caseIn(world: World, number = 1001) {
  const found = await world.store.get('cases', String(number))
  if (found === null) throw new Error(`there is no case ${number}`)
  return found.row
}

/** What was said in the default chat without having been asked, oldest first. */
export const toldUser = (world: World): readonly string[] =>
  world.proactive.flatMap(({ said }) => said.map(({ text }) => text))

/** Every entry of the audit trail, in order of its chains. */
export async function auditIn(world: World) {
  const rows = []
  for await (const { row } of world.store.scan('audit')) rows.push(row)
  return rows.toSorted((one, other) => one.sequence - other.sequence)
}
