import { WebSocket } from 'ws'
import type { ChatLog } from './chat-log.ts'
import type { LogEntry } from './chat-row.ts'

/** The open WebSockets of all chats. They are the only thing about a chat that lives in memory. */
export interface Streams {
  /** Sends everything after `watermark` and from then on whatever is added. */
  attach(conversation: string, socket: WebSocket, watermark: number): void
  /** Tells the sockets of a chat about a new entry. */
  announce(conversation: string, entry: LogEntry): void
  /** Closes all sockets as "going away"; pages connect again by themselves. */
  close(): void
}

interface Stream {
  readonly conversation: string
  readonly socket: WebSocket
  /** What the page asked to go on from. */
  readonly watermark: number
  /** The sequence of the last entry that was sent; null until the first look into the log. */
  mark: number | null
}

const keepAliveMs = 15_000
const maxPerChat = 8

/** Makes the streams over the log; `onError` hears of a log that could not be read. */
export function createStreams(log: ChatLog, onError: (error: unknown) => void): Streams {
  const open = createOpenStreams((stream) => {
    // The empty message keeps proxies from closing; the look into the log brings what another instance wrote.
    if (stream.socket.readyState === WebSocket.OPEN) stream.socket.send('')
    void catchUp(stream)
  })

  async function catchUp(stream: Stream): Promise<void> {
    try {
      const entries = await log.read(stream.conversation)
      stream.mark ??= startOf(stream.watermark, entries)
      const { mark } = stream
      send(
        stream,
        entries.filter((entry) => entry.sequence > mark),
      )
    } catch (error) {
      onError(error)
    }
  }

  return {
    announce: (conversation, entry) => {
      for (const stream of open.of(conversation)) {
        if (stream.mark === entry.sequence - 1) send(stream, [entry])
        else void catchUp(stream)
      }
    },
    attach: (conversation, socket, watermark) => {
      const stream: Stream = { conversation, socket, watermark, mark: null }
      open.add(stream)
      void catchUp(stream)
    },
    close: () => {
      for (const { socket } of open.all()) socket.close(1001)
    },
  }
}

/** A watermark beyond the log is from a log that is gone: the page gets everything. */
export function startOf(watermark: number, entries: readonly LogEntry[]): number {
  return watermark > (entries.at(-1)?.sequence ?? 0) ? 0 : watermark
}

/** Entries as Direct Line tells them; the watermark is where to go on from. */
export function activitySet(entries: readonly LogEntry[], mark: number): object {
  return {
    activities: entries.map((entry) => entry.activity),
    watermark: String(entries.at(-1)?.sequence ?? mark),
  }
}

interface OpenStreams {
  add(stream: Stream): void
  of(conversation: string): readonly Stream[]
  all(): readonly Stream[]
}

/** Holds a chat's streams while they are open, and ticks only while there are any. */
function createOpenStreams(tick: (stream: Stream) => void): OpenStreams {
  const open = new Map<string, Set<Stream>>()
  let timer: NodeJS.Timeout | undefined
  const all = (): readonly Stream[] => [...open.values()].flatMap((streams) => [...streams])

  function remove(stream: Stream): void {
    const streams = open.get(stream.conversation)
    streams?.delete(stream)
    if (streams?.size === 0) open.delete(stream.conversation)
    if (open.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  function add(stream: Stream): void {
    const streams = open.get(stream.conversation) ?? new Set<Stream>()
    const [oldest] = streams
    if (streams.size >= maxPerChat) oldest?.socket.close(1008)
    open.set(stream.conversation, streams.add(stream))
    timer ??= setInterval(() => all().forEach(tick), keepAliveMs).unref()
    stream.socket.on('close', () => remove(stream))
    stream.socket.on('error', () => stream.socket.terminate())
  }

  return { add, all, of: (conversation) => [...(open.get(conversation) ?? [])] }
}

function send(stream: Stream, entries: readonly LogEntry[]): void {
  const last = entries.at(-1)
  if (last === undefined || stream.socket.readyState !== WebSocket.OPEN) return
  stream.mark = last.sequence
  stream.socket.send(JSON.stringify(activitySet(entries, last.sequence)))
}
