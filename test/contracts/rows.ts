import { blankAccount, type Account } from '../../src/domain/account.ts'
import type { AuditRow } from '../../src/ports/records/audit.ts'
import type { CaseRow } from '../../src/ports/records/case.ts'
import type { ChatRow } from '../../src/ports/records/chat.ts'
import type { LimitRow } from '../../src/ports/records/limit.ts'
import type { OutboxRow } from '../../src/ports/records/outbox.ts'

/** An account that nobody can be mistaken for; whatever matters to a test is given. */
export function account(id: string, given: Partial<Account> = {}): Account {
  return {
    ...blankAccount(id),
    displayName: 'Li Wei',
    signedUpWith: 'email',
    ...given,
  }
}

/** A counter that was raised `count` times. */
export function limit(key: string, count: number): LimitRow {
  return { key, at: [], consecutive: count, forgetAt: 1_000_000 }
}

/** A message that is due at `dueAt`. */
export function outbox(id: string, dueAt: number): OutboxRow {
  return { id, sealed: 'sealed', attempts: 0, dueAt, expiresAt: 1_000_000 }
}

/** A line of a web chat. */
export function chat(id: string, conversation: string): ChatRow {
  return { id, conversation, sequence: 1, sealed: 'sealed', forgetAt: 1_000_000 }
}

/** An audit row at its place in a chain. */
export function audit(chain: string, sequence: number): AuditRow {
  return {
    chain,
    sequence,
    at: 1000 + sequence,
    action: 'code.refused',
    actor: 'system',
    details: { attempt: sequence, note: 'a\nb "c" \u2028 é 手机' },
    previousHash: '0'.repeat(64),
    hash: `hash-${sequence}`,
  }
}

/** A support case that nobody has taken yet. */
export function supportCase(number: number, given: Partial<CaseRow> = {}): CaseRow {
  return {
    number,
    conversation: `conversation-${number}`,
    person: `person-${number}`,
    account: null,
    isAccountProven: false,
    state: 'new',
    memory: {
      severity: 'normal',
      assignee: null,
      reply: null,
      resolution: null,
      pausedAt: null,
      snoozedUntil: null,
      nudgeAt: null,
      endsAt: null,
      outcome: null,
      rating: null,
    },
    revision: 1,
    locale: 'en',
    from: null,
    topic: 'other',
    problems: [],
    trail: [],
    recovery: null,
    openedAt: 1_000,
    changedAt: 1_000,
    firstReplyAt: null,
    entries: 0,
    dueAt: null,
    ...given,
  }
}
