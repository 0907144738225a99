import type { Account } from '../domain/account.ts'
import { accountDueAt } from '../domain/channel.ts'
import type { AuditRow, AuditHead } from './records/audit.ts'
import { isOpenState } from '../domain/support-case.ts'
import type { CaseEntryRow } from './records/case-entry.ts'
import type { CaseRow } from './records/case.ts'
import type { ChallengeRow } from './records/challenge.ts'
import type { ChatRow } from './records/chat.ts'
import type { ConversationRow } from './records/conversation.ts'
import type { AgentRow, DeskPostRow, DeskRow } from './records/desk.ts'
import type { IntentRow } from './records/intent.ts'
import type { LimitRow } from './records/limit.ts'
import type { OutboxRow } from './records/outbox.ts'
import type { SessionRow } from './records/session.ts'
import type { SettingRow } from './records/setting.ts'

/** What each collection holds. A row is plain JSON: null for "none", numbers for times (epoch ms). */
export interface Records {
  accounts: Account
  conversations: ConversationRow
  challenges: ChallengeRow
  sessions: SessionRow
  limits: LimitRow
  outbox: OutboxRow
  audit: AuditRow
  auditHeads: AuditHead
  settings: SettingRow
  cases: CaseRow
  caseEntries: CaseEntryRow
  desks: DeskRow
  deskPosts: DeskPostRow
  agents: AgentRow
  chats: ChatRow
  intents: IntentRow
}

export type CollectionName = keyof Records

/** One way of finding rows other than by key. */
export interface Index<Row> {
  /** Whether a commit is refused when another row holds one of the values. */
  readonly unique: boolean
  /** The values the row is found under. */
  readonly values: (row: Row) => readonly string[]
}

/** How a collection is kept and searched. Every store reads this and nothing else about the rows. */
export interface Declaration<Row, Name extends string = string> {
  readonly key: (row: Row) => string
  readonly indexes: Readonly<Record<Name, Index<Row>>>
  /** When the row wants attention (sending, sweeping), epoch ms; null for never. */
  readonly dueAt: (row: Row) => number | null
  /** Whether a row that is due is removed: it has had its time. */
  readonly swept: boolean
  /** A cold collection only grows and is read rarely: a store need not hold it in memory. */
  readonly cold: boolean
}

/** A collection that is not cold, never due and not swept, unless it says so. */
function declare<Row, Name extends string>(
  declared: Pick<Declaration<Row, Name>, 'key' | 'indexes'> & Partial<Declaration<Row, Name>>,
): Declaration<Row, Name> {
  return { dueAt: () => null, swept: false, cold: false, ...declared }
}

const shared = <Row>(values: Index<Row>['values']): Index<Row> => ({ unique: false, values })

const unique = <Row>(values: Index<Row>['values']): Index<Row> => ({ unique: true, values })

/** A row written by an earlier version may lack an indexed field; it is then not found by it. */
const held = (value: string | null | undefined): readonly string[] =>
  value === null || value === undefined ? [] : [value]

/** For rows that say themselves when they may be removed. */
const forgotten = {
  dueAt: (row: { readonly forgetAt: number }): number => row.forgetAt,
  swept: true,
}

/** The index of accounts that each kind of identifier is searched in; an account ID is the key itself. */
export const accountIndexes = {
  mobile: 'recoveryMobile',
  'server-ip': 'serverIp',
  'login-email': 'loginEmail',
} as const

