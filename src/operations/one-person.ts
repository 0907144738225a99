import type { Account } from '../domain/account.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { Store } from '../ports/store.ts'
import { readLines } from '../services/cases/case-entries.ts'
import { listAudit } from './audit.ts'
import { shownCase, shownLine } from './case-commands.ts'
import {
  actor,
  outJson,
  refuseUnknown,
  type CommandDeps,
  type CommandIo,
  type ExitCode,
} from './command-io.ts'
import { recordFact } from './record-fact.ts'
import { showAccount } from './show-account.ts'

/** More rows than any person has; the default of a search is a page. */
export const allOfThem = 1_000_000_000

const iso = (at: number): string => new Date(at).toISOString()

/** The cases of an account: those of its owner, and those in which somebody only named it. */
export async function casesOf(store: Store, account: string) {
  const found = await store.find('cases', 'account', { value: account, limit: allOfThem })
  return {
    own: found.filter(({ row }) => row.isAccountProven),
    ofOthers: found.filter(({ row }) => !row.isAccountProven),
  }
}

async function caseWithLines(deps: CommandDeps, row: CaseRow) {
  const reading = { sealer: (await deps.keys()).sealer, reads: deps.store }
  const lines = await readLines(reading, row.number, { after: 0, upTo: row.entries })
  return { ...shownCase(row), transcript: lines.map(shownLine) }
}

/** What was changed in an account, without the hashes and addresses that an undo would bring back. */
const changesOf = ({ changes }: Account) =>
  changes.map((change) => ({
    what: change.kind === 'password' ? 'password' : change.channel,
    at: iso(change.at),
    undoneAt: change.undoneAt === null ? null : iso(change.undoneAt),
  }))

/**
 * `accounts export`: everything that is kept about one person as one JSON object, addresses whole: the account, its
 * changes, the cases of its owner with what was said in them, and its audit trail. No password hash, code or token is in it. The
 * export is audited before anything is written; 1 when there is no such account.
 */
export async function exportCommand(
  id: string,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const { store } = deps
  const found = await store.get('accounts', id)
  if (found === null) return refuseUnknown('account', id, io)
  await recordFact(deps, { chain: id, action: 'account.exported', actor, details: {} })
  const shown = await showAccount(deps, { id, reveal: true, actor })
  const cases = []
  const { own } = await casesOf(store, id)
  for (const { row } of own) cases.push(await caseWithLines(deps, row))
  const trail = (await listAudit(store, id)) ?? []
  await outJson(
    {
      account: shown.outcome === 'found' ? shown.account : null,
      muted: found.row.muted ?? [],
      changes: changesOf(found.row),
      cases,
      audit: trail.map(({ at, action, actor: by, details }) => ({
        at: iso(at),
        action,
        actor: by,
        details,
      })),
    },
    io,
  )
  return 0
}
