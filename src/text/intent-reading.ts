import { smalltalkTopics, stances, type Stance } from '../flow/command.ts'
import { situations, type SituationId } from '../flow/situation.ts'
import {
  atMenu,
  sightReader,
  type Intents,
  type Ranked,
  type Sight,
  type Thresholds,
} from './intent-sight.ts'
import { plainCommand, type Meant, type Reading, type Understood } from './meaning.ts'

/** From which probability on a situation is answered though the text does not name it: it begins nothing. */
const plainSituation = 0.45

/** Inside a flow, what a text is taken for must be so likely before a part of it is answered. */
const narrowInside = 0.62

/** To say that something is outside begins nothing and offers a person; less will do where the text names such a thing. */
const likelyOutside = 0.4
const plainlyOutside = 0.6

/** At the menu a wish to stop must be this likely. */
const plainlyStopped = 0.7

/** In doubt despair is met: nobody is hurt by a kind word too many. */
const inDoubt = 0.4

/** A situation so likely beside a flow that is not sure is answered: its answer offers the flow, too. */
const besideFlow = 0.15

/** What is likelier than this is worth being named in a question back. */
const near = 0.07

/** What the likeliest must reach for a question back. */
const worthAsking = 0.15

/** What is likelier than this is asked about though the text does not name it, or says that it is not wanted. */
const alone = 0.45

/** What is asked for by a refusal must be likelier than this. */
const beyondRefusal = 0.8

/** Where outside is likelier than this share of the likeliest that can be helped with, nothing is asked back. */
const mostOutside = 0.4

/** Where it is less likely than this that something is outside, less will do for a guess. */
const hardlyOutside = 0.1

/** What is then asked about though the text does not name it. */
const guessedFlow = 0.25

/** From which probability on a situation is answered that names only one of its two things: "my number has a typo". */
const plainPair = 0.75

/** What a text wants by the classifier: acted on when sure, asked back when two or three are near, otherwise null. */
export function intentReading(intents: Intents): Reading {
  const sightOf = sightReader(intents)
  return (hearing) => {
    const sight = sightOf(hearing)
    const met = despair(sight) ?? narrowed(sight)
    if (met !== null) return met
    const wanted = sight.limits === atMenu ? withoutLack(sight) : sight
    return sure(wanted) ?? (hearing.expects === 'choice' ? askedBack(wanted) : null)
  }
}

/** Whoever may not want to live is met, whatever else is said and wherever. */
function despair({ ranked }: Sight): Understood | null {
  const [best] = ranked
  const isMet = best?.label === 'crisis' && best.share >= inDoubt
  return isMet ? { kind: 'situation', situation: 'crisis' } : null
}

/** A situation that is a part of what the text is taken for. */
function narrowed({ ranked, limits, narrowerOf }: Sight): Understood | null {
  const [best] = ranked
  const least = limits === atMenu ? likelyOutside : narrowInside
  // What is not there is the flow's own matter where one waits.
  const isOfFlow = limits !== atMenu && best?.label === 'lacks'
  if (best === undefined || best.share < least || isOfFlow) return null
  const situation = narrowerOf(best.label)
  return situation === null ? null : { kind: 'situation', situation }
}

/** At the menu nothing waits that could be missing, and mostly nothing that could be stopped. */
const withoutLack = (sight: Sight): Sight => ({
  ...sight,
  ranked: sight.ranked.filter(
    ({ label, share }) => label !== 'lacks' && (label !== 'stops' || share >= plainlyStopped),
  ),
})

function situationOf(label: string): SituationId | null {
  return situations.find((situation) => situation === label) ?? null
}

function sure(sight: Sight): Understood | null {
  const { ranked, limits, flowOf, isEvident, isRefusal } = sight
  const [best] = ranked
  if (best === undefined) return null
  const { label, share } = best
  const flow = flowOf(label)
  if (flow !== null) {
    return share >= limits.flow && !isRefusal && isEvident(label) ? { kind: 'flow', flow } : null
  }
  return isAnswerable(best, sight) ? answered(label, limits) : null
}

/** Whether what begins nothing is likely enough to be answered. */
function isAnswerable(best: Ranked, sight: Sight): boolean {
  const { limits, isEvident, isRefusal } = sight
  const { label, share } = best
  if (label === 'outside') {
    return limits === atMenu && share >= (isEvident(label) ? likelyOutside : plainlyOutside)
  }
  const least = leastFor(label, limits)
  const isHeeded = limits === atMenu || !isRefusal || !isRefusable(label)
  const isClear = share >= least && isEvident(label) && isHeeded
  return isClear || isPlainSituation(best, sight)
}

/** Whether a refusal inside a flow may turn it round: of anger, farewell and grief it does not. */
const isRefusable = (label: string): boolean =>
  label === 'help' || (isHelped(label) && !['bereaved', 'others-account'].includes(label))

