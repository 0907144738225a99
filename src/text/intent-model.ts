import { featureCount, strangeness, wordCount, type TextFeatures } from './intent-features.ts'

/** How likely each class of intent is for some features. */
export interface IntentModel {
  readonly classes: readonly string[]
  /** Probabilities in the order of `classes`; they sum to 1. */
  readonly score: (text: TextFeatures) => readonly number[]
}

const headerLength = 4

/** Puts trained weights into bytes: the length of the header, the header as JSON, then one signed byte per weight. */
export function packModel(
  classes: readonly string[],
  weights: Float32Array,
  known: Uint8Array,
): Uint8Array {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const scale = largest / 127
  const header = new TextEncoder().encode(JSON.stringify({ classes, scale }))
  const bytes = new Uint8Array(headerLength + header.length + known.length + weights.length)
  new DataView(bytes.buffer).setUint32(0, header.length)
  bytes.set(header, headerLength)
  const packed = Int8Array.from(weights, (weight) => Math.round(weight / scale))
  bytes.set(known, headerLength + header.length)
  bytes.set(new Uint8Array(packed.buffer), headerLength + header.length + known.length)
  return bytes
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
  const known = bytes.subarray(start, start + wordCount / 8)
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + start + wordCount / 8)
  const isKnown = (word: number) => (((known[word >> 3] ?? 0) >> (word & 7)) & 1) === 1
  if (weights.length < featureCount * classes.length) throw new Error('the model is too short')
  return {
    classes,
    score: ({ features, words }) => {
      const all = Uint16Array.of(...features, ...strangeness(words, isKnown))
      return softmax(sums(all, weights, classes.length), scale * gain(all))
    },
  }
}

function isHeader(value: unknown): value is { classes: string[]; scale: number } {
  if (typeof value !== 'object' || value === null) return false
  return 'classes' in value && Array.isArray(value.classes) && 'scale' in value
}

/** What each feature counts, so that a long text is as sure as a short one. */
export const gain = (features: Uint16Array): number => 1 / Math.sqrt(features.length)

function sums(features: Uint16Array, weights: Int8Array, width: number): Float64Array {
  const totals = new Float64Array(width)
  for (const feature of features) {
    const row = feature * width
    for (let index = 0; index < width; index += 1) {
      totals[index] = (totals[index] ?? 0) + (weights[row + index] ?? 0)
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
