import type { CaseRow } from '../ports/records/case.ts'
import { reportOf } from '../services/cases/case-export.ts'
import { listCases } from './cases.ts'
import type { CommandDeps, CommandIo, ExitCode } from './command-io.ts'
import { outJson } from './command-io.ts'

const iso = (at: number): string => new Date(at).toISOString()

/** What people wrote beside the report: redacted when it was kept. Keys of chats and people stay inside. */
function shownCase(row: CaseRow) {
  const problems = row.problems.map(({ at, text }) => ({ at: iso(at), text }))
  return { ...reportOf(row), problems }
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
