import type { FlowId } from '../flow/flow-call.ts'
import { smalltalkTopics } from '../flow/command.ts'
import { situations, type SituationId } from '../flow/situation.ts'
import type { FeatureReader } from './intent-features.ts'
import type { IntentModel } from './intent-model.ts'
import { oneOf, plainCommand, type Hearing, type Meant, type Reading, type Understood } from './meaning.ts'

/**
 * From which probability on the best class is acted on; what asks or answers and begins nothing needs less. Calibrated
 * on the sentences that are kept from training (`npm run bench -- --only understanding`).
 */
interface Thresholds {
  readonly flow: number
  readonly answer: number
}

const atMenu: Thresholds = { flow: 0.8, answer: 0.5 }

/** Where a flow waits for something, its own question comes first. */
const insideFlow: Thresholds = { flow: 0.85, answer: 0.7 }

/** What is likelier than this is worth being named in a question back. */
const near = 0.06

/** What all that can be helped with must be likelier than together, for a question back. */
const inScope = 0.55

interface Ranked {
  readonly label: string
  readonly share: number
}

/** What a text wants by the classifier: acted on when sure, asked back when two or three are near, otherwise null. */
export function intentReading(
  model: IntentModel,
  featuresOf: FeatureReader,
  flows: readonly FlowId[],
): Reading {
  const flowOf = (label: string): FlowId | null => flows.find((flow) => flow === label) ?? null
  return (hearing) => {
    if (hearing.lexicon.isRefusal(hearing.tokens)) return null
    const shares = model.score(featuresOf(hearing.text))
    const ranked = model.classes
      .map((label, index): Ranked => ({ label, share: shares[index] ?? 0 }))
      .toSorted((one, other) => other.share - one.share)
    const limits = isMenu(hearing) ? atMenu : insideFlow
    return sure(ranked, limits, flowOf) ?? askedBack(ranked, limits, flowOf)
  }
}

/** The menu's own choices start flows; no question inside a flow has any. */
const isMenu = ({ choices, expects }: Hearing): boolean =>
  expects === 'choice' && (choices.length === 0 || choices.some(({ id }) => id.startsWith('start:')))

function situationOf(label: string): SituationId | null {
  return situations.find((situation) => situation === label) ?? null
}

function sure(
  [best]: readonly Ranked[],
  limits: Thresholds,
  flowOf: (label: string) => FlowId | null,
): Understood | null {
  if (best === undefined || best.share < limits.answer) return null
  const { label, share } = best
  const flow = flowOf(label)
  if (flow !== null) return share >= limits.flow ? { kind: 'flow', flow } : null
  const situation = situationOf(label)
  if (situation === 'outside' && limits !== atMenu) return null
  if (situation !== null) return { kind: 'situation', situation }
  if (label === 'help') return plainCommand('help')
  const topic = smalltalkTopics.find((each) => each === label)
  return topic === undefined ? null : { kind: 'smalltalk', topic }
}

function askedBack(
  ranked: readonly Ranked[],
  limits: Thresholds,
  flowOf: (label: string) => FlowId | null,
): Understood | null {
  if (limits !== atMenu) return null
  const helped = ranked.filter(
    ({ label }) => flowOf(label) !== null || (situationOf(label) !== null && label !== 'outside'),
  )
  const together = helped.reduce((sum, { share }) => sum + share, 0)
  const [best] = helped
  if (best === undefined || together < inScope) return null
  const situation = situationOf(best.label)
  if (situation !== null) return { kind: 'situation', situation }
  const candidates = helped
    .filter(({ share }) => share >= near)
    .flatMap(({ label }): readonly Meant[] => {
      const flow = flowOf(label)
      return flow === null ? [] : [{ kind: 'flow', flow }]
    })
  const asked = oneOf(candidates)
  return asked === null || asked.kind === 'unclear' ? asked : { kind: 'unclear', candidates }
}
