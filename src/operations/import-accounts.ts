import type { Account } from '../domain/account.ts'
import type { Clock } from '../ports/clock.ts'
import type { Change, CommitResult, Store, Versioned } from '../ports/store.ts'
import { auditChanges, headOf, systemChain } from '../services/audit-trail.ts'
import { commitWithRetry } from '../services/commit-retry.ts'
import { mostHashKinds, rememberKinds } from '../services/hash-kinds.ts'
import type { AccountPatch, RowRules } from './account-row.ts'
import { collectRows, createProblemList, takenLogins, type RowProblem } from './collect-rows.ts'
import { effectOf, mergeAccount, type Effect } from './merge-account.ts'
import type { PasswordHasher } from '../ports/password-hasher.ts'
import type { SourceRow } from './source-row.ts'
import { fileRows } from './account-file.ts'

export interface ImportDeps extends RowRules {
  readonly store: Store
  readonly clock: Clock
  readonly passwords: PasswordHasher
}

export interface ImportRequest {
  readonly rows: AsyncIterable<SourceRow>
  /** Checks everything and writes nothing. */
  readonly dryRun: boolean
  /** For the audit trail, such as `cli`. */
  readonly actor: string
}

/** How many accounts were, or would be, new, different, or the same as before. */
export type ImportCounts = Readonly<Record<Effect, number>>

export type ImportResult =
  | { readonly outcome: 'imported' | 'checked'; readonly counts: ImportCounts }
  | {
      readonly outcome: 'refused'
      /** By line, at most 100. */
      readonly problems: readonly RowProblem[]
      /** How many more there are. */
      readonly unlisted: number
    }

interface Plan {
  readonly changes: readonly Change[]
  readonly counts: ImportCounts
}

const retried = {
  attempts: 5,
  busy: 'Nothing was imported: the accounts keep changing meanwhile. Try again when it is quieter.',
}

/**
 * The row with its password hashed; the same password as before keeps its hash, so that a file imported twice
 * changes nothing the second time.
 */
async function hashed(
  patch: AccountPatch,
  existingHash: string | null,
  passwords: PasswordHasher,
): Promise<AccountPatch> {
  const { password } = patch
  if (password === null) return patch
  const isSame = existingHash !== null && (await passwords.matches(password, existingHash))
  const passwordHash = isSame ? existingHash : await passwords.hash(password)
  return { id: patch.id, fields: { ...patch.fields, passwordHash }, password: null }
}

const hashIn = ({ patch }: { readonly patch: AccountPatch }): readonly string[] =>
  patch.fields.passwordHash === undefined || patch.fields.passwordHash === null
    ? []
    : [patch.fields.passwordHash]

const tooManyKinds = (kinds: number): string =>
  `passwordHash: there would be ${kinds} kinds of hashes, counting each set of parameters; at most ${mostHashKinds} are taken`

/** One account's change, or none when the row says nothing new. */
function changeOf(existing: Versioned<Account> | null, patch: AccountPatch, now: number) {
  const before = existing?.row ?? null
  const row = mergeAccount(before, patch, now)
  const effect = effectOf(before, row)
  const base = existing?.version ?? 0
  const change: Change = { collection: 'accounts', key: row.id, base, row }
  return { effect, change: effect === 'unchanged' ? [] : [change] }
}

async function planChanges(deps: ImportDeps, patches: AccountPatch[]): Promise<Plan> {
  const now = deps.clock.now()
  // Before the passwords in clear are hashed: ours are of the usual kind.
  const imported = patches.flatMap((patch) => hashIn({ patch }))
  const changes: Change[] = [...(await rememberKinds(deps.store, imported)).changes]
  const counts = { created: 0, changed: 0, unchanged: 0 }
  for (const [index, patch] of patches.entries()) {
    const existing = await deps.store.get('accounts', patch.id)
    const ready = await hashed(patch, existing?.row.passwordHash ?? null, deps.passwords)
    // Kept for another round: hashing is what takes the time.
    patches[index] = ready
    const { effect, change } = changeOf(existing, ready, now)
    counts[effect] += 1
    changes.push(...change)
  }
  return { changes, counts }
}

async function commitPlan(deps: ImportDeps, plan: Plan, actor: string): Promise<CommitResult> {
  const head = await headOf(deps.store, systemChain)
  const entry = auditChanges(head, {
    chain: systemChain,
    at: deps.clock.now(),
    action: 'accounts.imported',
    actor,
    details: plan.counts,
  })
  return deps.store.commit([...plan.changes, ...entry])
}

async function apply(
  deps: ImportDeps,
  patches: AccountPatch[],
  request: ImportRequest,
): Promise<ImportResult> {
  if (request.dryRun) {
    return { outcome: 'checked', counts: (await planChanges(deps, patches)).counts }
  }
  return commitWithRetry(retried, async () => {
    const plan = await planChanges(deps, patches)
    const commit = await commitPlan(deps, plan, request.actor)
    return { commit, result: { outcome: 'imported', counts: plan.counts } }
  })
}

/**
 * Imports accounts, all of them or none: first every row is read and checked, then all changes go into one commit
 * together with an entry of the audit trail. A row replaces what it names and keeps the rest; importing a file twice
 * changes nothing the second time. A login email belongs to one account, in the file and in the store.
 *
 * @throws ServiceError of the store, or `ERR_STORE_BUSY` when the accounts changed under the import five times;
 *   whatever the row source throws. Nothing was written then.
 */
export async function importAccounts(
  deps: ImportDeps,
  request: ImportRequest,
): Promise<ImportResult> {
  const problems = createProblemList()
  const rows = await collectRows(request.rows, { rules: deps, problems })
  if (problems.isEmpty()) {
    for (const problem of await takenLogins(deps.store, rows)) problems.add(problem)
    const { kinds } = await rememberKinds(deps.store, rows.flatMap(hashIn))
    if (kinds > mostHashKinds) problems.add({ line: 1, message: tooManyKinds(kinds) })
  }
  if (!problems.isEmpty()) return { outcome: 'refused', ...problems.list() }
  // A dry run needs to know whether a password is another one, never what it would be stored as.
  const passwords = { ...deps.passwords, hash: () => Promise.resolve('') }
  return apply(
    request.dryRun ? { ...deps, passwords } : deps,
    rows.map(({ patch }) => patch),
    request,
  )
}

async function hasAccounts(deps: Pick<ImportDeps, 'store'>): Promise<boolean> {
  for await (const _ of deps.store.scan('accounts')) return true
  return false
}

/**
 * Loads the demonstration accounts into a store that has no account yet; their servers live in the documentation
 * ranges (S32), so those pass here whatever the setting.
 *
 * @param file newline-delimited JSON, as `data/demo-accounts.ndjson`
 * @returns null when the store had accounts already, and nothing was read
 * @throws UnreadableFile, or a ServiceError of the store
 */
export async function loadDemoAccounts(
  deps: ImportDeps,
  file: string,
): Promise<ImportResult | null> {
  if (await hasAccounts(deps)) return null
  const request = { rows: fileRows(file), dryRun: false, actor: 'system' }
  return importAccounts({ ...deps, allowDocumentationIps: true }, request)
}
