import { z } from 'zod'
import { createEmbeddedDirectory } from '../directories/embedded.ts'
import { parseAccountId } from '../domain/account-id.ts'
import {
  countCasesCommand,
  exportCasesCommand,
  listCasesCommand,
  searchCasesCommand,
  showCaseCommand,
  transcriptCommand,
} from './case-commands.ts'
import { clearCommand } from './clear-limits.ts'
import { examineStore, printFindings } from './doctor.ts'
import {
  actor,
  outFields,
  outJson,
  refuseUnknown,
  type CommandDeps,
  type CommandIo,
  type ExitCode,
} from './command-io.ts'
import { importAccounts, type ImportCounts, type ImportResult } from './import-accounts.ts'
import { printVerdicts } from './print-verdicts.ts'
import { eraseCommand } from './erase-person.ts'
import { exportCommand } from './one-person.ts'
import { rotateCommand } from './rotate-keys.ts'
import { showAccount } from './show-account.ts'
import type { AuditRow } from '../ports/records/audit.ts'
import { listAudit, verifyAudit } from './audit.ts'

const name = z.string().max(100)
const asJson = { json: z.boolean() }
const number = z.number().int().positive().max(999_999_999)

/** What an operator may ask for. It crosses the socket to the owner of the store, so it is plain JSON. */
export const commandSchema = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.literal('accounts.import'), dryRun: z.boolean() }),
  z.strictObject({
    operation: z.literal('accounts.show'),
    id: name,
    ...asJson,
    reveal: z.boolean(),
  }),
  z.strictObject({ operation: z.literal('accounts.export'), id: name }),
  z.strictObject({ operation: z.literal('accounts.erase'), id: name }),
  z.strictObject({ operation: z.literal('cases.list'), ...asJson }),
  z.strictObject({ operation: z.literal('cases.show'), number, ...asJson }),
  z.strictObject({ operation: z.literal('cases.transcript'), number, ...asJson }),
  z.strictObject({ operation: z.literal('cases.export'), format: z.enum(['csv', 'json']) }),
  z.strictObject({ operation: z.literal('cases.counts'), ...asJson }),
  z.strictObject({ operation: z.literal('cases.search'), words: z.string(), ...asJson }),
  z.strictObject({ operation: z.literal('audit.list'), account: name, ...asJson }),
  z.strictObject({ operation: z.literal('audit.verify') }),
  z.strictObject({ operation: z.literal('limits.clear'), account: name }),
  z.strictObject({
    operation: z.literal('directory.verify'),
    read: name.nullable(),
    write: name.nullable(),
  }),
  z.strictObject({ operation: z.literal('keys.rotate') }),
  z.strictObject({ operation: z.literal('doctor') }),
])

/** One command with its options. */
export type Command = z.output<typeof commandSchema>

type Of<Operation extends Command['operation']> = Extract<Command, { operation: Operation }>

const told = ({ created, changed, unchanged }: ImportCounts): string =>
  `${created} new, ${changed} changed, ${unchanged} unchanged`

async function refuse(
  result: Extract<ImportResult, { outcome: 'refused' }>,
  io: CommandIo,
): Promise<ExitCode> {
  for (const { line, message } of result.problems) await io.err(`line ${line}: ${message}`)
  if (result.unlisted > 0) await io.err(`… and ${result.unlisted} more`)
  const total = result.problems.length + result.unlisted
  await io.err(`Nothing was imported: ${total} ${total === 1 ? 'problem' : 'problems'}.`)
  return 1
}

/** `accounts import`: counts on success, every problem with its line otherwise. */
async function importCommand(
  { dryRun }: Of<'accounts.import'>,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  if (deps.isOutside) {
    await io.err(
      'Nothing was imported: accounts live in the directory that DIRECTORY names. Add them there, or set DIRECTORY=embedded.',
    )
    return 1
  }
  const result = await importAccounts(deps, { rows: io.rows, dryRun, actor })
  if (result.outcome === 'refused') return refuse(result, io)
  const counts = told(result.counts)
  await io.out(dryRun ? `Dry run, nothing was imported: ${counts}` : `Imported: ${counts}`)
  return 0
}

/** `accounts show`: one account as JSON, or a line for each field; 1 when there is none. */
async function showCommand(
  { id, json, reveal }: Of<'accounts.show'>,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const shown = await showAccount(deps, { id, reveal, actor })
  if (shown.outcome === 'unknown') return refuseUnknown('account', id, io)
  return outFields(shown.account, json, io)
}

