import type { Dialog } from '../../src/flow/dialog.ts'
import type { Effect } from '../../src/flow/effect.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { enter, resume, step, type Rest, type Stepped } from '../../src/flow/step.ts'
import type { StoredFlow } from '../../src/flow/stored-flow.ts'

/** One event that was tried in a configuration, and where it led. */
export interface Edge {
  readonly event: FlowEvent
  readonly to: Reached
  readonly taken: boolean
}

/** One configuration of a flow as the exploration reached it. */
export interface Reached {
  readonly stored: StoredFlow
  readonly rest: Rest
  /** The configuration and the event that led here first; null where the flow begins. */
  readonly found: { readonly from: Reached; readonly event: FlowEvent } | null
  /** Every event that was tried here. */
  readonly edges: readonly Edge[]
}

/** The shortest way to a configuration. */
export function pathTo({ found }: Reached): readonly FlowEvent[] {
  return found === null ? [] : [...pathTo(found.from), found.event]
}

export interface Alphabet {
  /** What the flow can be given at its start. */
  readonly given: readonly unknown[]
  /** What people may type; choices are taken from the view. */
  readonly answers: readonly string[]
  /** Every answer of the world to an effect. */
  readonly world: (effect: Effect) => readonly FlowEvent[]
  /** What else may come while a prompt waits. */
  readonly outside?: readonly FlowEvent[]
}

export const at = 1_000_000

/**
 * What of a context tells two configurations apart. Counters of misses repeat after four. Words that are in a case
 * already are not read again, so that any others do as well; those of a rating are still to be told.
 */
function boundedContextOf({ flow }: Stepped): unknown {
  const { value, context } = flow.stored
  const { misses, problem, number } = context as Readonly<Record<string, unknown>>
  const isTold = typeof problem === 'string' && typeof number === 'number' && value !== 'rating'
  return {
    ...(context as object),
    ...(typeof misses === 'number' ? { misses: Math.min(misses, 5 - (misses % 2)) } : {}),
    ...(isTold ? { problem: 'words' } : {}),
  }
}

/** Context belongs to the key: a state behind a counter is another state. */
function standingKeyOf(stepped: Stepped): string {
  return `${JSON.stringify(stepped.flow.stored.value)} ${JSON.stringify(boundedContextOf(stepped))}`
}

function storedOf({ flow }: Stepped): StoredFlow {
  // Through JSON, as it is stored: what does not survive that must not be relied upon.
  return JSON.parse(JSON.stringify(flow.stored)) as StoredFlow
}

const offered = { url: 'http://localhost/p/check/token', words: 'apple river' }

/** What a waiting configuration shows; `page` null as it is when the person comes back to the prompt later. */
export function viewOf(
  dialog: Dialog,
  reached: Pick<Reached, 'stored' | 'rest'>,
  showing: { locale?: Locale; page?: null; now?: number } = {},
) {
  if (reached.rest.kind !== 'asking') throw new Error('only an asking state has a view')
  const { context } = reached.stored
  const { locale = 'en', page = offered, now = at } = showing
  return dialog.view(reached.rest.prompt, { context, locale, now, timeZone: 'UTC', page })
}

/** A choice that names a command or a situation is answered by the conversation; no flow is told of it. */
const isForFlow = ({ id }: { readonly id: string }): boolean => !/^(?:command|situation):/.test(id)

function eventsAt(dialog: Dialog, reached: Reached, alphabet: Alphabet): readonly FlowEvent[] {
  const { rest } = reached
  if (rest.kind === 'finished') return []
  if (rest.kind === 'working') {
    const detours = dialog.detours?.(reached.stored.context, 'en') ?? []
    const isCall = rest.effect.type === 'flow.call'
    return [
      ...alphabet.world(rest.effect),
      ...(isCall ? detours.map(({ id }) => ({ type: 'user.chose', choice: id, at }) as const) : []),
    ]
  }
  const { choices } = viewOf(dialog, reached)
  return [
    ...choices.filter(isForFlow).map(({ id }) => ({ type: 'user.chose', choice: id, at }) as const),
    ...alphabet.answers.map((text) => ({ type: 'user.answered', text, at }) as const),
    { type: 'user.wentBack', at },
    ...(alphabet.outside ?? []),
  ]
}

/** A configuration while its edges are still being found. */
interface Found extends Reached {
  edges: readonly Edge[]
}

/** Walks every configuration a flow can reach with an alphabet, breadth first; the first ones are its beginnings. */
export function explore(dialog: Dialog, alphabet: Alphabet): readonly Reached[] {
  const reached = new Map<string, Found>()
  const standings = new Map<string, StoredFlow>()
  const add = (stepped: Stepped, found: Reached['found']): Reached => {
    const { rest } = stepped
    const standingKey = standingKeyOf(stepped)
    const key = `${standingKey} ${JSON.stringify(rest)}`
    const known = reached.get(key)
    if (known !== undefined) return known
    const stored = standings.get(standingKey) ?? storedOf(stepped)
    standings.set(standingKey, stored)
    const made = { stored, rest, found, edges: [] }
    reached.set(key, made)
    return made
  }
  for (const given of alphabet.given) {
    const input = { at, defaultRegion: 'CN', allowDocumentationIps: true, canText: true, given }
    add(enter(dialog, input, 'run'), null)
  }
  const tryAll = (from: Reached, events: readonly FlowEvent[]): readonly Edge[] => {
    const flow = resume(dialog, from.stored)
    // Where events lead that the state does not know: all of them to one place.
    let unmoved: Reached | null = null
    return events.map((event) => {
      const stepped = step(flow, event)
      if (stepped.isTaken) return { event, to: add(stepped, { from, event }), taken: true }
      unmoved ??= add(stepped, { from, event })
      return { event, to: unmoved, taken: false }
    })
  }
  // A step depends on state, context and event alone: effects that differ in their words lead to the same places.
  const tried = new Map<StoredFlow, Map<string, readonly Edge[]>>()
  // A map is walked to its end, with what is added meanwhile.
  for (const from of reached.values()) {
    const events = eventsAt(dialog, from, alphabet)
    const key = JSON.stringify(events)
    const here = tried.get(from.stored) ?? new Map<string, readonly Edge[]>()
    from.edges = here.get(key) ?? tryAll(from, events)
    tried.set(from.stored, here.set(key, from.edges))
  }
  return [...reached.values()]
}

/** The configurations from which no finished one can be reached. */
export function deadEnds(reached: readonly Reached[]): readonly Reached[] {
  const alive = new Set(reached.filter(({ rest }) => rest.kind === 'finished'))
  const before = new Map<Reached, Reached[]>()
  for (const from of reached) {
    for (const { to } of from.edges) {
      const known = before.get(to)
      if (known === undefined) before.set(to, [from])
      else known.push(from)
    }
  }
  // A set is walked to its end as well.
  for (const each of alive) for (const from of before.get(each) ?? []) alive.add(from)
  return reached.filter((each) => !alive.has(each))
}

/** Every state a chart has, as its own paths name them. */
export function stateNames(dialog: Dialog): readonly string[] {
  return Object.keys(dialog.machine.root.states)
}
