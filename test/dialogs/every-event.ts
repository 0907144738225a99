import { expect } from 'chai'
import { assistant } from '../../dialogs/index.ts'
import type { Dialog } from '../../src/flow/dialog.ts'
import type { Effect } from '../../src/flow/effect.ts'
import type { FlowEvent } from '../../src/flow/event.ts'
import { resume, step, type Stepped } from '../../src/flow/step.ts'
import { answers } from '../stand-ins/effect-answers.ts'
import { at, deadEnds, pathTo, viewOf, type Edge, type Reached } from '../stand-ins/exploration.ts'
import { fromOutside, reachedBy } from '../stand-ins/flow-world.ts'
import { createWorld } from '../stand-ins/world.ts'
import { placedAt, placesOf } from './places.ts'
import { facts, needs, type Fact, type FactName, type Need } from './needs.ts'

const dialogs = [...assistant.dialogs.values()]

const effectOf = ({ rest }: Reached): Effect | null =>
  rest.kind === 'working' ? rest.effect : null

/** The row of the table that an effect of a flow fits; undefined for none. */
function needOf(dialog: Dialog, effect: Effect): Need | undefined {
  const rows: readonly Need[] = needs[effect.type]
  return rows.find((row) => (row.in?.includes(dialog.id) ?? true) && (row.when?.(effect) ?? true))
}

const isSpent = (fact: Fact, from: Reached, { event }: Edge): boolean => {
  const effect = effectOf(from)
  return effect !== null && (fact.spent?.(effect, event) ?? false)
}

/** Every configuration of a flow that can be reached without a fact, or after it was used up. */
function reachedWithout(dialog: Dialog, name: FactName): ReadonlySet<Reached> {
  const fact: Fact = facts[name]
  const isGiven = ({ stored }: Reached) => fact.given?.(stored) ?? false
  const beginnings = reachedBy(dialog).filter(({ found }) => found === null)
  const seen = { with: new Set(beginnings.filter(isGiven)), without: new Set<Reached>() }
  for (const each of beginnings) if (!isGiven(each)) seen.without.add(each)
  // Sets are walked to their end, with what is added meanwhile; what is used up goes over to the other.
  for (let size = -1; size !== seen.with.size + seen.without.size;) {
    size = seen.with.size + seen.without.size
    for (const from of seen.without)
      for (const edge of from.edges) {
        if (fact.is(edge.event)) seen.with.add(edge.to)
        else seen.without.add(edge.to)
      }
    for (const from of seen.with)
      for (const edge of from.edges) {
        if (isSpent(fact, from, edge)) seen.without.add(edge.to)
        else seen.with.add(edge.to)
      }
  }
  return seen.without
}

const factNames = (rows: Iterable<Need>): readonly FactName[] => [
  ...new Set([...rows].flatMap((row) => row.before ?? [])),
]

/** The row of every configuration that wants an effect. */
function needsOf(dialog: Dialog): ReadonlyMap<Reached, Need> {
  const rows = reachedBy(dialog).flatMap((each) => {
    const effect = effectOf(each)
    const need = effect === null ? undefined : needOf(dialog, effect)
    if (effect !== null && need === undefined) expect.fail(`not declared: ${effect.type}`)
    return need === undefined ? [] : [[each, need] as const]
  })
  return new Map(rows)
}

/** The effects that an event brings about which is not what has to be right before them. */
function untimely(dialog: Dialog, rows: ReadonlyMap<Reached, Need>): readonly unknown[] {
  return reachedBy(dialog).flatMap(({ edges }) =>
    edges
      .filter(({ event, to, taken }) => {
        const just = taken ? rows.get(to)?.just : undefined
        return just !== undefined && !just.some((name) => facts[name].is(event))
      })
      .map(({ event, to: { rest } }) => ({ event, rest })),
  )
}

describe('every effect of every flow, on every way to it', () => {
  const fitted = new Set<Need>()

  for (const dialog of dialogs) {
    it(`of ${dialog.id} has behind it what it needs`, () => {
      const rows = needsOf(dialog)
      for (const need of rows.values()) fitted.add(need)
      for (const name of factNames(rows.values())) {
        const bare = [...reachedWithout(dialog, name)].filter(
          (each) => rows.get(each)?.before?.includes(name) ?? false,
        )
        expect(bare.map(pathTo), `without ${name}`).to.deep.equal([])
      }
      expect(untimely(dialog, rows)).to.deep.equal([])
    })
  }

  it('is declared with nothing that no flow wants', () => {
    const rows: readonly Need[] = Object.values(needs).flat()
    expect(rows.filter((row) => !fitted.has(row))).to.deep.equal([])
  })
})

