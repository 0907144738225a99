import { z } from 'zod'
import type { LiveFlow } from '../flow/step.ts'
import type { StoredFlow } from '../flow/stored-flow.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'

// What flows remember may be an address, a number or a story that somebody typed, theirs or not: a copy of the store shows
// which flow is at which question, and nothing of that.

type Stacked = Pick<ConversationRow, 'stack' | 'contexts'>

const contextsSchema = z.array(z.unknown())

/** A row's stack as the flows wrote it; null when what they remember cannot be opened. Earlier versions sealed nothing. */
export function openedStack(
  { stack, contexts }: Stacked,
  sealer: Pick<Sealer, 'open'>,
): readonly StoredFlow[] | null {
  if (contexts === undefined) return stack
  const opened = sealer.open(contexts)
  if (opened === null) return null
  const all = contextsSchema.parse(JSON.parse(opened))
  return stack.map((flow, index) => ({ ...flow, context: flow.context ?? all[index] }))
}

const bare = ({ stored }: LiveFlow): StoredFlow => ({ ...stored, context: null })

/** A row, and the flows that it was read as. */
interface Read {
  readonly row: Stacked
  readonly place: { readonly stack: readonly LiveFlow[] }
}

/** Whether flows have nothing new to remember; one of an earlier version is written anew. */
function isSame(stack: readonly LiveFlow[], { row, place }: Read): boolean {
  return (
    stack.length === row.stack.length &&
    stack.every(
      ({ stored }, index) =>
        stored.context === place.stack[index]?.stored.context &&
        stored.version === row.stack[index]?.version,
    )
  )
}

/**
 * The stack of a place as a row keeps it.
 *
 * @param before what has not changed since is not sealed again
 */
export function sealedStack(
  { stack }: { readonly stack: readonly LiveFlow[] },
  before: Read,
  sealer: Pick<Sealer, 'seal'>,
): Stacked {
  if (stack.length === 0) return { stack: [] }
  const { contexts } = before.row
  const kept = contexts !== undefined && isSame(stack, before) ? contexts : null
  const sealed = kept ?? sealer.seal(JSON.stringify(stack.map(({ stored }) => stored.context)))
  return { stack: stack.map(bare), contexts: sealed }
}
