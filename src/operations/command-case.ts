import { readLines, type WrittenLine } from '../services/cases/case-entries.ts'
import type { CaseRow } from '../ports/records/case.ts'
import { caseInFull, iso, shownText } from './cases.ts'
import type { CommandDeps, CommandIo, ExitCode } from './command-io.ts'
import { actor, outJson } from './command-io.ts'
import { recordFact } from './record-fact.ts'

interface OneCase {
  readonly number: number
  readonly json: boolean
}

/** The case that is to be looked at, once the look is on record; null, and a line for the person, when there is none. */
async function looked(
  { number, action }: { readonly number: number; readonly action: string },
  io: CommandIo,
  deps: CommandDeps,
): Promise<CaseRow | null> {
  const found = await deps.store.get('cases', String(number))
  if (found === null) {
    await io.err(`There is no case ${number}.`)
    return null
  }
  const chain = found.row.account ?? 'system'
  await recordFact(deps, { chain, action, actor, details: { number } })
  return found.row
}

/** `cases show`: one case as JSON, or a line for each field; 1 when there is none. The look is audited. */
export async function showCaseCommand(
  { number, json }: OneCase,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const row = await looked({ number, action: 'case.show' }, io, deps)
  if (row === null) return 1
  const shown = caseInFull(row)
  if (json) await outJson(shown, io)
  else {
    for (const [name, value] of Object.entries(shown)) {
      await io.out(`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    }
  }
  return 0
}

function shownLine({ sequence, at, by, kind, name, text, event }: WrittenLine) {
  const shownName = name === null ? null : shownText(name)
  const happened =
    event === null ? null : { ...event, until: event.until === null ? null : iso(event.until) }
  return {
    sequence,
    at: iso(at),
    by,
    kind,
    name: shownName,
    text: shownText(text),
    event: happened,
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
  const row = await looked({ number, action: 'case.transcript' }, io, deps)
  if (row === null) return 1
  const reading = { sealer: await deps.sealer(), reads: deps.store }
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
