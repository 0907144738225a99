import type { TrailMark } from '../domain/trail.ts'
import type { Locale } from '../flow/locale.ts'
import type { Said } from '../flow/reply.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import type { Sealer } from '../ports/sealer.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import type { TurnWork } from './engine.ts'
import type { Place } from './place.ts'
import type { Responding, Response } from './response.ts'
import { speak, waitingView } from './speech.ts'
import type { ChatAddress, Turn } from './turn.ts'

/** A conversation is forgotten when nothing was heard of it for so long. */
const forgottenMs = 30 * 24 * 3_600_000

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
    answered: [],
    seen: [],
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

/** What the engine knows of a turn in a conversation. */
export function turnWorkOf(
  row: ConversationRow,
  work: UnitOfWork,
  { locale, isSignedInChannel }: Pick<TurnWork, 'locale' | 'isSignedInChannel'>,
): TurnWork {
  return { work, conversation: row.key, person: row.person, locale, isSignedInChannel }
}

/** Puts a response into words at the place it led to. */
export function utter(responding: Responding, response: Response, row: ConversationRow): Said {
  const { assistant, turn } = responding
  const { page, place, lead, isMoved, event } = response
  const locale = response.chosenLocale ?? turn.locale
  const waiting = waitingView(assistant, place, { locale, now: turn.work.now, page })
  const said = speak(waiting, lead, { locale, number: row.question + (isMoved ? 1 : 0) })
  return event === null ? said : { ...said, event }
}

/** More than these are not read. */
const mostMarks = 40

/** What was named is kept with the last mark that names it: a row is written with every turn, and stays small. */
function lightened(before: readonly TrailMark[], mark: TrailMark): readonly TrailMark[] {
  if (mark.sealed === null) return before
  const isSame = ({ by, mask }: TrailMark): boolean => by === mark.by && mask === mark.mask
  return before.map((old) => (isSame(old) ? { ...old, sealed: null } : old))
}

function longer(
  before: readonly TrailMark[] = [],
  marks: readonly TrailMark[],
): Pick<ConversationRow, 'trail'> {
  if (marks.length === 0) return {}
  const trail = marks.reduce<readonly TrailMark[]>(
    (kept, mark) => [...lightened(kept, mark), mark],
    before,
  )
  return { trail: trail.slice(-mostMarks) }
}

/** Stages a conversation as it is after something was said. */
export function keep(
  work: UnitOfWork,
  kept: {
    readonly row: ConversationRow
    readonly said: Said
    readonly place: Place
    readonly trail: readonly TrailMark[]
    /** When the person was last heard of, epoch ms; now if left out. */
    readonly lastAt?: number
  },
): void {
  const { row, said, place, trail, lastAt = work.now } = kept
  work.put('conversations', {
    ...row,
    ...longer(row.trail, trail),
    stack: place.stack,
    ended: place.ended,
    locale: said.locale,
    question: said.step.question,
    lastAt,
    forgetAt: work.now + forgottenMs,
  })
}
