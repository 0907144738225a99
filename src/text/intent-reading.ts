import type { FlowId } from '../flow/flow-call.ts'
import { smalltalkTopics } from '../flow/command.ts'
import type { Evidence } from '../flow/language.ts'
import { situations, type SituationId } from '../flow/situation.ts'
import type { FeatureReader } from './intent-features.ts'
import type { IntentModel } from './intent-model.ts'
import { plainCommand, type Hearing, type Meant, type Reading, type Understood } from './meaning.ts'

/**
 * From which probability on the best class is acted on; what asks or answers and begins nothing needs less. Calibrated
 * on the sentences that are kept from training (`npm run bench -- --only understanding`).
 */
interface Thresholds {
  readonly flow: number
  readonly answer: number
}

const atMenu: Thresholds = { flow: 0.9, answer: 0.5 }

/** Where a flow waits for something, its own question comes first. */
const insideFlow: Thresholds = { flow: 0.75, answer: 0.75 }

/** What is likelier than this is worth being named in a question back. */
const near = 0.06

/** What is likelier than this is asked about though the text does not name it. */
const alone = 0.7

/** What all that can be helped with must be likelier than together, for a question back. */
const inScope = 0.55

interface Ranked {
  readonly label: string
  readonly share: number
}

/** What the classifier is used with. */
export interface Intents {
  readonly model: IntentModel
  readonly featuresOf: FeatureReader
  readonly conceptsOf: (text: string) => ReadonlySet<string>
  readonly evidence: Readonly<Record<string, Evidence>>
  /** Flows that words can start. */
  readonly flows: readonly FlowId[]
}

/** One text as the classifier sees it. */
interface Sight {
  readonly ranked: readonly Ranked[]
  readonly limits: Thresholds
  readonly flowOf: (label: string) => FlowId | null
  /** Whether the text names what the intent is about. */
  readonly isNamed: (label: string) => boolean
  /** Whether it names that and nothing that speaks against it. */
  readonly isEvident: (label: string) => boolean
}

/** What a text wants by the classifier: acted on when sure, asked back when two or three are near, otherwise null. */
export function intentReading({
  model,
  featuresOf,
  conceptsOf,
  evidence,
  flows,
}: Intents): Reading {
  const flowOf = (label: string): FlowId | null => flows.find((flow) => flow === label) ?? null
  return (hearing) => {
    if (hearing.lexicon.isRefusal(hearing.tokens)) return null
    const shares = model.score(featuresOf(hearing.text))
    const ranked = model.classes
      .map((label, index): Ranked => ({ label, share: shares[index] ?? 0 }))
      .toSorted((one, other) => other.share - one.share)
    const concepts = conceptsOf(hearing.text)
    const names = (groups: Evidence['needs']): boolean =>
      groups.every((group) => group.some((concept) => concepts.has(concept)))
    const isNamed = (label: string): boolean => names(evidence[label]?.needs ?? [])
    const isEvident = (label: string): boolean => {
      const { shows = [], against = [] } = evidence[label] ?? {}
      return isNamed(label) && names(shows) && !against.some((concept) => concepts.has(concept))
    }
    const limits = isMenu(hearing) ? atMenu : insideFlow
    const sight = { ranked, limits, flowOf, isNamed, isEvident }
    return sure(sight) ?? (hearing.expects === 'choice' ? askedBack(sight) : null)
  }
}

/** The menu's own choices start flows; no question inside a flow has any. */
const isMenu = ({ choices, expects }: Hearing): boolean =>
  expects === 'choice' &&
  (choices.length === 0 || choices.some(({ id }) => id.startsWith('start:')))

function situationOf(label: string): SituationId | null {
  return situations.find((situation) => situation === label) ?? null
}

function sure({ ranked: [best], limits, flowOf, isEvident }: Sight): Understood | null {
  if (best === undefined || best.share < limits.answer || !isEvident(best.label)) return null
  const { label, share } = best
  const flow = flowOf(label)
  if (flow !== null) return share >= limits.flow ? { kind: 'flow', flow } : null
  const isOutOfPlace = label === 'outside' && limits !== atMenu
  return isOutOfPlace ? null : answered(label)
}

/** What begins nothing: a situation, help, or friendliness. */
function answered(label: string): Understood | null {
  const situation = situationOf(label)
  if (situation !== null) return { kind: 'situation', situation }
  if (label === 'help') return plainCommand('help')
  const topic = smalltalkTopics.find((each) => each === label)
  return topic === undefined ? null : { kind: 'smalltalk', topic }
}

function askedBack({ ranked, limits, flowOf, isNamed, isEvident }: Sight): Understood | null {
  const helped = ranked.filter(
    ({ label }) => flowOf(label) !== null || (situationOf(label) !== null && label !== 'outside'),
  )
  const together = helped.reduce((sum, { share }) => sum + share, 0)
  const [best] = helped
  if (best === undefined || together < inScope) return null
  const situation = situationOf(best.label)
  if (situation !== null) {
    return limits === atMenu && isEvident(best.label) ? { kind: 'situation', situation } : null
  }
  const candidates = helped
    .filter(
      ({ label, share }) =>
        share >= near && (isNamed(label) || (limits === atMenu && share >= alone)),
    )
    .flatMap(({ label }): readonly Meant[] => {
      const flow = flowOf(label)
      return flow === null ? [] : [{ kind: 'flow', flow }]
    })
  // Inside a flow a single guess would only interrupt.
  const fewest = limits === atMenu ? 1 : 2
  return candidates.length < fewest ? null : { kind: 'unclear', candidates: candidates.slice(0, 3) }
}
