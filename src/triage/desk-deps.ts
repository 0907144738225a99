import type { ConversationRoom } from '../conversation/conversations.ts'
import type { Conversations } from '../conversation/turn.ts'
import type { Assistant, FlowSettings } from '../flow/assistant.ts'
import type { DeskFace } from '../flow/desk-face.ts'
import type { Locale } from '../flow/locale.ts'
import type { Clock } from '../ports/clock.ts'
import type { DeskChannel } from '../ports/desk-channel.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/store.ts'
import type { LimitRules } from '../services/limits.ts'
import type { ServiceDeps } from '../services/use-case.ts'

/** What the room of the triage desk stands on. */
export interface DeskDeps extends ServiceDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly rules: LimitRules
  readonly channel: DeskChannel
  readonly face: DeskFace
  readonly assistant: Pick<Assistant, 'texts'>
  readonly defaultLocale: Locale
  readonly settings: FlowSettings
  /** Joins a conversation as a triage channel; null where none can join. */
  readonly triageKey: string | null
  /** Work in a turn of its own, committed once; see conversations.ts. */
  readonly within: ConversationRoom['within']
  /** Tells a user's chat what the people of support did; null when there is no chat to tell. */
  readonly tellSupport: ConversationRoom['tellSupport']
}

/** The desk, for the doors: deliveries from conversations that several people read. */
export type Desk = Conversations
