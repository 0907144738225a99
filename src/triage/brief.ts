import { claimFields, type Claim } from '../domain/claim.ts'
import { evidenceOf } from '../domain/evidence.ts'
import { isPassing, provenAbout } from '../domain/trail.ts'
import {
  accountIdOf,
  channelNames,
  isFrozen,
  isRecoverable,
  type Account,
} from '../domain/account.ts'
import { heldUntil, isVerified } from '../domain/channel.ts'
import { dayMs } from '../domain/durations.ts'
import { maskAccountId } from '../domain/masking.ts'
import { inertText } from '../domain/inert-text.ts'
import type { BriefAccount, CaseBrief, CaseListed } from '../flow/desk-face.ts'
import type { CaseRow } from '../ports/records/case.ts'
import type { Reads } from '../ports/store.ts'
import { maskChannel } from '../services/channels.ts'
import { pendingMail } from '../services/outbox.ts'
import { trailAccount } from '../services/subject.ts'
import type { ServiceDeps } from '../services/use-case.ts'

/** How far back changes of an account are told. */
const recentMs = 30 * dayMs
/** The most of a user's words that a card shows; the transcript has the rest. */
const mostShown = 1_200
const mostProblems = 5

function statusOf(account: Account, now: number): BriefAccount['status'] {
  if (isFrozen(account, now)) return 'frozen'
  if (account.lockedUntil !== null && now < account.lockedUntil) return 'locked'
  return isRecoverable(account) ? 'active' : 'unusable'
}

/** How the user is known to have to do with the account: since a link of another person's they may be somebody else. */
function tieOf(
  { sealer }: Pick<BriefDeps, 'sealer'>,
  { isAccountProven, trail, cameBackAt = 0 }: CaseRow,
  account: Account,
): BriefAccount['tie'] {
  if (isAccountProven) return 'signed-in'
  const marks = provenAbout(trail, trailAccount({ sealer }, account.id))
  return marks.some(({ at, answer }) => at >= cameBackAt && isPassing(answer)) ? 'passed' : 'named'
}

function accountOf(account: Account, tie: BriefAccount['tie'], now: number): BriefAccount {
  return {
    mask: maskAccountId(accountIdOf(account)),
    tie,
    status: statusOf(account, now),
    channels: channelNames.flatMap((name) => {
      const mask = isVerified(account, name) ? maskChannel(name, account[name]) : null
      return mask === null ? [] : [{ name, mask, isHeld: heldUntil(account, name, now) !== null }]
    }),
    changes: account.changes
      .filter(({ at }) => now - at <= recentMs)
      .map((change) => ({
        what: change.kind === 'password' ? 'password' : change.channel,
        at: change.at,
        isUndone: change.undoneAt !== null,
      })),
  }
}

/** A case in a list. */
export function listedOf(row: CaseRow): CaseListed {
  const { number, revision, state, topic, openedAt } = row
  const { severity, assignee, reply } = row.memory
  const name = assignee?.name ?? null
  return { number, revision, state, severity, topic, openedAt, assignee: name, reply }
}

/** What a brief is made with. */
interface BriefDeps extends Pick<ServiceDeps, 'sealer'> {
  readonly store: Reads
}

async function about(deps: BriefDeps, row: CaseRow, now: number) {
  const { store: reads } = deps
  if (row.account === null) return { account: null, priorCases: 0 }
  const found = await reads.get('accounts', row.account)
  const cases = await reads.find('cases', 'account', { value: row.account })
  const priorCases = cases.filter((each) => each.row.number < row.number).length
  const account = found === null ? null : accountOf(found.row, tieOf(deps, row, found.row), now)
  return { account, priorCases }
}

function recoveryOf({ recovery }: CaseRow): CaseBrief['recovery'] {
  if (recovery === null) return null
  const { state, askedBy, readyAt } = recovery
  return { state, askedBy: askedBy.name, readyAt }
}

function inertClaim({ claim }: CaseRow): Claim | null {
  if (claim === undefined) return null
  const shown = { ...claim }
  for (const field of claimFields) {
    const text = claim[field]
    shown[field] = text === null ? null : inertText(text, mostShown)
  }
  return shown
}

/** Everything a card tells of a case, masked, and with the user's text inert. */
export async function briefOf(deps: BriefDeps, row: CaseRow, now: number): Promise<CaseBrief> {
  const { memory, locale, from, problems, trail, conversation } = row
  const { reply, resolution, pausedAt, snoozedUntil, outcome, rating } = memory
  return {
    ...listedOf(row),
    ...(await about(deps, row, now)),
    locale,
    from,
    now,
    reply,
    resolution,
    isPaused: pausedAt !== null,
    snoozedUntil,
    outcome,
    rating,
    problems: problems
      .slice(-mostProblems)
      .map(({ at, text }) => ({ at, text: inertText(text, mostShown) })),
    claim: inertClaim(row),
    evidence: evidenceOf(trail, row.cameBackAt),
    mail: await pendingMail(deps.store, { conversation, trail }),
    recovery: recoveryOf(row),
  }
}
