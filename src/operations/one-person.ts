import { accountIdOf, type Account } from '../domain/account.ts'
import { isOpenState } from '../domain/support-case.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { Change, Store, Versioned } from '../ports/store.ts'
import { auditChanges, headOf } from '../services/audit-trail.ts'
import { readLines } from '../services/cases/case-entries.ts'
import { commitWithRetry } from '../services/commit-retry.ts'
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
const allOfThem = 1_000_000_000

const iso = (at: number): string => new Date(at).toISOString()

/** The cases of an account: those of its owner, and those in which somebody only named it. */
async function casesOf(store: Store, account: string) {
  const found = await store.find('cases', 'account', { value: account, limit: allOfThem })
  return {
    own: found.filter(({ row }) => row.isAccountProven),
    ofOthers: found.filter(({ row }) => !row.isAccountProven),
  }
}

type Cases = Awaited<ReturnType<typeof casesOf>>

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

const removed = (
  collection: Change['collection'],
  { version, key }: { readonly version: number; readonly key: string },
): Change => ({ collection, key, base: version, row: null })

/** A case that counts on, but is about nobody: its figures stay, its words and whose it was go. */
function anonymous({ row, version }: Versioned<CaseRow>): Change {
  const key = String(row.number)
  const nobody = { account: null, isAccountProven: false, person: '', conversation: '' }
  const emptied = { ...row, ...nobody, problems: [], trail: [], recovery: null, entries: 0 }
  return { collection: 'cases', key, base: version, row: emptied }
}

/** The case of somebody who named the account and never showed that it is theirs: it goes on without the account. */
const unnamed = ({ row, version }: Versioned<CaseRow>): Change => ({
  collection: 'cases',
  key: String(row.number),
  base: version,
  row: { ...row, account: null },
})

async function changesToErase(
  store: Store,
  account: Versioned<Account>,
  { own, ofOthers }: Cases,
): Promise<readonly Change[]> {
  const { id } = account.row
  const of = { value: id, limit: allOfThem }
  const [sessions, challenges] = await Promise.all([
    store.find('sessions', 'account', of),
    store.find('challenges', 'account', of),
  ])
  const entries = await Promise.all(
    own.map(({ row }) =>
      store.find('caseEntries', 'case', { value: String(row.number), limit: allOfThem }),
    ),
  )
  return [
    removed('accounts', { version: account.version, key: id }),
    ...sessions.map(({ row, version }) => removed('sessions', { version, key: row.key })),
    ...challenges.map(({ row, version }) => removed('challenges', { version, key: row.key })),
    ...entries.flat().map(({ row, version }) => removed('caseEntries', { version, key: row.id })),
    ...own.map(anonymous),
    ...ofOthers.map(unnamed),
  ]
}

const retried = {
  attempts: 5,
  busy: 'Nothing was erased: the account keeps changing meanwhile. Try again when it is quieter.',
}

/**
 * `accounts erase`: removes an account for good, all in one commit: the account, its sessions, codes and links, and
 * what was said in its owner's cases, which stay as figures without a person. What remains is the audit trail, whose entries
 * hold masks alone, and what forgets by itself: chats and counters. Refused, with 1, for an unknown account and while a
 * case of it is open.
 */
export async function eraseCommand(
  id: string,
  io: CommandIo,
  deps: CommandDeps,
): Promise<ExitCode> {
  const { store, clock } = deps
  return commitWithRetry(retried, async () => {
    const account = await store.get('accounts', id)
    const nothing = { outcome: 'committed' } as const
    if (account === null) return { commit: nothing, result: await refuseUnknown('account', id, io) }
    const cases = await casesOf(store, id)
    const open = cases.own.find(({ row }) => isOpenState(row.state))
    if (open !== undefined) {
      await io.err(`Case ${open.row.number} of this account is open: close it first.`)
      return { commit: nothing, result: 1 as const }
    }
    const changes = await changesToErase(store, account, cases)
    const many = cases.own.length
    const details = { cases: many }
    const fact = { chain: id, at: clock.now(), action: 'account.erased', actor, details }
    const entry = auditChanges(await headOf(store, id), fact)
    const commit = await store.commit([...changes, ...entry])
    if (commit.outcome === 'committed') {
      const named = accountIdOf(account.row)
      await io.out(`Erased: ${named}, with ${many} ${many === 1 ? 'case' : 'cases'}.`)
      if (deps.isOutside) await io.out('The account itself is in its directory: remove it there.')
    }
    return { commit, result: 0 as const }
  })
}
