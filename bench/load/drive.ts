import type { NextMessage } from './talk.ts'
import { openWire, type Wire } from './wire.ts'

/** What a load came to. */
export interface Driven {
  readonly turns: number
  readonly seconds: number
  /** From the first byte sent to the last one received, ms, of every turn. */
  readonly latencies: readonly number[]
}

/** Who talks to whom, and for how long. */
export interface Drive {
  /** Where the bot listens, such as `http://127.0.0.1:3978`. */
  readonly url: string
  /** One for each connection; every one sends its next message when the last is answered. */
  readonly people: readonly NextMessage[]
  readonly headers?: Readonly<Record<string, string>>
  /** Whether to begin another turn, given how many were begun and the ms since the start. */
  readonly goesOn: (begun: number, elapsedMs: number) => boolean
}

/**
 * Talks to a bot over kept-alive connections, each turn after the answer to the one before it.
 *
 * @throws Error for any answer but 2xx: a benchmark of errors says nothing
 */
export async function drive({ url, people, headers = {}, goesOn }: Drive): Promise<Driven> {
  const wires = await Promise.all(people.map(async () => openWire(url, headers)))
  const latencies: number[] = []
  const startedAt = performance.now()
  let begun = 0
  const talk = async (next: NextMessage, wire: Wire | undefined): Promise<void> => {
    while (goesOn(begun, performance.now() - startedAt)) {
      begun += 1
      const sentAt = performance.now()
      const status = await wire?.post(next())
      if (status === undefined || status < 200 || status > 299) {
        throw new Error(`${url} answered ${status}`)
      }
      latencies.push(performance.now() - sentAt)
    }
  }
  try {
    await Promise.all(people.map(async (next, place) => talk(next, wires[place])))
  } finally {
    for (const wire of wires) wire.close()
  }
  const seconds = (performance.now() - startedAt) / 1_000
  return { turns: latencies.length, seconds, latencies }
}

/** Goes on for a time. @param ms milliseconds */
export const lasting =
  (ms: number): Drive['goesOn'] =>
  (_begun, elapsedMs) =>
    elapsedMs < ms

/** Goes on for a number of turns. */
export const counting =
  (turns: number): Drive['goesOn'] =>
  (begun) =>
    begun < turns
