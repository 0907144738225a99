import { countsOf, exportCases, mentions, searchWords } from '../services/cases/case-reports.ts'
import { listCases, shownCase } from './cases.ts'
import type { CommandDeps, CommandIo, ExitCode } from './command-io.ts'
import { actor, outJson } from './command-io.ts'
import { recordFact } from './record-fact.ts'

type Shown = ReturnType<typeof shownCase>

/** Cases as JSON with what people wrote, or a line each without it. */
async function outCases(cases: readonly Shown[], json: boolean, io: CommandIo): Promise<void> {
  if (json) return outJson(cases, io)
  for (const { number, state, openedAt, from } of cases) {
    await io.out(`${number} ${state} since ${openedAt}, from ${from ?? 'the menu'}`)
  }
  return undefined
}

/** `cases list`: every case by number, times in ISO 8601; as text a line each, without what people wrote. */
export async function listCasesCommand(
  { json }: { readonly json: boolean },
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  await outCases((await listCases(deps.store)).map(shownCase), json, io)
  return 0
}

async function record(deps: CommandDeps, action: string, cases: number): Promise<void> {
  await recordFact(deps, { chain: 'system', action, actor, details: { cases } })
}

/** `cases search`: as a list, those with the words in their number, their user's words, topic, agent or account. */
export async function searchCasesCommand(
  command: { readonly words: string; readonly json: boolean },
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const words = searchWords(command.words)
  if (words === '') {
    await io.err('Say what to look for: a number, words, a topic or a name.')
    return 1
  }
  const found = (await listCases(deps.store)).filter((row) => mentions(row, words))
  await record(deps, 'case.search', found.length)
  await outCases(found.map(shownCase), command.json, io)
  return 0
}

/** `cases export`: every case for a spreadsheet or a program, never a word that a user wrote. The export is audited. */
export async function exportCasesCommand(
  { format }: { readonly format: 'csv' | 'json' },
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const cases = await listCases(deps.store)
  await record(deps, 'case.export', cases.length)
  for (const line of exportCases(cases, format).split('\n')) await io.out(line)
  return 0
}

/** `cases counts`: how many cases there are, about what, given up where, ended how, answered when and rated how. */
export async function countCasesCommand(
  { json }: { readonly json: boolean },
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const counts = countsOf(await listCases(deps.store))
  if (json) {
    await outJson(counts, io)
    return 0
  }
  const { open, ended, firstReplyMs, rating } = counts
  const waited = firstReplyMs === null ? 'none yet' : `${Math.round(firstReplyMs / 60_000)} min`
  const rated =
    rating === null ? 'none yet' : `${rating.average.toFixed(1)} of 5, by ${rating.count}`
  await io.out(`open: ${open}`)
  await io.out(`ended: ${ended}`)
  await io.out(`first reply, median: ${waited}`)
  await io.out(`rating: ${rated}`)
  for (const { topic, cases } of counts.byTopic) await io.out(`topic ${topic}: ${cases}`)
  for (const { step, cases } of counts.byStep) await io.out(`given up at ${step}: ${cases}`)
  for (const { outcome, cases } of counts.byOutcome) await io.out(`outcome ${outcome}: ${cases}`)
  return 0
}
