import { z } from 'zod'
import type { LiveFlow } from '../flow/step.ts'
import type { StoredFlow } from '../flow/stored-flow.ts'
import { isObject } from '../json.ts'
import type { AnsweredTurn, ConversationRow } from '../ports/records/conversation.ts'
import type { Sealer } from '../ports/sealer.ts'
import { seenText, type SeenId } from './seen-ids.ts'

/**
 * What a conversation remembers in words: what flows keep may be an address, a number or a story that somebody typed,
 * theirs or not, and an answer may hold a link. All of it is sealed in one piece, opened once and sealed once a turn: a copy of
 * the store shows which flow is at which question, and nothing of that.
 */
export interface Memory {
  /** What the flows of the stack remember, in their order, without the settings they were started with. */
  readonly contexts: readonly unknown[]
  /** The words that told the situation that was answered last: what they name is not asked for again; null for none. */
  readonly told: string | null
  /** Checksum of what was said last, and how often that was said before it in a row; null for nothing. */
  readonly echo: { readonly of: number; readonly times: number } | null
  /** Checksum of what the last delivery said, so that the same on its way once more is known; null for nothing. */
  readonly heard: number | null
  /** What the last delivery was answered with, as JSON: only a repeat of it has it parsed. Empty for nothing. */
  readonly said: string
}

/** A conversation in which nothing was said. */
export const noMemory: Memory = { contexts: [], told: null, echo: null, heard: null, said: '' }

const partsSchema = z.object({
  contexts: z.array(z.unknown()),
  told: z.string().nullable(),
  echo: z.object({ of: z.number(), times: z.number() }).nullable(),
  // Earlier versions kept a keyed hash of it in the row.
  heard: z.number().nullable().default(null),
})

/** Between the parts that every turn parses and the answer; JSON has none of its own. */
const lineEnd = '\n'

/** Encrypts a memory. */
export function sealedMemory(
  { contexts, told, echo, heard, said }: Memory,
  sealer: Pick<Sealer, 'seal'>,
): string {
  return sealer.seal(JSON.stringify({ contexts, told, echo, heard }) + lineEnd + said)
}

/** What a row remembers; null when it cannot be opened. */
export function openedMemory(
  row: Pick<ConversationRow, 'memory'>,
  sealer: Pick<Sealer, 'open'>,
): Memory | null {
  if (row.memory === undefined) return noMemory
  const opened = sealer.open(row.memory)
  if (opened === null) return null
  const end = opened.indexOf(lineEnd)
  const parts = partsSchema.parse(JSON.parse(opened.slice(0, end)))
  return { ...parts, said: opened.slice(end + 1) }
}

/** A conversation as it is read: its row as this version writes it, and what it remembers; null where that cannot be opened. */
export interface ReadConversation {
  readonly row: ConversationRow
  readonly memory: Memory | null
}

/** Reads a stored conversation of any version. */
export function readConversation(
  stored: ConversationRow,
  sealer: Pick<Sealer, 'open' | 'seal'>,
): ReadConversation {
  const row = presentRow(stored, sealer)
  return { row, memory: openedMemory(row, sealer) }
}

/** A row's stack as the flows wrote it; the first versions left what flows remember in the clear. */
export function openedStack(
  { stack }: Pick<ConversationRow, 'stack'>,
  { contexts }: Pick<Memory, 'contexts'>,
): readonly StoredFlow[] {
  return stack.map((flow, index) => ({ ...flow, context: flow.context ?? contexts[index] }))
}

/** What a flow remembers, without what it is given anew when it is taken up: a tenth of a conversation that is stored. */
function withoutSettings(context: unknown): unknown {
  if (!isObject(context)) return context
  const {
    defaultRegion: _,
    allowDocumentationIps: __,
    accountIds: ___,
    canText: ____,
    ...own
  } = context
  return own
}

/** The stack of a place as a row keeps it, and what its flows remember. */
export function keptStack(stack: readonly LiveFlow[]): {
  readonly stack: readonly StoredFlow[]
  readonly contexts: readonly unknown[]
} {
  return {
    stack: stack.map(({ stored }) => ({ ...stored, context: null })),
    contexts: stack.map(({ stored }) => withoutSettings(stored.context)),
  }
}

/** A conversation as versions before this one stored it: what it remembers sealed in several pieces. */
interface EarlierRow extends Omit<ConversationRow, 'seen' | 'answered' | 'memory'> {
  readonly seen: readonly SeenId[]
  readonly answered: readonly (AnsweredTurn & { readonly sealedSaid: string })[]
  readonly contexts?: string
  readonly told?: string | null
  readonly echo?: unknown
}

const isEarlier = (row: ConversationRow | EarlierRow): row is EarlierRow =>
  typeof row.seen !== 'string'

/** What the flows of an earlier row remember; null when it cannot be opened. */
function contextsOf(
  { contexts }: EarlierRow,
  sealer: Pick<Sealer, 'open'>,
): readonly unknown[] | null {
  if (contexts === undefined) return []
  const opened = sealer.open(contexts)
  return opened === null ? null : z.array(z.unknown()).parse(JSON.parse(opened))
}

/** Opened by no key: the flows of such a row begin anew. */
const unreadable = ''

/**
 * A row of any version as this one writes it: flows go on where they were, and a delivery that was answered before the
 * program was replaced gets the same answer.
 */
export function presentRow(
  stored: ConversationRow,
  sealer: Pick<Sealer, 'open' | 'seal'>,
): ConversationRow {
  const row: ConversationRow | EarlierRow = stored
  if (!isEarlier(row)) return row
  const { seen, answered: all, contexts: _, told: __, echo: ___, ...rest } = row
  const contexts = contextsOf(row, sealer)
  const present = { ...rest, seen: seenText(seen) }
  const last = all.at(-1)
  const said = last === undefined ? '' : (sealer.open(last.sealedSaid) ?? '')
  const memory =
    contexts === null ? unreadable : sealedMemory({ ...noMemory, contexts, said }, sealer)
  if (last === undefined) return { ...present, memory }
  const { sealedSaid: ____, ...answered } = last
  return { ...present, memory, answered }
}
