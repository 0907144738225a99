import type { Dialog } from '../../src/flow/dialog.ts'
import type { Effect } from '../../src/flow/effect.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import type { Locale } from '../../src/flow/locale.ts'
import { enter, resume, step, type Rest, type Stepped } from '../../src/flow/step.ts'
import type { StoredFlow } from '../../src/flow/stored-flow.ts'

/** One configuration of a flow as the exploration reached it. */
export interface Reached {
  readonly stored: StoredFlow
  readonly rest: Rest
  /** The shortest way here. */
  readonly path: readonly FlowEvent[]
  /** Every event that was tried here, and where it led. */
  readonly edges: { readonly event: FlowEvent; readonly to: string; readonly taken: boolean }[]
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

const bounded = new Set(['misses'])

/** Context belongs to the key: a state behind a counter is another state. Counters of misses repeat after four. */
function keyOf({ flow, rest }: Stepped): string {
  const context = JSON.stringify(flow.stored.context, (name, value: unknown) =>
    bounded.has(name) && typeof value === 'number' ? Math.min(value, 5 - (value % 2)) : value,
  )
  return `${JSON.stringify(flow.stored.value)} ${context} ${JSON.stringify(rest)}`
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
  return dialog.view(reached.rest.prompt, { context, locale, now, page })
}

/** A choice that names a command is obeyed by the conversation; no flow is told of it. */
const isForFlow = ({ id }: { readonly id: string }): boolean => !id.startsWith('command:')

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

/** Walks every configuration a flow can reach with an alphabet, breadth first. */
export function explore(dialog: Dialog, alphabet: Alphabet): ReadonlyMap<string, Reached> {
  const reached = new Map<string, Reached>()
  const queue: string[] = []
  const add = (stepped: Stepped, path: readonly FlowEvent[]): string => {
    const key = keyOf(stepped)
    if (!reached.has(key)) {
      reached.set(key, { stored: storedOf(stepped), rest: stepped.rest, path, edges: [] })
      queue.push(key)
    }
    return key
  }
  for (const given of alphabet.given) {
    const input = { at, defaultRegion: 'CN', allowDocumentationIps: true, given }
    add(enter(dialog, input, 'run'), [])
  }
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    const from = reached.get(key)
    if (from === undefined) continue
    const flow = resume(dialog, from.stored)
    for (const event of eventsAt(dialog, from, alphabet)) {
      const stepped = step(flow, event)
      from.edges.push({ event, to: add(stepped, [...from.path, event]), taken: stepped.isTaken })
    }
  }
  return reached
}

/** The configurations from which no finished one can be reached. */
export function deadEnds(reached: ReadonlyMap<string, Reached>): readonly Reached[] {
  const alive = new Set<string>()
  const before = new Map<string, string[]>()
  for (const [key, { edges, rest }] of reached) {
    if (rest.kind === 'finished') alive.add(key)
    for (const { to } of edges) before.set(to, [...(before.get(to) ?? []), key])
  }
  const queue = [...alive]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const from of before.get(key) ?? []) {
      if (!alive.has(from)) {
        alive.add(from)
        queue.push(from)
      }
    }
  }
  return [...reached].filter(([key]) => !alive.has(key)).map(([, each]) => each)
}

/** Every state a chart has, as its own paths name them. */
export function stateNames(dialog: Dialog): readonly string[] {
  return Object.keys(dialog.machine.root.states)
}
