import type { AuditRow } from '../ports/records/audit.ts'
import { listAudit, verifyAudit } from './audit.ts'
import type { CommandDeps, CommandIo, ExitCode } from './command-io.ts'
import { outJson } from './command-io.ts'

const dated = (row: AuditRow) => ({ ...row, at: new Date(row.at).toISOString() })

/** `audit list`: the entries of an account's chain, oldest first, times in ISO 8601; 1 when there is no such account. */
export async function listCommand(
  command: { readonly account: string; readonly json: boolean },
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const rows = await listAudit(deps.store, command.account)
  if (rows === null) {
    await io.err(`There is no account ${command.account}.`)
    return 1
  }
  if (command.json) await outJson(rows.map(dated), io)
  else {
    for (const { sequence, at, action, actor, details } of rows.map(dated)) {
      await io.out(`${sequence} ${at} ${action} by ${actor} ${JSON.stringify(details)}`)
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
export async function verifyCommand(io: CommandIo, deps: CommandDeps): Promise<ExitCode> {
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
