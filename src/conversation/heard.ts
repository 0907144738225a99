import type { HeardAs } from '../flow/reply.ts'
import type { Meant } from '../text/meaning.ts'
import { nameOf, type Intent } from './intent.ts'
import type { Turn } from './turn.ts'

const idOf = (meant: Meant): string => {
  if (meant.kind === 'command') return meant.command
  return meant.kind === 'flow' ? meant.flow : meant.id
}

/**
 * What typed words were taken for, as the step entity tells it (design 4.5).
 *
 * @param isMiss whether nothing could be made of an answer
 * @returns null when nothing was typed
 */
export function heardAs(
  { text, submission, kind }: Pick<Turn, 'text' | 'submission' | 'kind'>,
  intent: Intent,
  isMiss: boolean,
): HeardAs | null {
  if (kind !== 'said' || submission !== null || text.trim() === '') return null
  switch (intent.kind) {
    case 'choice': {
      const flow = /^start:(.+)$/.exec(intent.id)?.[1]
      return flow === undefined
        ? { kind: 'choice', ids: [intent.id] }
        : { kind: 'flow', ids: [flow] }
    }
    case 'command':
    case 'flow':
      return { kind: intent.kind, ids: [idOf(intent)] }
    case 'situation':
      return { kind: 'situation', ids: [intent.situation] }
    case 'smalltalk':
    case 'concern':
    case 'stance':
      return { kind: 'smalltalk', ids: [nameOf(intent) ?? ''] }
    case 'declined':
      return { kind: 'choice', ids: ['no'] }
    case 'unclear':
      return { kind: 'unclear', ids: intent.candidates.map(idOf) }
    case 'secret':
      return { kind: 'secret', ids: [] }
    case 'opening':
      return { kind: 'value', ids: [] }
    case 'answer':
      return { kind: isMiss ? 'unknown' : 'value', ids: [] }
    case 'foreign':
    case 'stale':
    case 'nothing':
      return { kind: 'unknown', ids: [] }
    default:
      return intent satisfies never
  }
}
