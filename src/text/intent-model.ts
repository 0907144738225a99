import { featureCount, strangeness, wordCount, type TextFeatures } from './intent-features.ts'

/** How likely each class of intent is for some features. */
export interface IntentModel {
  readonly classes: readonly string[]
  /** Probabilities in the order of `classes`; they sum to 1. */
  readonly score: (text: TextFeatures) => readonly number[]
}

const headerLength = 4

/** A weight is kept in half a byte: how many steps of its feature it lies above the least of them. */
const mostSteps = 15

/** A feature's step is kept in one byte, as a share of the largest. */
const mostShares = 255

/**
 * Puts trained weights into bytes: the length of the header, the header as JSON, one bit for each known word, one byte
 * for each feature with its step, and half a byte for each weight. What all weights of a feature have in common says
 * nothing of the classes and is left out.
 */
export function packModel(
  classes: readonly string[],
  weights: Float32Array,
  known: Uint8Array,
): Uint8Array {
  const width = classes.length
  const rows = Array.from({ length: featureCount }, (_, feature) =>
    weights.subarray(feature * width, (feature + 1) * width),
  )
  const leasts = rows.map((row) => Math.min(...row))
  const steps = rows.map((row, feature) => (Math.max(...row) - (leasts[feature] ?? 0)) / mostSteps)
  const scale = steps.reduce((most, step) => Math.max(most, step), 0) / mostShares
  const shares = Uint8Array.from(steps, (step) => Math.ceil(step / scale))
  const halves = new Uint8Array(Math.ceil((featureCount * width) / 2))
  for (const [feature, row] of rows.entries()) {
    const step = (shares[feature] ?? 0) * scale
    if (step === 0) continue
    for (const [index, weight] of row.entries()) {
      const at = feature * width + index
      const half = Math.round((weight - (leasts[feature] ?? 0)) / step)
      halves[at >> 1] = (halves[at >> 1] ?? 0) | (half << ((at & 1) * 4))
    }
  }
  const header = new TextEncoder().encode(JSON.stringify({ classes, scale }))
  return joined([header, known, shares, halves])
}

/** The parts, after the length of the first. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, headerLength))
  new DataView(bytes.buffer).setUint32(0, parts[0]?.length ?? 0)
  let at = headerLength
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** The weights of a model, where its file has them. */
interface Weights {
  readonly width: number
  readonly shares: Uint8Array
  readonly halves: Uint8Array
}

/**
 * Reads a model from its bytes, without copying the weights.
 *
 * @throws Error for bytes of another shape: the file belongs to another version
 */
export function readModel(bytes: Uint8Array): IntentModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint32(0)
  const start = headerLength + length
  const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(headerLength, start)))
  if (!isHeader(header)) throw new Error('the model has no header that can be read')
  const { classes, scale } = header
  const width = classes.length
  const known = bytes.subarray(start, start + wordCount / 8)
  const rest = bytes.subarray(start + wordCount / 8)
  const weights = {
    width,
    shares: rest.subarray(0, featureCount),
    halves: rest.subarray(featureCount),
  }
  if (weights.halves.length !== Math.ceil((featureCount * width) / 2)) {
    throw new Error('the model has another length than its classes need')
  }
  const isKnown = (word: number) => (((known[word >> 3] ?? 0) >> (word & 7)) & 1) === 1
  return {
    classes,
    score: ({ features, words }) => {
      const all = Uint32Array.of(...features, ...strangeness(words, isKnown))
      return softmax(sums(all, weights), scale * gain(all))
    },
  }
}

function isHeader(value: unknown): value is { classes: string[]; scale: number } {
  if (typeof value !== 'object' || value === null) return false
  return 'classes' in value && Array.isArray(value.classes) && 'scale' in value
}

/** What each feature counts, so that a long text is as sure as a short one. */
export const gain = (features: Uint32Array): number => 1 / Math.sqrt(features.length)

function sums(features: Uint32Array, { width, shares, halves }: Weights): Float64Array {
  const totals = new Float64Array(width)
  for (const feature of features) {
    const step = shares[feature] ?? 0
    if (step === 0) continue
    const row = feature * width
    for (let index = 0; index < width; index += 1) {
      const at = row + index
      const half = ((halves[at >> 1] ?? 0) >> ((at & 1) * 4)) & 15
      totals[index] = (totals[index] ?? 0) + step * half
    }
  }
  return totals
}

function softmax(totals: Float64Array, factor: number): readonly number[] {
  const most = Math.max(...totals)
  const powers = Array.from(totals, (total) => Math.exp((total - most) * factor))
  const sum = powers.reduce((all, power) => all + power, 0)
  return powers.map((power) => power / sum)
}
