import {
  featureCount,
  strangeness,
  wordCount,
  type FeatureReader,
} from '../src/text/intent-features.ts'
import { gain, packModel } from '../src/text/intent-model.ts'
import { locales } from '../src/flow/locale.ts'
import { readFluff, seeded, type Labelled } from './sentences.ts'

const rounds = 6
const seeds = [20_240, 20_241]
const rate = 0.5
/** How much a weight is drawn back to nothing, so that what was seen once does not decide. */
const decay = 2e-6
/** Sentences that get a slip of the finger as well. */
const slipShare = 0.15
/** Sentences that are told as a story as well, with words around them that ask for nothing. */
const storyShare = 0.4
/** Features that are left out at random each time, so that no single one decides. */
const dropShare = 0.3
/** What is left to the other classes, so that no sentence makes the weights surer than one sentence can. */
const doubt = 0.05

/** A word is known when so many sentences in scope use it. */
const leastKnown = 2

function knownWords(sentences: readonly Labelled[], featuresOf: FeatureReader): Uint32Array {
  const counts = new Uint32Array(wordCount)
  for (const { label, text } of sentences) {
    if (label === 'outside') continue
    for (const word of featuresOf(text).words) counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}

interface Example {
  readonly features: Uint32Array
  readonly target: number
  readonly weight: number
}

/**
 * Trains a softmax regression by AdaGrad over the sentences, in orders that are the same in every run, and packs its
 * weights. The same sentences give the same bytes. Two trainings are averaged: what one order of sentences did evens out.
 */
export function train(sentences: readonly Labelled[], featuresOf: FeatureReader): Uint8Array {
  const classes = [...new Set(sentences.map(({ label }) => label))].toSorted()
  const counts = knownWords(sentences, featuresOf)
  const mean = new Float32Array(featureCount * classes.length)
  for (const seed of seeds) {
    const random = seeded(seed)
    const examples = examplesOf(sentences, { classes, featuresOf, random, counts })
    const weights = weightsOf(examples, { width: classes.length, random })
    for (const [at, weight] of weights.entries()) {
      mean[at] = (mean[at] ?? 0) + weight / seeds.length
    }
  }
  return packModel(classes, mean, bitsOf(counts))
}

function weightsOf(
  examples: readonly Example[],
  { width, random }: { readonly width: number; readonly random: () => number },
): Float32Array {
  const weights = new Float32Array(featureCount * width)
  const squares = new Float32Array(weights.length)
  for (let round = 0; round < rounds; round += 1) {
    for (const example of shuffled(examples, random)) {
      learn(dropped(example, random), { weights, squares, width })
    }
  }
  return weights
}

/** One bit for each word, set where it is known. */
function bitsOf(counts: Uint32Array): Uint8Array {
  const known = new Uint8Array(wordCount / 8)
  for (const [word, count] of counts.entries()) {
    if (count >= leastKnown) known[word >> 3] = (known[word >> 3] ?? 0) | (1 << (word & 7))
  }
  return known
}

/** The same text with two letters or characters swapped, or one left out. */
function slipped(text: string, random: () => number): string {
  const at = 1 + Math.floor(random() * Math.max(1, text.length - 2))
  const [one = '', other = ''] = [text[at], text[at + 1]]
  const middle = random() < 0.5 ? other + one : other
  return text.slice(0, at) + middle + text.slice(at + 2)
}

const keyOf = ({ locale, label }: Labelled): string => `${locale} ${label}`

const fluff = new Map(locales.map((locale) => [locale, readFluff(locale)]))

/** The same wish with one or two sentences before or after it. */
function told({ locale, text }: Labelled, random: () => number): string {
  const lines = fluff.get(locale) ?? []
  const pick = () => lines[Math.floor(random() * lines.length)] ?? ''
  const [place, mark] = [random(), random() < 0.5 ? ', ' : ' ']
  if (place < 0.35) return pick() + mark + text
  if (place < 0.7) return text + mark + pick()
  return pick() + mark + text + mark + pick()
}

function examplesOf(
  sentences: readonly Labelled[],
  how: {
    readonly classes: readonly string[]
    readonly featuresOf: FeatureReader
    readonly random: () => number
    readonly counts: Uint32Array
  },
): readonly Example[] {
  const counts = new Map<string, number>()
  for (const each of sentences) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1)
  const mean = sentences.length / counts.size
  return sentences.flatMap((each) => {
    const target = how.classes.indexOf(each.label)
    // A class with few sentences must not be forgotten over one with many.
    const weight = Math.sqrt(mean / (counts.get(keyOf(each)) ?? mean))
    const texts = [each.text]
    if (how.random() < slipShare) texts.push(slipped(each.text, how.random))
    if (how.random() < storyShare) texts.push(told(each, how.random))
    // What only this sentence uses would be unknown without it.
    const own = each.label === 'outside' ? 0 : 1
    return texts.map((text) => {
      const { features, words } = how.featuresOf(text)
      const strange = strangeness(words, (word) => (how.counts[word] ?? 0) - own >= leastKnown)
      return { features: Uint32Array.of(...features, ...strange), target, weight }
    })
  })
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item)
}

function dropped(example: Example, random: () => number): Example {
  const features = example.features.filter(() => random() >= dropShare)
  return features.length === 0 ? example : { ...example, features }
}

interface Learner {
  readonly weights: Float32Array
  readonly squares: Float32Array
  readonly width: number
}

function learn({ features, target, weight }: Example, learner: Learner): void {
  const { weights, squares, width } = learner
  const factor = gain(features)
  const likely = likelihoods(features, learner, factor)
  for (let index = 0; index < width; index += 1) {
    const wanted = index === target ? 1 - doubt : doubt / (width - 1)
    const error = ((likely[index] ?? 0) - wanted) * weight * factor
    if (Math.abs(error) < 1e-5) continue
    for (const feature of features) {
      const at = feature * width + index
      const slope = error + decay * (weights[at] ?? 0)
      const square = (squares[at] ?? 0) + slope * slope
      squares[at] = square
      weights[at] = (weights[at] ?? 0) - (rate * slope) / (Math.sqrt(square) + 1e-3)
    }
  }
}

function likelihoods(
  features: Uint32Array,
  { weights, width }: Learner,
  factor: number,
): Float64Array {
  const totals = new Float64Array(width)
  for (const feature of features) {
    const row = feature * width
    for (let index = 0; index < width; index += 1) {
      totals[index] = (totals[index] ?? 0) + (weights[row + index] ?? 0)
    }
  }
  const most = Math.max(...totals)
  let sum = 0
  for (let index = 0; index < width; index += 1) {
    const power = Math.exp(((totals[index] ?? 0) - most) * factor)
    totals[index] = power
    sum += power
  }
  return totals.map((power) => power / sum)
}
