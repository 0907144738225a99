import { expect } from 'chai'
import { featureCount, wordCount } from '../../src/text/intent-features.ts'
import { packModel, readModel } from '../../src/text/intent-model.ts'

const classes = ['one', 'other', 'third']

function packed(rows: Readonly<Record<number, readonly number[]>>): Uint8Array {
  const weights = new Float32Array(featureCount * classes.length)
  for (const [feature, row] of Object.entries(rows)) {
    weights.set(row, Number(feature) * classes.length)
  }
  return packModel(classes, weights, new Uint8Array(wordCount / 8).fill(255))
}

/** The likelihoods of a text with these features and no words. */
const scoreOf = (bytes: Uint8Array, ...features: number[]): readonly number[] =>
  readModel(bytes).score({ features: Uint32Array.from(features), words: new Uint32Array() })

describe('the file of the trained weights', () => {
  it('gives the likelihoods of its weights, to within what a half byte holds', () => {
    const row = [4, -1, 0.3]
    // Two features say how strange a text is, so each of the three counts 1 / √3.
    const powers = row.map((weight) => Math.exp(weight / Math.sqrt(3)))
    const sum = powers.reduce((all, power) => all + power, 0)
    for (const [index, share] of scoreOf(packed({ 7: row }), 7).entries()) {
      expect(share).to.be.closeTo((powers[index] ?? 0) / sum, 0.03)
    }
  })

  it('takes what all weights of a feature have in common for nothing', () => {
    const [low, high] = [packed({ 7: [1, 0, -1] }), packed({ 7: [101, 100, 99] })]
    expect(scoreOf(low, 7)).to.deep.equal(scoreOf(high, 7))
  })

  it('leaves small weights of one feature apart beside large ones of another', () => {
    const [first = 0, second = 0] = scoreOf(packed({ 7: [0.4, 0, 0], 9: [0, 0, 20] }), 7)
    expect(first).to.be.greaterThan(second)
  })

  it('finds every feature, the last one too', () => {
    const last = featureCount - 17
    const [, second = 0] = scoreOf(packed({ [last]: [0, 5, 0] }), last)
    expect(second).to.be.greaterThan(0.8)
  })

  it('is refused in another length than its classes need', () => {
    const bytes = packed({})
    expect(() => readModel(bytes.subarray(0, bytes.length - 1))).to.throw('another length')
    expect(() => readModel(Buffer.concat([bytes, Uint8Array.of(0)]))).to.throw('another length')
  })
})