function leastFor(label: string, limits: Thresholds): number {
  if (label === 'help') return limits.help
  return stances.some((each) => each === label) ? limits.stance : limits.answer
}

/** A situation that is likely without being named; one of two things that are named together must be likelier. */
function isPlainSituation({ label, share }: Ranked, sight: Sight): boolean {
  const { limits, isAgainst, isPair, isNamed, isDenial } = sight
  if (situationOf(label) === null || isAgainst(label)) return false
  // A value that is told is met as one.
  const isTold =
    isNamed(label) || (!isDenial && !sight.hasValue && (!isPair(label) || share >= plainPair))
  return limits === atMenu && share >= plainSituation && isTold
}

/** What begins nothing: a situation, help, or friendliness. */
function answered(label: string, limits: Thresholds): Understood | null {
  const situation = situationOf(label)
  if (situation !== null) return { kind: 'situation', situation }
  if (label === 'help') return plainCommand('help')
  const stance = stances.find((each) => each === label)
  if (stance !== undefined) return limits === atMenu ? ofMenu(stance) : { kind: 'stance', stance }
  const topic = smalltalkTopics.find((each) => each === label)
  // Where a yes or no waits, friendly noises are neither.
  if (topic === 'filler' && limits !== atMenu) return null
  return topic === undefined ? null : { kind: 'smalltalk', topic }
}

/** At the menu nothing waits that could be missing. */
function ofMenu(stance: Stance): Understood | null {
  if (stance === 'lacks') return null
  return plainCommand(stance === 'stops' ? 'cancel' : 'help')
}

const isOutsideOver = ({ ranked }: Sight, least: number): boolean =>
  ranked.some(({ label, share }) => label === 'outside' && share > least)

const isHelped = (label: string): boolean => label !== 'outside' && situationOf(label) !== null

function askedBack(sight: Sight): Understood | null {
  const { ranked, flowOf, isRefusal } = sight
  const helped = ranked.filter(({ label }) => flowOf(label) !== null || isHelped(label))
  const [best] = helped
  if (best === undefined || isOutsideOver(sight, best.share * mostOutside)) return null
  const met = situationOf(best.label) === null ? null : likelySituation(best, sight)
  if (met !== null) return met
  if ((isRefusal && best.share < alone) || best.share < worthAsking) return null
  return situationBeside(helped, sight) ?? question(helped, sight)
}

/** The answer to the likeliest situation, at the menu and where the text speaks for it. */
function likelySituation(best: Ranked, sight: Sight): Understood | null {
  const isMeant = sight.isEvident(best.label) || isPlainSituation(best, sight)
  return sight.limits === atMenu && isMeant ? answered(best.label, sight.limits) : null
}

/** The answer to a situation that stands beside a flow which is not sure. */
function situationBeside(helped: readonly Ranked[], sight: Sight): Understood | null {
  const { limits, isEvident, isRefusal } = sight
  const [best] = helped
  if (best === undefined || isRefusal || limits !== atMenu || best.share >= limits.flow) return null
  const beside = helped
    .slice(0, 3)
    .find(
      ({ label, share }) => situationOf(label) !== null && share >= besideFlow && isEvident(label),
    )
  return beside === undefined ? null : answered(beside.label, limits)
}

/** Whether the likeliest is asked for by saying what is not wanted any more. */
const isStopped = ({ label, share }: Ranked, { stops }: Sight): boolean =>
  stops(label) && share >= beyondRefusal

/** "Did you mean A or B?", of the flows among what can be helped with. */
function question(helped: readonly Ranked[], sight: Sight): Understood | null {
  const { limits, flowOf, isNamed, isAgainst, twinOf, isRefusal } = sight
  const isHard = isOutsideOver(sight, hardlyOutside)
  const leastOf = (label: string) => (isHard || isAgainst(label) ? alone : guessedFlow)
  const isUnnamed = ({ label, share }: Ranked) =>
    limits === atMenu && !sight.hasValue && share >= leastOf(label)
  const labels = helped
    .filter(
      ({ label, share }) =>
        share >= near && ((isNamed(label) && !isAgainst(label)) || isUnnamed({ label, share })),
    )
    // Inside a flow a twin would make two guesses of one.
    .flatMap(({ label }) => [label, ...(limits === atMenu ? twinOf(label).filter(isNamed) : [])])
  const candidates = [...new Set(labels)].flatMap((label): readonly Meant[] => {
    const flow = flowOf(label)
    return flow === null ? [] : [{ kind: 'flow', flow }]
  })
  // Inside a flow a single guess would only interrupt, and what is not wanted is no guess.
  const [best] = helped
  const isMeant = !isRefusal || (best !== undefined && isStopped(best, sight))
  const fewest = limits === atMenu && isMeant ? 1 : 2
  return candidates.length < fewest ? null : { kind: 'unclear', candidates: candidates.slice(0, 3) }
}
