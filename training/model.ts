import { vocabulary } from '../src/app/vocabulary.ts'
import { createFeatureReader } from '../src/text/intent-features.ts'
import { createLexicon } from '../src/text/lexicon.ts'
import { readSentences } from './sentences.ts'
import { train } from './train.ts'

/** The weights, trained from the sentences in this folder. */
export function trainedModel(): Uint8Array {
  const lexicon = createLexicon(vocabulary.sentences)
  return train(readSentences(), createFeatureReader(lexicon, vocabulary.concepts))
}
