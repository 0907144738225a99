import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { vocabulary } from '../../src/app/vocabulary.ts'
import { smalltalkTopics, stances } from '../../src/flow/command.ts'
import { locales } from '../../src/flow/locale.ts'
import { projectRoot } from '../../src/root.ts'
import { createLexicon } from '../../src/text/lexicon.ts'
import { readSentences, readTold, type Labelled } from '../../training/sentences.ts'

const { tokensOf } = createLexicon(vocabulary.sentences)
const foldOf = (text: string): string => tokensOf(text).join(' ')

const measuredIn = (name: string) =>
  readFileSync(join(projectRoot(), 'training', name), 'utf8')
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map((line) => line.split('\t'))

const heldOut = measuredIn('held-out.tsv')

function countsOf(told: readonly Labelled[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { label } of told) counts.set(label, (counts.get(label) ?? 0) + 1)
  return counts
}

/** Friendly words have few forms, and stand in the shapes alone. */
const friendly = new Set(['greeting', 'thanks', 'bot', 'chatter'])

/** What is said in passing: a topic or a stance, in a few words. */
const isShort = (label: string): boolean =>
  [...smalltalkTopics, ...stances].some((each) => each === label)

describe('the sentences that understanding is trained on', () => {
  const labels = new Set(readSentences().map(({ label }) => label))

  for (const locale of locales) {
    const told = readTold(locale)

    it(`say each thing once, whatever its marks and case (${locale})`, () => {
      const seen = new Set<string>()
      const twice = told.filter(({ text }) => {
        const fold = foldOf(text)
        if (seen.has(fold)) return true
        seen.add(fold)
        return false
      })
      expect(twice.map(({ label, text }) => `${label}: ${text}`)).to.deep.equal([])
    })

    it(`are at least 150 for each intent, and 300 for what is outside (${locale})`, () => {
      const counts = countsOf(told)
      const few = [...labels]
        .filter((label) => !friendly.has(label) && !isShort(label))
        .filter((label) => (counts.get(label) ?? 0) < (label === 'outside' ? 300 : 150))
      expect(few).to.deep.equal([])
    })

    it(`are at least 60 told ones, and 150 with the shapes, for what is said in passing (${locale})`, () => {
      const counts = countsOf(told)
      const all = countsOf(readSentences().filter((each) => each.locale === locale))
      const few = [...labels]
        .filter((label) => !friendly.has(label) && isShort(label))
        .filter((label) => (counts.get(label) ?? 0) < 60 || (all.get(label) ?? 0) < 150)
      expect(few).to.deep.equal([])
    })
  }

  it('are none of those that understanding is measured with', () => {
    const trained = new Set(readSentences().map(({ text }) => foldOf(text)))
    const known = [...heldOut, ...measuredIn('first-sight.tsv')].filter(([, text = '']) =>
      trained.has(foldOf(text)),
    )
    expect(known.map(([, text]) => text)).to.deep.equal([])
  })

  it('are measured with sentences of every intent', () => {
    const measured = new Set(heldOut.map(([label]) => label))
    expect(
      [...labels].filter((label) => !friendly.has(label) && !measured.has(label)),
    ).to.deep.equal([])
  })
})
