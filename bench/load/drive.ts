import http from 'node:http'
import type { NextMessage } from './talk.ts'

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

function post(options: http.RequestOptions, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(options, (response) => {
      response.on('error', reject)
      response.on('end', () => resolve(response.statusCode ?? 0))
      response.resume()
    })
    request.on('error', reject)
    request.setHeader('content-length', Buffer.byteLength(body))
    request.end(body)
  })
}

/**
 * Talks to a bot over kept-alive connections, each turn after the answer to the one before it.
 *
 * @throws Error for any answer but 2xx: a benchmark of errors says nothing
 */
export async function drive({ url, people, headers = {}, goesOn }: Drive): Promise<Driven> {
  const { hostname, port } = new URL(url)
  const agent = new http.Agent({ keepAlive: true, maxSockets: people.length })
  const options: http.RequestOptions = {
    hostname,
    port,
    path: '/api/messages',
    method: 'POST',
    agent,
    headers: { 'content-type': 'application/json', ...headers },
  }
  const latencies: number[] = []
  const startedAt = performance.now()
  let begun = 0
  const talk = async (next: NextMessage): Promise<void> => {
    while (goesOn(begun, performance.now() - startedAt)) {
      begun += 1
      const sentAt = performance.now()
      const status = await post(options, next())
      if (status < 200 || status > 299) throw new Error(`${url} answered ${status}`)
      latencies.push(performance.now() - sentAt)
    }
  }
  try {
    await Promise.all(people.map(talk))
  } finally {
    agent.destroy()
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
