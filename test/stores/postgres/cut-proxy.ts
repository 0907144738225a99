import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A line to the database that can be cut at chosen moments. */
export interface CutProxy {
  /** The same database through the line. */
  readonly url: string
  /** Cuts every connection now. */
  cut(): void
  /** Lets the next message that holds this text through, and cuts when its answer comes: it was done, and nobody hears. */
  loseAnswerTo(text: string): void
  /** Cuts instead of letting the next message that holds this text through: it was never done. */
  loseQuestion(text: string): void
  /** Takes no new connections while closed. */
  setOpen(isOpen: boolean): void
  /** How many planned cuts have happened. */
  readonly cuts: () => number
  close(): Promise<void>
}

interface Plan {
  readonly text: string
  readonly lost: 'answer' | 'question'
}

/** Starts the line on a port of its own. */
export async function startCutProxy(target: string): Promise<CutProxy> {
  const { hostname, port } = new URL(target)
  const pairs = new Set<readonly [Socket, Socket]>()
  const plans: Plan[] = []
  let made = 0
  let isOpen = true

  const end = (pair: readonly [Socket, Socket]): void => {
    pairs.delete(pair)
    for (const socket of pair) socket.destroy()
  }
  const server = createServer((client) => {
    if (!isOpen) {
      client.destroy()
      return
    }
    const upstream = connect(Number(port), hostname)
    const pair = [client, upstream] as const
    pairs.add(pair)
    let losesAnswer = false
    for (const socket of pair) {
      socket.on('error', () => {})
      socket.on('close', () => end(pair))
    }
    client.on('data', (chunk) => {
      const [plan] = plans
      if (plan === undefined || !chunk.includes(plan.text)) {
        upstream.write(chunk)
        return
      }
      plans.shift()
      made += 1
      if (plan.lost === 'question') {
        end(pair)
        return
      }
      losesAnswer = true
      upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      if (losesAnswer) end(pair)
      else client.write(chunk)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(target)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    cut: () => pairs.forEach(end),
    loseAnswerTo: (text) => void plans.push({ text, lost: 'answer' }),
    loseQuestion: (text) => void plans.push({ text, lost: 'question' }),
    setOpen(now) {
      isOpen = now
    },
    cuts: () => made,
    async close() {
      pairs.forEach(end)
      server.close()
      await once(server, 'close')
    },
  }
}
