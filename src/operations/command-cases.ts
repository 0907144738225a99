import type { CaseRow } from '../ports/records/case.ts'
import { listCases } from './cases.ts'
import type { CommandDeps, CommandIo, ExitCode } from './command-io.ts'
import { outJson } from './command-io.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** The conversation's key stays inside: it means nothing outside and leads into somebody's chat. */
function shownCase({ conversation: _, ...row }: CaseRow) {
  const problems = row.problems.map(({ at, text }) => ({ at: iso(at), text }))
  return { ...row, openedAt: iso(row.openedAt), problems }
}

/** `cases list`: every case by number, times in ISO 8601; as text a line each, without what people wrote. */
export async function listCasesCommand(
  command: { readonly json: boolean },
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const cases = (await listCases(deps.store)).map(shownCase)
  if (command.json) await outJson(cases, io)
  else {
    for (const { number, state, openedAt, from } of cases) {
      await io.out(`${number} ${state} since ${openedAt}, from ${from ?? 'the menu'}`)
    }
  }
  return 0
}
