import type { Socket } from 'node:net'
import { z } from 'zod'
import { errorCode, ServiceError } from '../errors.ts'
import { commandSchema, runCommand } from './command.ts'
import type { Command } from './command.ts'
import type { CommandDeps, CommandIo, ExitCode } from './command-io.ts'
import { connectionLost, readMessages, sendMessage } from './line-stream.ts'
import type { SourceRow } from './source-row.ts'

/** Grows when a message changes its meaning; both sides must be of the same one. */
export const protocolVersion = 1

/** After how long a silence of the other side a connection is given up. */
const silenceMs = 30_000
/** How often the owner of the store reports that a command is still running. */
const heartbeatMs = 5_000

const greeting = z.object({ latchkey: z.literal('operations'), version: z.number() })

const call = z.strictObject({ version: z.number(), command: commandSchema })

const line = z.number().int().positive()
const incoming = z.union([
  z.strictObject({ line, row: z.unknown() }),
  z.strictObject({ line, problem: z.string() }),
  z.strictObject({ end: z.literal(true) }),
])

const answer = z.union([
  z.strictObject({ out: z.string() }),
  z.strictObject({ err: z.string() }),
  z.strictObject({ alive: z.literal(true) }),
  z.strictObject({ exit: z.union([z.literal(0), z.literal(1)]) }),
])

export interface ServeDeps extends CommandDeps {
  /** Told of every bug in a command; the visitor only hears that there was one. */
  onFault(error: unknown): void
}

/** What both sides do with a socket first: a broken one must not end the process, a silent one is let go. */
function guard(socket: Socket, limitMs: number): void {
  // Every failure reaches the reader or the writer; without a listener the event would be thrown as well.
  socket.on('error', () => {})
  socket.setTimeout(limitMs, () => {
    socket.destroy(new Error(`nothing came for ${Math.ceil(limitMs / 1000)} s`))
  })
}

/** Rows until the visitor says that this was all. */
async function* receiveRows(messages: AsyncGenerator): AsyncGenerator<SourceRow> {
  for (;;) {
    const next = await messages.next()
    // Half a file must not be taken for a whole one.
    if (next.done === true) throw connectionLost('The visitor left before the end of the file.')
    const parsed = incoming.safeParse(next.value)
    if (!parsed.success) throw connectionLost('The visitor sent something else than rows.')
    if ('end' in parsed.data) return
    yield parsed.data
  }
}

async function receiveCommand(messages: AsyncGenerator): Promise<Command | string> {
  const next = await messages.next()
  if (next.done === true) throw connectionLost('The visitor left without a word.')
  const parsed = call.safeParse(next.value)
  if (!parsed.success)
    return 'The server does not know this command; use the command of its version.'
  if (parsed.data.version === protocolVersion) return parsed.data.command
  return 'The server is of another version than this command; use the command of its version.'
}

/** Why a command failed, as its caller may read it. */
function reasonOf(error: unknown, deps: ServeDeps): string {
  if (error instanceof ServiceError) return error.message
  deps.onFault(error)
  return 'The server failed at this command; its log says more.'
}

async function answerCall(socket: Socket, deps: ServeDeps): Promise<void> {
  const messages = readMessages(socket)
  const io: CommandIo = {
    rows: receiveRows(messages),
    out: (text) => sendMessage(socket, { out: text }),
    err: (text) => sendMessage(socket, { err: text }),
  }
  await sendMessage(socket, { latchkey: 'operations', version: protocolVersion })
  const command = await receiveCommand(messages)
  if (typeof command === 'string') {
    await io.err(command)
    await sendMessage(socket, { exit: 1 })
    return
  }
  const heartbeat = setInterval(() => {
    sendMessage(socket, { alive: true }).catch(() => {})
  }, heartbeatMs)
  try {
    await sendMessage(socket, { exit: await attempt(command, io, deps) })
  } finally {
    clearInterval(heartbeat)
  }
}

async function attempt(command: Command, io: CommandIo, deps: ServeDeps): Promise<ExitCode> {
  try {
    return await runCommand(command, io, deps)
  } catch (error) {
    await io.err(reasonOf(error, deps))
    return 1
  }
}

