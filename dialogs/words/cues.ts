import { concerns, type Concern, type Cue } from '../../src/flow/concern.ts'
import { phraseTable } from '../../src/flow/phrases.ts'
import { cues as en } from './cues.en.ts'
import { cues as zhCn } from './cues.zh-cn.ts'

const cueOf = (phrase: string): Cue => phrase.split('…').map((part) => part.trim())

/** What concerns are known by, in every language at once. */
export const cues: Readonly<Record<Concern, readonly Cue[]>> = phraseTable(concerns, (concern) =>
  [...en[concern], ...zhCn[concern]].map(cueOf),
)
