import { evidenceOf } from '../domain/evidence.ts'
import { minuteMs } from '../domain/durations.ts'
import { inertText } from '../domain/inert-text.ts'
import type { CaseClock } from '../domain/support-case.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { Store } from '../ports/store.ts'
import { readLines, type WrittenLine } from '../services/cases/case-entries.ts'
import {
  countsOf,
  exportCases,
  mentions,
  reportOf,
  searchWords,
} from '../services/cases/case-reports.ts'
import {
  actor,
  outFields,
  outJson,
  refuseUnknown,
  type CommandDeps,
  type CommandIo,
  type ExitCode,
} from './command-io.ts'
import { recordFact } from './record-fact.ts'
import { systemChain } from '../services/audit-trail.ts'

/** The options of a command about cases; it answers as JSON or in lines. */
interface AsJson {
  readonly json: boolean
}

/** The most of one text that is shown; what was kept is never longer than a message. */
const mostShown = 10_000

/** Epoch ms as ISO 8601. */
function iso(at: number): string
function iso(at: number | null): string | null
function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

/** Somebody's words for a terminal: no control characters in them, and nothing that passes for a line of the answer. */
const shownText = (text: string): string => inertText(text, mostShown)

/** Every case that was handed to people, in the order of their numbers. */
async function listCases(store: Store): Promise<readonly CaseRow[]> {
  const cases: CaseRow[] = []
  for await (const { row } of store.scan('cases')) cases.push(row)
  return cases.toSorted((a, b) => a.number - b.number)
}

/** The report of a case with what its user wrote, without keys of chats and people. */
/** A case as operators read it, with what people wrote. */
export function shownCase(row: CaseRow) {
  const problems = row.problems.map(({ at, text }) => ({ at: iso(at), text: shownText(text) }))
  return { ...reportOf(row), problems }
}

const shownClock = (clock: CaseClock | null) =>
  clock === null ? null : { owed: clock.owed, dueAt: iso(clock.dueAt) }

function shownRecovery({ recovery }: CaseRow) {
  if (recovery === null) return null
  const { state, askedBy, askedAt, approvedBy, readyAt } = recovery
  return {
    state,
    askedBy: askedBy.name,
    askedAt: iso(askedAt),
    approvedBy: approvedBy?.name ?? null,
    readyAt: iso(readyAt),
  }
}

/** A case with its clocks and its evidence, as on an agent's card. */
function caseInFull(row: CaseRow) {
  const { memory, trail } = row
  const { proofs, score, contradictions, path, nextStep } = evidenceOf(trail)
  return {
    ...shownCase(row),
    reply: shownClock(memory.reply),
    resolution: shownClock(memory.resolution),
    isPaused: memory.pausedAt !== null,
    snoozedUntil: iso(memory.snoozedUntil),
    recovery: shownRecovery(row),
    evidence: {
      score,
      proofs: proofs.map(({ proof, state, tries, weight }) => ({ proof, state, tries, weight })),
      contradictions,
      path: path.map(({ at, flow, step, times }) => ({ at: iso(at), flow, step, times })),
      nextStep,
    },
  }
}

/** Cases as JSON with what people wrote, or a line each without it. */
async function outCases(rows: readonly CaseRow[], json: boolean, io: CommandIo): Promise<ExitCode> {
  const cases = rows.map(shownCase)
  if (json) await outJson(cases, io)
  else
    for (const { number, state, openedAt, from } of cases) {
      await io.out(`${number} ${state} since ${openedAt}, from ${from ?? 'the menu'}`)
    }
  return 0
}

/** `cases list`: every case by number, times in ISO 8601; as text a line each, without what people wrote. */
export async function listCasesCommand(
  { json }: AsJson,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  return outCases(await listCases(deps.store), json, io)
}

async function record(deps: CommandDeps, action: string, cases: number): Promise<void> {
  await recordFact(deps, { chain: systemChain, action, actor, details: { cases } })
}

