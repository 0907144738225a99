import { mailAddress } from '../domain/address-in-text.ts'
import type { FlowId } from '../flow/flow-call.ts'
import type { Evidence, Narrower } from '../flow/language.ts'
import type { SituationId } from '../flow/situation.ts'
import type { FeatureReader } from './intent-features.ts'
import type { IntentModel } from './intent-model.ts'
import { isMenu, type Hearing } from './meaning.ts'

/**
 * From which probability on the best class is acted on; what asks or answers and begins nothing needs less. Calibrated
 * on the sentences that are kept from training (`npm run bench -- --only understanding`).
 */
export interface Thresholds {
  readonly flow: number
  readonly answer: number
  /** Help is offered by name only; any other word comes near it. */
  readonly help: number
  /** Words to a question that are no answer to it are short, and none of them begins anything. */
  readonly stance: number
}

/** Where no flow waits. */
export const atMenu: Thresholds = { flow: 0.75, answer: 0.5, help: 0.6, stance: 0.5 }

/** Where a flow waits for something, its own question comes first. */
const insideFlow: Thresholds = { flow: 0.75, answer: 0.75, help: 0.95, stance: 0.5 }

/** One class and how likely it is. */
export interface Ranked {
  readonly label: string
  readonly share: number
}

/** What the classifier is used with. */
export interface Intents {
  readonly model: IntentModel
  readonly featuresOf: FeatureReader
  readonly conceptsOf: (text: string) => ReadonlySet<string>
  readonly evidence: Readonly<Record<string, Evidence>>
  readonly narrower: readonly Narrower[]
  /** Flows that words can start. */
  readonly flows: readonly FlowId[]
}

/** One text as the classifier sees it. */
export interface Sight {
  readonly ranked: readonly Ranked[]
  readonly limits: Thresholds
  readonly flowOf: (label: string) => FlowId | null
  /** Whether the text names what the intent is about. */
  readonly isNamed: (label: string) => boolean
  /** Whether it names something that speaks against the intent. */
  readonly isAgainst: (label: string) => boolean
  /** Whether it names what the intent is about and nothing that speaks against it. */
  readonly isEvident: (label: string) => boolean
  /** Whether the intent is about two things together, such as an address and its change. */
  readonly isPair: (label: string) => boolean
  /** Whether a refusal speaks for the intent. */
  readonly stops: (label: string) => boolean
  /** What is easily meant instead and is asked about beside it. */
  readonly twinOf: (label: string) => readonly string[]
  /** The situation that is a part of the intent and that the text names; null for none. */
  readonly narrowerOf: (label: string) => SituationId | null
  /** Whether it says that something is not wanted: nothing is begun then. */
  readonly isRefusal: boolean
  /** Whether it says that anything is not wanted, also what it is content with: "I don't want to reset my password". */
  readonly isDenial: boolean
  /** Whether an address or a longer number stands in it. */
  readonly hasValue: boolean
}

/** The classes, the likeliest first. */
function rankedBy(
  { classes, score }: IntentModel,
  text: ReturnType<FeatureReader>,
): readonly Ranked[] {
  const shares = score(text)
  return classes
    .map((label, index): Ranked => ({ label, share: shares[index] ?? 0 }))
    .toSorted((one, other) => other.share - one.share)
}

/** What of a text decides, by what is known of each intent. */
function evidenceIn(
  concepts: ReadonlySet<string>,
  { evidence, narrower }: Intents,
): Pick<Sight, 'isNamed' | 'isAgainst' | 'isEvident' | 'narrowerOf'> {
  const has = (concept: string): boolean => concepts.has(concept)
  const names = (groups: Evidence['needs']): boolean => groups.every((group) => group.some(has))
  const isNamed = (label: string): boolean => names(evidence[label]?.needs ?? [])
  const isAgainst = (label: string): boolean => evidence[label]?.against.some(has) ?? false
  return {
    isNamed,
    isAgainst,
    isEvident: (label) =>
      isNamed(label) && names(evidence[label]?.shows ?? []) && !isAgainst(label),
    narrowerOf: (label) => {
      const found = narrower.find(
        ({ of, needs, against }) => of.includes(label) && names(needs) && !against.some(has),
      )
      return found?.situation ?? null
    },
  }
}

/** Whether a text says that something is not wanted; for a refusal, what it sets against that does not count. */
function refusalIn({ lexicon, text }: Hearing): Pick<Sight, 'isRefusal' | 'isDenial'> {
  const parts = lexicon.clausesOf(text).flatMap(lexicon.partsOf).filter(lexicon.isRefusal)
  return {
    isRefusal: parts.some((part) => !lexicon.isSettled(part)),
    isDenial: parts.length > 0,
  }
}

/**
 * Makes what looks at a text with the classifier and the words of its evidence. A mail address in it is a value and no
 * words: whose letters they are says nothing of what is wanted.
 */
export function sightReader(intents: Intents): (hearing: Hearing) => Sight {
  const { model, featuresOf, conceptsOf, evidence, flows } = intents
  const ofIntents = {
    flowOf: (label: string): FlowId | null => flows.find((flow) => flow === label) ?? null,
    isPair: (label: string): boolean => (evidence[label]?.needs.length ?? 0) > 1,
    stops: (label: string): boolean => evidence[label]?.stops === true,
    twinOf: (label: string) => evidence[label]?.twins ?? [],
  }
  return (hearing) => {
    const spoken = hearing.text.replaceAll(mailAddress, ' ')
    const limits = isMenu(hearing) ? atMenu : insideFlow
    return {
      ...ofIntents,
      ...evidenceIn(conceptsOf(hearing.text), intents),
      ranked: rankedBy(model, featuresOf(spoken)),
      limits,
      ...refusalIn(hearing),
      hasValue: spoken !== hearing.text || /\p{N}{5}/u.test(spoken),
    }
  }
}
