import type { Sealer } from '../ports/sealer.ts'
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

/** What commands work on. */
export interface CommandDeps extends ImportDeps {
  /** Opens what was sealed when it was kept; asked for by the commands that show such things, and by no other. */
  readonly sealer: () => Promise<Sealer>
}

/** Who the audit trail names. */
export const actor = 'cli'

/** A value as JSON over several lines, so that no line grows with it. */
export async function outJson(value: unknown, io: Pick<CommandIo, 'out'>): Promise<void> {
  for (const line of JSON.stringify(value, null, 2).split('\n')) await io.out(line)
}
