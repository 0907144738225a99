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
}

export type CollectionName = keyof Records

/** How a collection is found again. Every store reads this table and nothing else about the rows. */
export interface Declaration<Row> {
  readonly key: (row: Row) => string
  /** Index name to the values a row is found under; a unique index refuses a value that another row holds. */
  readonly indexes: Readonly<
    Record<string, { readonly unique: boolean; readonly values: (row: Row) => readonly string[] }>
  >
  /** When the row wants attention (sending, sweeping), epoch ms; null for never. */
  readonly dueAt: (row: Row) => number | null
  /** A cold collection only grows and is read rarely: a store need not hold it in memory. */
  readonly cold: boolean
}

/** A row of an earlier version may lack a field that is searched by now; it is not found by it. */
const held = (value: string | null | undefined): readonly string[] =>
  value === null || value === undefined ? [] : [value]

/** The one declaration of every collection: its key, its indexes and its clock. */
export const collections = {
  accounts: {
    key: (row: Account) => row.id,
    indexes: {
      recoveryMobile: { unique: false, values: (row: Account) => held(row.recoveryMobile) },
      serverIp: { unique: false, values: (row: Account) => row.servers.map((server) => server.ip) },
      loginEmail: { unique: true, values: (row: Account) => held(row.loginEmail) },
    },
    /** A password that nobody proved in time is dropped; whoever put off a verification is reminded. */
    dueAt: accountDueAt,
    cold: false,
  },
  conversations: {
    key: (row: ConversationRow) => row.key,
    indexes: {},
    dueAt: (row: ConversationRow) => row.forgetAt,
    cold: false,
  },
  challenges: {
    key: (row: ChallengeRow) => row.key,
    indexes: {
      token: { unique: true, values: (row: ChallengeRow) => held(row.tokenHash) },
      account: { unique: false, values: (row: ChallengeRow) => held(row.account) },
    },
    dueAt: (row: ChallengeRow) => row.forgetAt,
    cold: false,
  },
  sessions: {
    key: (row: SessionRow) => row.key,
    indexes: { account: { unique: false, values: (row: SessionRow) => [row.account] } },
    dueAt: (row: SessionRow) => row.endsAt,
    cold: false,
  },
  limits: {
    key: (row: LimitRow) => row.key,
    indexes: {},
    dueAt: (row: LimitRow) => row.forgetAt,
    cold: false,
  },
  outbox: {
    key: (row: OutboxRow) => row.id,
    indexes: { about: { unique: false, values: (row: OutboxRow) => held(row.about ?? null) } },
    dueAt: (row: OutboxRow) => row.dueAt,
    cold: false,
  },
  audit: {
    key: (row: AuditRow) => `${row.chain}:${row.sequence}`,
    indexes: { chain: { unique: false, values: (row: AuditRow) => [row.chain] } },
    dueAt: () => null,
    cold: true,
  },
  auditHeads: { key: (row: AuditHead) => row.chain, indexes: {}, dueAt: () => null, cold: false },
  cases: {
    key: (row: CaseRow) => String(row.number),
    indexes: {
      /** One open case a person: a second word from the same person is added to it. */
      open: {
        unique: true,
        values: (row: CaseRow) => (isOpenState(row.state) ? held(row.person) : []),
      },
      account: { unique: false, values: (row: CaseRow) => held(row.account) },
      /** Every case that somebody may still have to do with: all but those that ended for good. */
      living: {
        unique: false,
        values: (row: CaseRow) =>
          row.state === 'closed' || row.state === 'withdrawn' ? [] : ['living'],
      },
    },
    dueAt: (row: CaseRow) => row.dueAt,
    cold: false,
  },
  caseEntries: {
    key: (row: CaseEntryRow) => row.id,
    indexes: { case: { unique: false, values: (row: CaseEntryRow) => [String(row.number)] } },
    dueAt: (row: CaseEntryRow) => row.forgetAt,
    cold: false,
  },
  desks: {
    key: (row: DeskRow) => row.key,
    indexes: { every: { unique: false, values: () => ['every'] } },
    dueAt: () => null,
    cold: false,
  },
  deskPosts: {
    key: (row: DeskPostRow) => row.key,
    indexes: {
      desk: { unique: false, values: (row: DeskPostRow) => [row.desk] },
      case: { unique: false, values: (row: DeskPostRow) => [String(row.number)] },
      thread: { unique: false, values: (row: DeskPostRow) => held(row.thread) },
    },
    dueAt: () => null,
    cold: false,
  },
  agents: {
    key: (row: AgentRow) => row.key,
    indexes: {
      name: { unique: false, values: (row: AgentRow) => [row.nameKey] },
      every: { unique: false, values: () => ['every'] },
    },
    dueAt: () => null,
    cold: false,
  },
  settings: { key: (row: SettingRow) => row.key, indexes: {}, dueAt: () => null, cold: false },
  chats: {
    key: (row: ChatRow) => row.id,
    indexes: {
      conversation: { unique: false, values: (row: ChatRow) => [row.conversation] },
    },
    dueAt: (row: ChatRow) => row.forgetAt,
    cold: false,
  },
} as const satisfies { readonly [C in CollectionName]: Declaration<Records[C]> }

/** The names a collection may be searched by. */
export type IndexName<C extends CollectionName> = keyof (typeof collections)[C]['indexes'] & string
