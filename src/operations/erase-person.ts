import { accountIdOf, type Account } from '../domain/account.ts'
import { isOpenState } from '../domain/support-case.ts'
import type { CollectionName } from '../ports/collections.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { Change, Store, Versioned } from '../ports/store.ts'
import { auditChanges, headOf } from '../services/audit-trail.ts'
import { commitWithRetry } from '../services/commit-retry.ts'
import {
  actor,
  refuseUnknown,
  type CommandDeps,
  type CommandIo,
  type ExitCode,
} from './command-io.ts'
import { allOfThem, casesOf } from './one-person.ts'

/** What is about to be erased. */
interface Erasing {
  readonly store: Store
  readonly account: Versioned<Account>
  readonly cases: Awaited<ReturnType<typeof casesOf>>
}

/** What becomes of a collection: changes of its rows about the account, or why they stay. */
type Fate = ((erasing: Erasing) => Promise<readonly Change[]>) | { readonly stays: string }

const removed = (
  collection: CollectionName,
  { version, key }: { readonly version: number; readonly key: string },
): Change => ({ collection, key, base: version, row: null })

/** Removes every row that is found by the account. */
const byAccount =
  (collection: 'sessions' | 'challenges' | 'intents'): Fate =>
  async ({ store, account }) => {
    const found = await store.find(collection, 'account', {
      value: account.row.id,
      limit: allOfThem,
    })
    return found.map(({ row, version }) =>
      removed(collection, { version, key: 'key' in row ? row.key : row.id }),
    )
  }

/** A case that counts on, but is about nobody: its figures stay, its words and whose it was go. */
function anonymous({
  row: { claim: _, cameBackAt: __, ...row },
  version,
}: Versioned<CaseRow>): Change {
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

/**
 * The chats and pages that are signed in to the account, and those of its owner's cases: what was typed and shown in them
 * is about the person. Whoever writes there again begins anew.
 */
async function conversationsOf({ store, account, cases }: Erasing): Promise<readonly Change[]> {
  const value = account.row.id
  const sessions = await store.find('sessions', 'account', { value, limit: allOfThem })
  const signedIn = sessions.map(({ row }) => row.key)
  const keys = new Set([...signedIn, ...cases.own.map(({ row }) => row.conversation)])
  const found = await Promise.all([...keys].map(async (key) => store.get('conversations', key)))
  return found.flatMap((each) =>
    each === null ? [] : removed('conversations', { version: each.version, key: each.row.key }),
  )
}

async function wordsOf({ store, cases }: Erasing): Promise<readonly Change[]> {
  const found = await Promise.all(
    cases.own.map(async ({ row }) =>
      store.find('caseEntries', 'case', { value: String(row.number), limit: allOfThem }),
    ),
  )
  return found.flat().map(({ row, version }) => removed('caseEntries', { version, key: row.id }))
}

/** What becomes of each collection when an account is erased; one that is not named here does not compile. */
const fates: { readonly [C in CollectionName]: Fate } = {
  accounts: async ({ account: { row, version } }) => [
    removed('accounts', { version, key: row.id }),
  ],
  conversations: conversationsOf,
  challenges: byAccount('challenges'),
  sessions: byAccount('sessions'),
  intents: byAccount('intents'),
  cases: async ({ cases: { own, ofOthers } }) => [...own.map(anonymous), ...ofOthers.map(unnamed)],
  caseEntries: wordsOf,
  limits: { stays: 'keyed hashes, forgotten by themselves' },
  outbox: { stays: 'encrypted and found by nobody; gone once it is delivered or has expired' },
  audit: { stays: 'masks alone; what happened has to be provable' },
  auditHeads: { stays: 'the end of that trail' },
  chats: { stays: 'encrypted, forgotten by themselves' },
  desks: { stays: 'about support' },
  deskPosts: { stays: 'about support' },
  agents: { stays: 'about support' },
  settings: { stays: 'about the program' },
}

async function changesToErase(erasing: Erasing): Promise<readonly Change[]> {
  const all = Object.values(fates).map(async (fate) =>
    typeof fate === 'function' ? fate(erasing) : [],
  )
  return (await Promise.all(all)).flat()
}

const retried = {
  attempts: 5,
  busy: 'Nothing was erased: the account keeps changing meanwhile. Try again when it is quieter.',
}

/**
 * `accounts erase`: removes an account for good, all in one commit: the account, its sessions, codes and links, changes
 * that its directory was still to be asked for, the conversations of its owner, and what was said in its owner's cases,
 * which stay as figures without a person. What remains is the audit trail, whose entries hold masks alone, and what
 * forgets by itself: the log of the built-in chat, messages on their way and counters. Refused, with 1, for an unknown account and while
 * a case of it is open.
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
    const changes = await changesToErase({ store, account, cases })
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