/** The one declaration of every collection: its key, its indexes and when its rows are due. */
export const collections = {
  accounts: declare({
    key: (row: Account) => row.id,
    indexes: {
      recoveryMobile: shared((row: Account) => held(row.recoveryMobile)),
      serverIp: shared((row: Account) => row.servers.map((server) => server.ip)),
      loginEmail: unique((row: Account) => held(row.loginEmail)),
    },
    /** An unproven new password is dropped, and an owner who put off a verification is reminded. */
    dueAt: accountDueAt,
  }),
  conversations: declare({ key: (row: ConversationRow) => row.key, indexes: {}, ...forgotten }),
  challenges: declare({
    key: (row: ChallengeRow) => row.key,
    indexes: {
      token: unique((row: ChallengeRow) => held(row.tokenHash)),
      account: shared((row: ChallengeRow) => held(row.account)),
    },
    ...forgotten,
  }),
  sessions: declare({
    key: (row: SessionRow) => row.key,
    indexes: { account: shared((row: SessionRow) => [row.account]) },
    dueAt: (row) => row.endsAt,
    swept: true,
  }),
  limits: declare({ key: (row: LimitRow) => row.key, indexes: {}, ...forgotten }),
  outbox: declare({
    key: (row: OutboxRow) => row.id,
    indexes: { about: shared((row: OutboxRow) => held(row.about)) },
    dueAt: (row) => row.dueAt,
  }),
  audit: declare({
    key: (row: AuditRow) => `${row.chain}:${row.sequence}`,
    indexes: { chain: shared((row: AuditRow) => [row.chain]) },
    cold: true,
  }),
  auditHeads: declare({ key: (row: AuditHead) => row.chain, indexes: {} }),
  cases: declare({
    key: (row: CaseRow) => String(row.number),
    indexes: {
      /** One open case a person: what the same person says later is added to it. */
      open: unique((row: CaseRow) => (isOpenState(row.state) ? held(row.person) : [])),
      account: shared((row: CaseRow) => held(row.account)),
      /** Every case that is not closed or withdrawn. */
      living: shared((row: CaseRow) =>
        row.state === 'closed' || row.state === 'withdrawn' ? [] : ['living'],
      ),
    },
    dueAt: (row) => row.dueAt,
  }),
  caseEntries: declare({
    key: (row: CaseEntryRow) => row.id,
    indexes: { case: shared((row: CaseEntryRow) => [String(row.number)]) },
    ...forgotten,
  }),
  desks: declare({
    key: (row: DeskRow) => row.key,
    indexes: { every: shared(() => ['every']) },
  }),
  deskPosts: declare({
    key: (row: DeskPostRow) => row.key,
    indexes: {
      desk: shared((row: DeskPostRow) => [row.desk]),
      case: shared((row: DeskPostRow) => [String(row.number)]),
      thread: shared((row: DeskPostRow) => held(row.thread)),
    },
  }),
  agents: declare({
    key: (row: AgentRow) => row.key,
    indexes: {
      name: shared((row: AgentRow) => [row.nameKey]),
      every: shared(() => ['every']),
    },
  }),
  settings: declare({ key: (row: SettingRow) => row.key, indexes: {} }),
  chats: declare({
    key: (row: ChatRow) => row.id,
    indexes: { conversation: shared((row: ChatRow) => [row.conversation]) },
    ...forgotten,
  }),
  intents: declare({
    key: (row: IntentRow) => row.id,
    indexes: { account: shared((row: IntentRow) => [row.account]) },
    dueAt: (row) => row.dueAt,
  }),
} as const satisfies { readonly [C in CollectionName]: Declaration<Records[C]> }

/** The names a collection may be searched by. */
export type IndexName<C extends CollectionName> = keyof (typeof collections)[C]['indexes'] & string

const declarations: { readonly [C in CollectionName]: Declaration<Records[C]> } = collections

/** Whether a text names a collection of this version of the program. */
export function isCollectionName(name: string): name is CollectionName {
  return Object.hasOwn(declarations, name)
}

/** Every collection, in the order of its declaration. */
export const collectionNames: readonly CollectionName[] =
  Object.keys(declarations).filter(isCollectionName)

/** The declaration of a collection, for code that works on any of them. */
export function declarationOf<C extends CollectionName>(collection: C): Declaration<Records[C]> {
  return declarations[collection]
}

/** The key a row is kept under. */
export function keyOf<C extends CollectionName>(collection: C, row: Records[C]): string {
  return declarations[collection].key(row)
}