const dated = (row: AuditRow) => ({
  ...row,
  at: new Date(row.at).toISOString(),
})

/** `audit list`: the entries of an account's chain, oldest first, times in ISO 8601; 1 when there is no such account. */
async function listCommand(
  { account, json }: Of<'audit.list'>,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const rows = await listAudit(deps.store, account)
  if (rows === null) return refuseUnknown('account', account, io)
  if (json) await outJson(rows.map(dated), io)
  else {
    for (const { sequence, at, action, actor: by, details } of rows.map(dated)) {
      await io.out(`${sequence} ${at} ${action} by ${by} ${JSON.stringify(details)}`)
    }
  }
  return 0
}

const faults = {
  altered: 'was altered',
  missing: 'is missing',
  unlinked: 'does not follow the one before it',
  surplus: 'is not known to the head of the chain',
} as const

/** `audit verify`: how many entries hold, or 1 with the first broken entry of every broken chain. */
async function verifyCommand(io: CommandIo, deps: CommandDeps): Promise<ExitCode> {
  const report = await verifyAudit(deps.store)
  for (const { chain, sequence, reason } of report.faults) {
    await io.err(`chain ${chain}: entry ${sequence} ${faults[reason]}`)
  }
  if (report.faults.length > 0) {
    await io.err(`${report.faults.length} of ${report.chains} chains are broken.`)
    return 1
  }
  await io.out(`Intact: ${report.entries} entries in ${report.chains} chains`)
  return 0
}

/** `directory verify` where accounts live in the store. */
async function verifyStoreCommand(
  { read, write }: Of<'directory.verify'>,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const directory = createEmbeddedDirectory({ ...deps, reading: deps })
  return printVerdicts(directory, { read, write }, io)
}

/** The key that an account is kept under, by the ID that its owner knows; what nobody has stays as typed. */
async function keyOf(typed: string, { store, accountIds }: CommandDeps): Promise<string> {
  const parsed = parseAccountId(typed, accountIds)
  const id = parsed.outcome === 'parsed' ? parsed.id : typed
  return (await store.get('accounts', id))?.row.id ?? id
}

/** A command with the account's own key: in a directory that is its reference, which nobody knows. */
async function withOwnKey(command: Command, deps: CommandDeps): Promise<Command> {
  if ('id' in command) return { ...command, id: await keyOf(command.id, deps) }
  if ('account' in command) return { ...command, account: await keyOf(command.account, deps) }
  return command
}

/** What is done for the installation rather than for a person. */
async function runUpkeep(
  command: Of<'audit.verify' | 'directory.verify' | 'keys.rotate' | 'doctor'>,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  if (command.operation === 'audit.verify') return verifyCommand(io, deps)
  if (command.operation === 'directory.verify') return verifyStoreCommand(command, io, deps)
  if (command.operation === 'keys.rotate') return rotateCommand(io, deps)
  return printFindings(await examineStore(deps), io)
}

/**
 * Carries out one command and writes its answer line by line.
 *
 * @throws ServiceError of the store; whatever the row source throws. An import has changed nothing then.
 */
export async function runCommand(
  given: Command,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const command = await withOwnKey(given, deps)
  switch (command.operation) {
    case 'accounts.import':
      return importCommand(command, io, deps)
    case 'accounts.show':
      return showCommand(command, io, deps)
    case 'accounts.export':
      return exportCommand(command.id, io, deps)
    case 'accounts.erase':
      return eraseCommand(command.id, io, deps)
    case 'cases.list':
      return listCasesCommand(command, io, deps)
    case 'cases.show':
      return showCaseCommand(command, io, deps)
    case 'cases.transcript':
      return transcriptCommand(command, io, deps)
    case 'cases.export':
      return exportCasesCommand(command, io, deps)
    case 'cases.counts':
      return countCasesCommand(command, io, deps)
    case 'cases.search':
      return searchCasesCommand(command, io, deps)
    case 'audit.list':
      return listCommand(command, io, deps)
    case 'limits.clear':
      return clearCommand(command.account, io, deps)
    case 'audit.verify':
    case 'directory.verify':
    case 'keys.rotate':
    case 'doctor':
      return runUpkeep(command, io, deps)
    default:
      return command satisfies never
  }
}
