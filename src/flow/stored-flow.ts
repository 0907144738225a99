import type { FlowId } from './flow-call.ts'

/** One flow of a conversation's stack as it is stored: plain JSON and nothing of XState's own. */
export interface StoredFlow {
  readonly flow: FlowId
  /** The dialog's version that wrote it. */
  readonly version: number
  /** Names this run of the flow; a code issued in another run is wrong here. */
  readonly run: string
  readonly startedAt: number
  readonly value: unknown
  readonly context: unknown
}
