import type { TrailMark } from '../domain/trail.ts'
import { dayMs } from '../domain/durations.ts'
import { localeFor, localeOfScript, type Locale } from '../flow/locale.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { Place } from './place.ts'
import { keptStack, sealedMemory, type Memory } from './memory.ts'
import type { TurnContext } from './turn-context.ts'
import type { ChatAddress, Turn } from './turn.ts'

/** A conversation is forgotten when nothing was heard of it for so long. */
const forgottenMs = 30 * dayMs

/** The key of one person's conversation: another member of a group, tenant or channel never shares it (attacks I5). */
export function conversationKey(sealer: Sealer, address: ChatAddress): string {
  const { chatChannel, tenantId, conversationId, userId } = address
  return sealer.handle('conversation', chatChannel, tenantId, conversationId, userId)
}

/**
 * A conversation in which nothing has happened.
 *
 * @param at epoch ms
 */
export function emptyConversation(key: string, locale: Locale, at: number): ConversationRow {
  return {
    key,
    person: '',
    reference: '',
    chosenLocale: null,
    locale,
    isSignedInChannel: false,
    stack: [],
    ended: null,
    question: 0,
    misses: 0,
    lastLogin: null,
    lastAt: at,
    seen: '',
    forgetAt: at + forgottenMs,
  }
}

/** A person's conversation that nothing was said in yet. */
export function newConversation(
  deps: { readonly sealer: Sealer; readonly defaultLocale: Locale },
  key: string,
  turn: Turn,
): ConversationRow {
  const { chatChannel, tenantId, userId } = turn.address
  return {
    ...emptyConversation(key, deps.defaultLocale, turn.receivedAt),
    person: deps.sealer.handle('person', chatChannel, tenantId, userId),
    reference: turn.reference,
    isSignedInChannel: turn.isSignedInChannel,
  }
}

/**
 * The language a turn is answered in: the one that was chosen, that of the words, the one words were answered in
 * before, the channel's, or the default.
 */
export function localeOf(
  turn: Pick<Turn, 'text' | 'localeTag'>,
  row: Pick<ConversationRow, 'chosenLocale' | 'locale' | 'isSpoken'> | null,
  defaultLocale: Locale,
): Locale {
  if (row === null) return localeOfScript(turn.text) ?? localeFor(turn.localeTag) ?? defaultLocale
  const isKept = row.isSpoken === true && !isLatin(turn.text)
  const spoken = row.chosenLocale ?? localeOfScript(turn.text) ?? (isKept ? row.locale : null)
  return spoken ?? localeFor(turn.localeTag) ?? row.locale
}

/** Four words in Latin letters are a sentence: whoever writes it has left the language before. */
const latinSentence = /^[^\p{L}]*(?:[a-z'’]+[^\p{L}]+){3}[a-z'’]+/iu

/** Whether a text has a sentence in Latin letters, addresses aside: their parts are no words of any language. */
function isLatin(text: string): boolean {
  const words = text.split(/\s+/u).filter((word) => !/[@.:]\S/u.test(word))
  return latinSentence.test(words.join(' '))
}

/** That a turn's language is the one of the person's words, to be kept; nothing when the words tell nothing. */
export function spokenIn(text: string, locale: Locale): Pick<ConversationRow, 'isSpoken'> {
  if (localeOfScript(text) === locale) return { isSpoken: true }
  return isLatin(text) ? { isSpoken: false } : {}
}

/** More marks than these are not read by anybody. */
const mostMarks = 40

/** What was named is kept sealed only in the last mark that names it: the row is written with every turn. */
function withoutSealed(before: readonly TrailMark[], mark: TrailMark): readonly TrailMark[] {
  if (mark.sealed === null) return before
  const isSame = ({ by, mask }: TrailMark): boolean => by === mark.by && mask === mark.mask
  return before.map((old) => (isSame(old) ? { ...old, sealed: null } : old))
}

/** A trail with more marks at its end; of a long one the last are kept. */
export function withMarks(
  before: readonly TrailMark[] = [],
  marks: readonly TrailMark[],
): Pick<ConversationRow, 'trail'> {
  if (marks.length === 0) return {}
  const trail = marks.reduce<readonly TrailMark[]>(
    (kept, mark) => [...withoutSealed(kept, mark), mark],
    before,
  )
  return { trail: trail.slice(-mostMarks) }
}

/** What is new in a conversation: in its row, and in what it remembers in words. */
export interface Kept {
  readonly row?: Partial<ConversationRow>
  readonly memory?: Partial<Omit<Memory, 'contexts'>>
}

/** Stages a conversation as it is after something was said at a place. */
export function stage(turn: TurnContext, place: Place, after: Kept): void {
  const { work, record, deps } = turn
  const { parked: _, ...row } = turn.row
  const { stack, contexts } = keptStack(place.stack)
  work.put('conversations', {
    ...row,
    ...(place.parked === undefined ? {} : { parked: place.parked }),
    ...withMarks(row.trail, record.trail),
    stack,
    memory: sealedMemory({ ...turn.memory, ...after.memory, contexts }, deps.sealer),
    ended: place.ended,
    lastAt: work.now,
    forgetAt: work.now + forgottenMs,
    ...after.row,
  })
}
