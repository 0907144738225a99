import { vocabulary } from '../src/app/vocabulary.ts'
import { createFeatureReader } from '../src/text/intent-features.ts'
import { createLexicon } from '../src/text/lexicon.ts'
import { readSentences } from './sentences.ts'
import { train } from './train.ts'

/**
 * The weights, trained from the sentences in this folder.
 *
 * @param isWhole whether the half that is kept to measure with is trained on as well, as for the shipped file
 */
export function trainedModel(isWhole: boolean): Uint8Array {
  const lexicon = createLexicon(vocabulary.sentences)
  const { trained, held } = readSentences()
  const sentences = isWhole ? [...trained, ...held] : trained
  return train(sentences, createFeatureReader(lexicon, vocabulary.concepts))
}
