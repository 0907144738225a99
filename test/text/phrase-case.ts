import { phrases } from '../../src/flow/phrases.ts'
import type { Heard, Meant, Understood } from '../../src/text/meaning.ts'

/** One labelled text. `meant` is written as {@link written} writes it. */
export interface PhraseCase {
  readonly expects: Heard['expects']
  readonly text: string
  readonly meant: string
}

/** The texts of a cell, all with one meaning under one kind of question. */
export function cases(
  expects: Heard['expects'],
  meant: string,
  cell: string,
): readonly PhraseCase[] {
  return phrases(cell).map((text) => ({ expects, text, meant }))
}

/** A meaning in short: `cancel`, `status 1042`, `#choice`, `@flow`, `!situation`, `~language`, `^stance`, `?one,other` for a question back, `words`. */
export function written(understood: Understood): string {
  switch (understood.kind) {
    case 'unclear':
      return `?${understood.candidates.map(writtenMeant).toSorted().join(',')}`
    case 'smalltalk':
      return understood.topic
    case 'situation':
      return `!${understood.situation}`
    case 'stance':
      return `^${understood.stance}`
    case 'foreign':
      return `~${understood.language}`
    case 'words':
      return 'words'
    case 'choice':
    case 'flow':
    case 'command':
      return writtenMeant(understood)
    default:
      return understood satisfies never
  }
}

function writtenMeant(meant: Meant): string {
  switch (meant.kind) {
    case 'choice':
      return `#${meant.id}`
    case 'flow':
      return `@${meant.flow}`
    case 'command':
      return meant.argument === null ? meant.command : `${meant.command} ${meant.argument}`
    default:
      return meant satisfies never
  }
}