/** `cases search`: as a list, those with the words in their number, their user's words, topic, agent or account. */
export async function searchCasesCommand(
  command: AsJson & { readonly words: string },
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
  return outCases(found, command.json, io)
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
  { json }: AsJson,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const counts = countsOf(await listCases(deps.store))
  if (json) {
    await outJson(counts, io)
    return 0
  }
  const { open, ended, firstReplyMs, rating } = counts
  const waited = firstReplyMs === null ? 'none yet' : `${Math.round(firstReplyMs / minuteMs)} min`
  const rated =
    rating === null ? 'none yet' : `${rating.average.toFixed(1)} of 5, by ${rating.count}`
  const lines = [
    `open: ${open}`,
    `ended: ${ended}`,
    `first reply, median: ${waited}`,
    `rating: ${rated}`,
    ...counts.byTopic.map(({ topic, cases }) => `topic ${topic}: ${cases}`),
    ...counts.byStep.map(({ step, cases }) => `given up at ${step}: ${cases}`),
    ...counts.byOutcome.map(({ outcome, cases }) => `outcome ${outcome}: ${cases}`),
  ]
  for (const line of lines) await io.out(line)
  return 0
}

interface OneCase extends AsJson {
  readonly number: number
}

/** A case, once the look is in the audit trail; null when there is none. */
async function lookUp(number: number, action: string, deps: CommandDeps): Promise<CaseRow | null> {
  const found = await deps.store.get('cases', String(number))
  if (found === null) return null
  const chain = found.row.account ?? systemChain
  await recordFact(deps, { chain, action, actor, details: { number } })
  return found.row
}

/** `cases show`: one case as JSON, or a line for each field; 1 when there is none. The look is audited. */
export async function showCaseCommand(
  { number, json }: OneCase,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const row = await lookUp(number, 'case.show', deps)
  return row === null
    ? refuseUnknown('case', String(number), io)
    : outFields(caseInFull(row), json, io)
}

/** A line of a transcript as operators read it. */
export function shownLine({ sequence, at, by, kind, name, text, event }: WrittenLine) {
  return {
    sequence,
    at: iso(at),
    by,
    kind,
    name: name === null ? null : shownText(name),
    text: shownText(text),
    event: event === null ? null : { ...event, until: iso(event.until) },
  }
}

function asText({ at, by, kind, name, text, event }: ReturnType<typeof shownLine>): string {
  const who = [by, name, kind === 'note' ? '(note)' : null].filter((part) => part !== null)
  const what = [event?.code, event?.detail, event?.until].filter((part) => typeof part === 'string')
  const happened = what.length === 0 ? '' : ` [${what.join(' ')}]`
  // A line of what somebody wrote must not pass for the next line of the transcript.
  const said = text === '' ? '' : `: ${text.replaceAll('\n', '\n    ')}`
  return `${at} ${who.join(' ')}${happened}${said}`
}

/** Whether a line could not be opened: nothing but its place is known. */
const isSealed = ({ kind, name, text, event }: WrittenLine): boolean =>
  name === null && event === null && (kind === 'event' || text === '…')

/**
 * `cases transcript`: what was said and what happened, redacted when it was written; 1 when there is no such case or
 * SECRET_KEY is another one than it was kept under. The look is audited.
 */
export async function transcriptCommand(
  { number, json }: OneCase,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const row = await lookUp(number, 'case.transcript', deps)
  if (row === null) return refuseUnknown('case', String(number), io)
  const reading = { sealer: (await deps.keys()).sealer, reads: deps.store }
  const lines = await readLines(reading, number, { after: 0, upTo: row.entries })
  if (lines.length > 0 && lines.every(isSealed)) {
    await io.err(`SECRET_KEY is not the one that the transcript of case ${number} was kept under.`)
    return 1
  }
  const shown = lines.map(shownLine)
  if (json) await outJson(shown, io)
  else for (const line of shown) await io.out(asText(line))
  return 0
}
