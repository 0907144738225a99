/** Facts a sentence about an event may tell; empty where there is none. */
interface EventFacts {
  readonly name: string
  readonly detail: string
  readonly time: string
}

/** A sentence for each thing that can happen to a case. */
export type EventSentences = Readonly<Record<string, (p: EventFacts) => string>>