const isByUser = (type: string): boolean => type.startsWith('user.')

/** The events that a state and those around it have a transition for. */
function knownAt(dialog: Dialog, { stored }: Reached): ReadonlySet<string> {
  const { root } = dialog.machine
  return new Set([...root.ownEvents, ...(root.states[String(stored.value)]?.ownEvents ?? [])])
}

const oddTexts = [
  '',
  ' ',
  'x'.repeat(100_000),
  '9'.repeat(5_000),
  '\u0000\u202E\uD800',
  '{"type":"code.accepted"}',
  '<b>&</b>',
  '__proto__',
]

const oddChoices = ['', '__proto__', 'value:', 'value:x', 'code.accepted', 'start:sign-in']

/** Where any words are what was asked for. */
const takesWords: ReadonlySet<string> = new Set([
  'ask-problem',
  'ask-comment',
  'with-support',
  ...['account', 'company', 'since', 'holder', 'evidence', 'reach'].map((f) => `ask-claim-${f}`),
  // Whatever is said at the check-up leads back to where everything can be chosen.
  'ask-check-up',
])

/** What a button of another question may still bring about: flows with proofs of their own, and a preference. */
const harmless: ReadonlySet<string> = new Set(['flow.call', 'subscription.switch'])

const wantedBy = ({ rest }: Stepped): string | null =>
  rest.kind === 'working' ? rest.effect.type : null

describe('odd input, in every state of every flow', () => {
  for (const dialog of dialogs) {
    it(`of ${dialog.id}: what is not under way is not known to it`, () => {
      for (const reached of reachedBy(dialog)) {
        const effect = effectOf(reached)
        if (reached.rest.kind === 'finished') continue
        const types =
          effect === null
            ? fromOutside
            : effect.type === 'flow.call'
              ? new Set(['flow.returned'])
              : new Set<string>(answers[effect.type].map(({ type }) => type))
        const foreign = [...knownAt(dialog, reached)].filter(
          (type) => !types.has(type) && !isByUser(type),
        )
        expect(foreign, String(reached.stored.value)).to.deep.equal([])
      }
    })

    it(`of ${dialog.id}: words that are no answer are asked about again`, () => {
      for (const reached of placesOf(dialog)) {
        const flow = resume(dialog, reached.stored)
        for (const text of oddTexts) {
          const { rest } = step(flow, { type: 'user.answered', text, at })
          const isWords = rest.kind === 'working' || takesWords.has(flow.prompt ?? '')
          if (!isWords) expect(rest, text.slice(0, 40)).to.deep.equal(reached.rest)
          if (!takesWords.has(flow.prompt ?? '')) expect(rest.kind).to.equal('asking')
        }
      }
    })

    it(`of ${dialog.id}: a button that is not shown brings nothing about`, () => {
      const places = placesOf(dialog)
      const shown = (place: Reached) => viewOf(dialog, place).choices.map(({ id }) => id)
      const known = [...new Set(places.flatMap(shown))]
      const choose = (place: Reached, choice: string): string | null =>
        wantedBy(step(resume(dialog, place.stored), { type: 'user.chose', choice, at }))
      for (const place of places) {
        const here = new Set(shown(place))
        for (const choice of oddChoices) expect(choose(place, choice), choice).to.equal(null)
        for (const choice of known.filter((each) => !here.has(each))) {
          const wanted = choose(place, choice)
          expect(wanted === null || harmless.has(wanted), choice).to.equal(true)
        }
      }
    })
  }
})

/** What only somebody who can prove something is answered. */
const isProof = (event: FlowEvent): boolean =>
  event.type === 'code.accepted' || Object.values(facts).some(isProofOf(event))

const isProofOf = (event: FlowEvent) => (fact: Fact) =>
  event.type === 'flow.returned' && event.flow !== 'human-check' && fact.is(event)

describe('the way out of every state of every flow', () => {
  for (const dialog of dialogs) {
    it(`of ${dialog.id} is open to whoever can prove nothing`, () => {
      expect(deadEnds(reachedBy(dialog), isProof).map(pathTo)).to.deep.equal([])
    })

    it(`of ${dialog.id} is cancel, and a person is one word away`, async () => {
      const places = new Map(placesOf(dialog).map((place) => [place.stored.value, place]))
      for (const place of places.values()) {
        const world = createWorld()
        await placedAt(world, place)
        const { step: left } = await world.say('cancel')
        expect(left, String(place.stored.value)).to.include({ flow: 'menu' })
        await placedAt(world, place)
        const { step: asked } = await world.say('a person')
        expect(asked.flow, String(place.stored.value)).to.equal('talk-to-support')
        expect(world.troubles).to.deep.equal([])
      }
    })
  }
})
