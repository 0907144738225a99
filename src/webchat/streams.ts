import { WebSocket } from 'ws'
import type { ChatLog } from './chat-log.ts'
import type { LogEntry } from './chat-row.ts'

/** The open WebSockets of all chats: the only state of a chat that is in memory alone. */
export interface Streams {
  /** Sends every entry after the watermark, and from then on each new one. */
  attach(conversation: string, socket: WebSocket, listening: Listening): void
  /** Sends a new entry to the sockets of its chat. */
  announce(conversation: string, entry: LogEntry): void
  /** Closes the sockets of one chat; pages whose token still fits connect again. */
  shut(conversation: string): void
  /** Closes all sockets with 1001, "going away"; pages connect again by themselves. */
  close(): void
}

/** What a socket was opened with. */
export interface Listening {
  /** The entry after which it starts. */
  readonly watermark: number
  /** Whether its token still fits; see chat-lock.ts. */
  readonly isCurrent: () => Promise<boolean>
}

interface Stream extends Listening {
  readonly conversation: string
  readonly socket: WebSocket
  /** The sequence of the last entry that was sent; null until the first look into the log. */
  mark: number | null
}

/** RFC 6455, "policy violation". */
const notAllowed = 1008
const keepAliveMs = 15_000
const lookMs = 1_000
const maxPerChat = 8

export interface StreamDeps {
  readonly log: ChatLog
  /** Called with the error when the log cannot be read. */
  readonly onError: (error: unknown) => void
  /** Whether other instances write the same chats: then each open chat is checked for entries once a second. */
  readonly isShared: boolean
}

/** Makes the streams over the log. */
export function createStreams(deps: StreamDeps): Streams {
  const { catchUp, lookForMore } = looks(deps)
  const keepAlive = (stream: Stream): void => {
    // The empty message keeps proxies from closing the connection.
    if (stream.socket.readyState === WebSocket.OPEN) stream.socket.send('')
    catchUp(stream)
  }
  const open = createOpenStreams([
    { everyMs: keepAliveMs, tick: keepAlive },
    ...(deps.isShared ? [{ everyMs: lookMs, tick: lookForMore }] : []),
  ])
  return {
    announce: (conversation, entry) => {
      for (const stream of open.of(conversation)) {
        if (stream.mark === entry.sequence - 1) send(stream, [entry])
        else catchUp(stream)
      }
    },
    attach: (conversation, socket, listening) => {
      const stream: Stream = { ...listening, conversation, socket, mark: null }
      open.add(stream)
      catchUp(stream)
    },
    shut: (conversation) => {
      for (const { socket } of open.of(conversation)) socket.close(notAllowed)
    },
    close: () => {
      for (const { socket } of open.all()) socket.close(1001)
    },
  }
}

/** The two ways of bringing a stream up to date from the log. Neither throws: `onError` gets what fails. */
function looks({ log, onError }: Pick<StreamDeps, 'log' | 'onError'>) {
  async function catchUp(stream: Stream): Promise<void> {
    const entries = await log.read(stream.conversation)
    const mark = (stream.mark ??= startOf(stream.watermark, entries))
    send(
      stream,
      entries.filter((entry) => entry.sequence > mark),
    )
  }

  /** Reads by key, for all chats at the same moment, so that the store can batch them. */
  async function lookForMore(stream: Stream): Promise<void> {
    const { conversation, mark, socket } = stream
    const hasMore = mark === null ? false : log.has(conversation, mark + 1)
    const [isCurrent, isBehind] = await Promise.all([stream.isCurrent(), hasMore])
    if (!isCurrent) socket.close(notAllowed) // another instance changed the lock
    else if (isBehind) await catchUp(stream)
  }

  return {
    catchUp: (stream: Stream): void => void catchUp(stream).catch(onError),
    lookForMore: (stream: Stream): void => void lookForMore(stream).catch(onError),
  }
}

/** The watermark of a request; 0, for everything, when it has none or no number (Web Chat's first is `-`). */
export function watermarkIn(query: URLSearchParams): number {
  const told = query.get('watermark') ?? ''
  return /^\d{1,15}$/u.test(told) ? Number(told) : 0
}

/** Where a page really starts: a watermark beyond the log's end is of a log that is gone, so 0. */
export function startOf(watermark: number, entries: readonly LogEntry[]): number {
  return watermark > (entries.at(-1)?.sequence ?? 0) ? 0 : watermark
}

/** Direct Line's ActivitySet: entries, and the watermark to go on from. */
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

interface Beat {
  readonly everyMs: number
  readonly tick: (stream: Stream) => void
}

/** Keeps the open streams by chat; the timers run only while there are any. */
function createOpenStreams(beats: readonly Beat[]): OpenStreams {
  const open = new Map<string, Set<Stream>>()
  let timers: readonly NodeJS.Timeout[] = []
  const all = (): readonly Stream[] => [...open.values()].flatMap((streams) => [...streams])

  function remove(stream: Stream): void {
    const streams = open.get(stream.conversation)
    streams?.delete(stream)
    if (streams?.size === 0) open.delete(stream.conversation)
    if (open.size > 0) return
    for (const timer of timers) clearInterval(timer)
    timers = []
  }

  function add(stream: Stream): void {
    const streams = open.get(stream.conversation) ?? new Set<Stream>()
    const [oldest] = streams
    if (streams.size >= maxPerChat) oldest?.socket.close(notAllowed)
    open.set(stream.conversation, streams.add(stream))
    if (timers.length === 0) {
      timers = beats.map(({ everyMs, tick }) =>
        setInterval(() => all().forEach(tick), everyMs).unref(),
      )
    }
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
