import type { Answer } from '../../src/flow/answer.ts'
import type { Dialog } from '../../src/flow/dialog.ts'
import type { Effect } from '../../src/flow/effect.ts'
import type { SupportEvent } from '../../src/flow/event.ts'
import { returned, type FlowId } from '../../src/flow/flow-call.ts'
import { answers } from './effect-answers.ts'
import { at, explore, type Alphabet, type Reached } from './exploration.ts'
import { triedWith } from './flow-givens.ts'

/** A code that somebody types; no stored flow may hold it. */
export const plantedCode = '918273'
/** The hash of a password that a page tells; no stored flow may hold it. */
export const plantedHash = '$2b$10$planted.hash.of.a.new.password'

const answersTo = (effect: Effect): readonly Answer[] =>
  effect.type === 'flow.call'
    ? triedWith(effect.flow).gives.map((output) => returned(effect.flow, output))
    : answers[effect.type]

const aCase = { at, number: 1001 } as const

/** What agents do, for the flow that talks with them. */
const fromSupport: readonly SupportEvent[] = [
  { ...aCase, type: 'support.joined', name: 'Mei' },
  { ...aCase, type: 'support.said', name: 'Mei', text: 'Hello, I am looking into it.' },
  { ...aCase, type: 'support.offered', name: 'Mei', flow: 'reset-password' },
  { ...aCase, type: 'support.left' },
  { ...aCase, type: 'support.ended', isSilent: false },
  { ...aCase, type: 'support.ended', isSilent: true },
  { ...aCase, type: 'support.nudged' },
  { ...aCase, type: 'support.granted', name: 'Mei' },
]

const alphabet: Omit<Alphabet, 'given'> = {
  answers: [
    '13800138000',
    '138',
    '100000000012',
    '203.0.113.10',
    '300.1.1.1',
    'li.wei@example.com',
    'wei@example.org',
    'li@wei@example.com',
    plantedCode,
    'something else',
    '',
  ],
  world: (effect) => answersTo(effect).map((answer) => ({ ...answer, at })),
  outside: [
    { type: 'page.completed', page: 'check', at },
    { type: 'page.completed', page: 'sign-in', at },
    { type: 'page.completed', page: 'confirm', at },
    { type: 'reset.ended', isChanged: true, at },
    { type: 'reset.ended', isChanged: false, at },
    { type: 'password.chosen', hash: plantedHash, at },
    ...fromSupport,
  ],
}

/** What pages and people of support tell is for the one flow that waits for it; any other lets it pass. */
export const fromOutside: ReadonlySet<string> = new Set(
  (alphabet.outside ?? []).map(({ type }) => type),
)

/** A form keeps every answer as it is, so that each more would multiply what can be reached. */
const fewAnswers: Partial<Record<FlowId, readonly string[]>> = {
  'claim-account': [plantedCode, ''],
}

const explored = new Map<Dialog, readonly Reached[]>()

/** Every configuration that a dialog can reach, from its beginnings on; explored when a test first asks for it. */
export function reachedBy(dialog: Dialog): readonly Reached[] {
  const known = explored.get(dialog)
  if (known !== undefined) return known
  const { given } = triedWith(dialog.id)
  const few = fewAnswers[dialog.id]
  const reached = explore(dialog, {
    ...alphabet,
    ...(few === undefined ? {} : { answers: few }),
    given,
  })
  explored.set(dialog, reached)
  return reached
}