/**
 * The owner's side: greets a visitor of the store, carries out the one command it asks for, and closes. A visitor that
 * leaves before the end of its file has imported nothing. Never throws; bugs are told to `onFault`.
 */
export async function serveOperations(socket: Socket, deps: ServeDeps): Promise<void> {
  guard(socket, silenceMs)
  try {
    await answerCall(socket, deps)
    socket.end()
  } catch (error) {
    if (!(error instanceof ServiceError)) deps.onFault(error)
    socket.destroy()
  }
}

export interface OperationCall {
  readonly command: Command
  readonly rows: AsyncIterable<SourceRow>
}

export interface CallOptions {
  /** Given every line of the answer, in order. */
  readonly onLine: (to: 'out' | 'err', text: string) => Promise<void>
  /** Milliseconds without a word after which the owner counts as gone; 30 s. */
  readonly silenceMs?: number
}

async function sendRows(socket: Socket, rows: AsyncIterable<SourceRow>): Promise<void> {
  for await (const row of rows) await sendMessage(socket, row)
  await sendMessage(socket, { end: true })
}

async function receiveAnswer(
  messages: AsyncGenerator,
  onLine: CallOptions['onLine'],
): Promise<ExitCode> {
  for (;;) {
    const next = await messages.next()
    if (next.done === true) {
      throw connectionLost(
        'The server stopped in the middle; look whether it was done before repeating.',
      )
    }
    const parsed = answer.safeParse(next.value)
    if (!parsed.success) throw connectionLost('The server answered in another protocol.')
    const message = parsed.data
    if ('exit' in message) return message.exit
    if ('out' in message) await onLine('out', message.out)
    if ('err' in message) await onLine('err', message.err)
  }
}

/** The first message; undefined where the owner hangs up without one, as it does when it stops or is no server. */
async function firstMessage(messages: AsyncGenerator): Promise<unknown> {
  try {
    const next = await messages.next()
    return next.done === true ? undefined : next.value
  } catch (error) {
    if (error instanceof ServiceError && errorCode(error.cause) === 'ECONNRESET') return undefined
    throw error
  }
}

async function greet(messages: AsyncGenerator): Promise<void> {
  const message = await firstMessage(messages)
  if (message === undefined) {
    throw new ServiceError(
      'ERR_STORE_LOCKED',
      'The store is held by another command, or by a server that is starting or stopping. Try again.',
      { retryable: true },
    )
  }
  const parsed = greeting.safeParse(message)
  if (!parsed.success) throw connectionLost('What holds the store did not greet as a server does.')
  if (parsed.data.version === protocolVersion) return
  throw connectionLost(
    `The server that holds the store speaks version ${parsed.data.version} of the protocol, this command version ${protocolVersion}: use the command of its version.`,
  )
}

/**
 * The visitor's side: has the owner of the store carry out a command, streaming the rows to it, so that files are read
 * with the rights and from the folder of whoever asks.
 *
 * @returns the exit code of the command
 * @throws ServiceError `ERR_STORE_LOCKED` when the owner takes no visitors; `ERR_STORE_UNAVAILABLE` when it is of
 *   another version, silent, or gone midway; whatever reading the rows throws, and then nothing was imported
 */
export async function callOperation(
  socket: Socket,
  operation: OperationCall,
  options: CallOptions,
): Promise<ExitCode> {
  guard(socket, options.silenceMs ?? silenceMs)
  const messages = readMessages(socket)
  const failure: { cause: unknown }[] = []
  try {
    await greet(messages)
    await sendMessage(socket, { version: protocolVersion, command: operation.command })
    sendRows(socket, operation.rows).catch((cause: unknown) => {
      failure.push({ cause })
      socket.destroy()
    })
    return await receiveAnswer(messages, options.onLine)
  } catch (error) {
    // A row that could not be sent means that the connection failed, which `error` says; a file that cannot be read is told.
    const cause = failure[0]?.cause
    throw cause === undefined || cause instanceof ServiceError ? error : cause
  } finally {
    socket.destroy()
  }
}
