import type { Sealer } from '../ports/sealer.ts'
import type { Rotation } from '../services/key-ring.ts'
import type { ImportDeps } from './import-accounts.ts'
import type { SourceRow } from './source-row.ts'

/** 0: done; 1: refused, and the error lines say why. */
export type ExitCode = 0 | 1

/** Where a command reads and writes: a terminal, or the socket to one. */
export interface CommandIo {
  /** The rows of a file to import; none for every other command. */
  readonly rows: AsyncIterable<SourceRow>
  /** A line of the answer. */
  out(line: string): Promise<void>
  /** A line for the person, beside the answer. */
  err(line: string): Promise<void>
}

/** Opens what was sealed when it was kept, and makes a new key. */
export interface CommandKeys {
  readonly sealer: Sealer
  /** @throws ServiceError of the store, or `ERR_CONFIG` */
  rotate(): Promise<Rotation>
}

/** What commands work on. */
export interface CommandDeps extends ImportDeps {
  /** The keys of the store; called only by the commands that need them. */
  readonly keys: () => Promise<CommandKeys>
  /** Whether accounts live in a directory, so that only what is ours about them is in the store. */
  readonly isOutside: boolean
}

/** The actor in the audit trail. */
export const actor = 'cli'

/** Writes a value as JSON over several lines, so that no line grows with it. */
export async function outJson(value: unknown, io: Pick<CommandIo, 'out'>): Promise<void> {
  for (const line of JSON.stringify(value, null, 2).split('\n')) await io.out(line)
}

/** Writes an object as JSON, or a line for each of its fields. */
export async function outFields(
  fields: object,
  json: boolean,
  io: Pick<CommandIo, 'out'>,
): Promise<ExitCode> {
  if (json) {
    await outJson(fields, io)
    return 0
  }
  for (const [name, value] of Object.entries(fields)) {
    await io.out(`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  }
  return 0
}

/** Refuses a command about something that is not there. */
export async function refuseUnknown(
  what: 'account' | 'case',
  id: string,
  io: Pick<CommandIo, 'err'>,
): Promise<ExitCode> {
  await io.err(`There is no ${what} ${id}.`)
  return 1
}
