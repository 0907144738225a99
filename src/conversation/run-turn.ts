import type { Locale } from '../flow/locale.ts'
import type { Said, Step } from '../flow/reply.ts'
import { step } from '../flow/step.ts'
import type { ConversationRow } from '../ports/records/conversation.ts'
import { expectTurn } from '../services/read-ahead.ts'
import type { UnitOfWork } from '../services/unit-of-work.ts'
import { localeOf, newConversation, spokenIn } from './conversation.ts'
import { heardAs } from './heard.ts'
import { holdsSecret, intentOf, type Intent } from './intent.ts'
import { certainRepeat, fingerprint, likelyRepeat, remembered, replay } from './repeats.ts'
import { respond, welcome } from './respond.ts'
import { say } from './speech.ts'
import { beginTurn, textsOf, type TurnContext, type TurnDeps } from './turn-context.ts'
import type { Turn } from './turn.ts'

/** What a delivery came to: what is said, and what the log tells of it. */
export interface TurnResult {
  readonly said: readonly Said[]
  /** `missed`: nothing could be made of it; `ignored`: it needs no answer, such as a repeat whose answer is not kept. */
  readonly outcome: 'answered' | 'missed' | 'repeated' | 'ignored' | 'outage' | 'bug'
  /** The question that waits afterwards; null when nothing was said. */
  readonly step: Step | null
  /** What the message was taken for; null when it was not read. */
  readonly intent: Intent | null
  /** The types of the effects that were performed. */
  readonly effects: readonly string[]
}

function repeated(said: readonly Said[]): TurnResult {
  const outcome = said.length === 0 ? 'ignored' : 'repeated'
  return { said, outcome, step: said.at(-1)?.step ?? null, intent: null, effects: [] }
}

/**
 * Whether the waiting question can do something with an intent. An answer is tried on the pure machine: that happens
 * only for words that were said twice within a minute.
 */
function leadsOn({ place, work }: TurnContext, intent: Intent): boolean {
  if (['stale', 'unclear', 'secret'].includes(intent.kind)) return false
  if (intent.kind === 'opening') return intent.opening.kind === 'flow'
  if (intent.kind !== 'answer') return true
  const top = place.stack.at(-1)
  if (top === undefined) return false
  const { rest } = step(top, { type: 'user.answered', text: intent.text, at: work.now })
  return rest.kind !== 'asking' || rest.prompt !== top.prompt
}

const toMenu: Intent = { kind: 'command', command: 'menu', argument: null }

/** Responds; where a flow was lost that is said first, and words that were meant for it are taken for nothing else. */
async function responseTo(turn: TurnContext, kind: Turn['kind'], intent: Intent) {
  if (kind === 'joined') return welcome(turn)
  if (turn.lost === null) return respond(turn, intent)
  const response = await respond(turn, leadsOn(turn, intent) ? intent : toMenu)
  const sentences = [textsOf(turn)[turn.lost], ...response.sentences]
  return { ...response, isMoved: true, sentences }
}

/** What is sent of a message: while a person of support is talked with, the assistant may have nothing to say. */
const spoken = (said: Said): readonly Said[] => (said.text === '' ? [] : [said])

/** What a message tells of the chat besides its words. */
function toldBy(message: Turn, locale: Locale): Partial<ConversationRow> {
  const { reference, isSignedInChannel, timeZone = null, text } = message
  const zone = timeZone === null ? {} : { timeZone }
  return { locale, reference, isSignedInChannel, ...zone, ...spokenIn(text, locale) }
}

/**
 * Runs one turn inside a unit of work that somebody else commits: repeats are answered from their record, everything
 * else once, and the conversation is staged as it then is.
 */
export async function runTurn(
  deps: TurnDeps,
  { key, message }: { readonly key: string; readonly message: Turn },
  work: UnitOfWork,
): Promise<TurnResult> {
  await expectTurn(work, key, message.text)
  const stored = await work.get('conversations', key)
  const isSecret = holdsSecret(message)
  const print = fingerprint(deps.sealer, message, isSecret)
  const repeat = stored === null ? null : certainRepeat(stored, message, print)
  if (repeat !== null) return repeated(replay(deps, repeat))
  if (stored !== null && message.kind === 'joined') return repeated([])

  const locale = localeOf(message, stored, deps.defaultLocale)
  const row = stored ?? newConversation(deps, key, message)
  const turn = beginTurn(deps, work, {
    row: { ...row, ...toldBy(message, locale) },
    source: message.source,
    isFirst: stored === null,
  })
  const intent = intentOf(message, isSecret, turn)
  const again = likelyRepeat(row, message, print)
  if (again !== null && !leadsOn(turn, intent)) return repeated(replay(deps, again))

  const response = await responseTo(turn, message.kind, intent)
  const { isMiss, chosenLocale, situation = null } = response
  const said = say(turn, response, {
    heard: heardAs(message, intent, isMiss),
    kept: (each) => ({
      ...remembered(deps, row, { receivedAt: message.receivedAt, print, said: spoken(each) }),
      chosenLocale: chosenLocale ?? row.chosenLocale,
      misses: isMiss ? row.misses + 1 : 0,
      situation,
    }),
  })
  const outcome = isMiss ? 'missed' : 'answered'
  return { said: spoken(said), outcome, step: said.step, intent, effects: turn.record.effects }
}
