import type { CommandDeps, CommandIo, ExitCode } from './command-io.ts'
import { actor, outJson } from './command-io.ts'
import { importAccounts } from './import-accounts.ts'
import type { ImportCounts, ImportResult } from './import-accounts.ts'
import { showAccount } from './show-account.ts'

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

/** `accounts import`: counts on success, every problem with its line otherwise; a bad file imports nothing. */
export async function importCommand(
  command: { readonly dryRun: boolean },
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const { dryRun } = command
  const result = await importAccounts(deps, { rows: io.rows, dryRun, actor })
  if (result.outcome === 'refused') return refuse(result, io)
  const counts = told(result.counts)
  await io.out(dryRun ? `Dry run, nothing was imported: ${counts}` : `Imported: ${counts}`)
  return 0
}

/** `accounts show`: one account as JSON, or a line for each field; 1 when there is none. */
export async function showCommand(
  command: { readonly id: string; readonly json: boolean; readonly reveal: boolean },
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const result = await showAccount(deps, { id: command.id, reveal: command.reveal, actor })
  if (result.outcome === 'unknown') {
    await io.err(`There is no account ${command.id}.`)
    return 1
  }
  if (command.json) await outJson(result.account, io)
  else {
    for (const [name, value] of Object.entries(result.account)) {
      await io.out(`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    }
  }
  return 0
}
