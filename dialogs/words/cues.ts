import { concerns, type Concern, type Cue } from '../../src/flow/concern.ts'
import { phraseTable } from '../../src/flow/phrases.ts'
import { cues as en } from './cues.en.ts'
import { cues as zhCn } from './cues.zh-cn.ts'

/** Latin parts count as whole words only, so they are looked for with a space at both ends. */
const partOf = (written: string): string => {
  const part = written.trim()
  return /^[a-z0-9]/.test(part) ? ` ${part} ` : part
}

const cueOf = (phrase: string): Cue => phrase.split('…').map(partOf)

/** What concerns are known by, in every language at once. */
export const cues: Readonly<Record<Concern, readonly Cue[]>> = phraseTable(concerns, (concern) =>
  [...en[concern], ...zhCn[concern]].map(cueOf),
)
