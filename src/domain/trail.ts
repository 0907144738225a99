/**
 * One effect of a conversation with its answer, kept for agents and for counting proofs. Holds no identifier in clear,
 * no code and no text.
 */
export interface TrailMark {
  /** Epoch ms. */
  readonly at: number
  /** The flow it happened in. */
  readonly flow: string
  /** The effect's type, such as `code.check`. */
  readonly effect: string
  /** The answer's type, such as `code.refused`. */
  readonly answer: string
  /** What an identifier was: `mobile`, `account-id`, `server-ip`, `login-email`, `own`, `new`; null where there was none. */
  readonly by: string | null
  /** For `own` the way that was used, such as `recoveryEmail`; for a proof by full mobile `full-mobile`; otherwise null. */
  readonly way: string | null
  /** The identifier for an agent's eyes: country code, first two and last two; an ID's last four; two octets. */
  readonly mask: string | null
  /** Keyed hashes of the accounts whose owner was proven; left out where nothing was. */
  readonly about?: readonly string[]
  /** The look-up as it was typed, sealed JSON, for finding the account when a case is opened; null without one. */
  readonly sealed: string | null
}

/** What can prove who somebody is, the weightiest first. */
export const proofKinds = [
  'signed-in',
  'recovery-mobile-code',
  'recovery-email-code',
  'login-mailbox',
  'full-mobile',
  'human-check',
  'new-address-code',
] as const

export type ProofKind = (typeof proofKinds)[number]

/**
 * `tried`: begun without an outcome that may be told, such as a code that was never typed or came too late, or a full
 * mobile number (S88).
 */
export const proofStates = ['passed', 'failed', 'tried', 'untried'] as const

export type ProofState = (typeof proofStates)[number]

export interface Proof {
  readonly proof: ProofKind
  readonly state: ProofState
  /** How often something was handed in to be checked. */
  readonly tries: number
  /** When anything about it last happened, epoch ms. */
  readonly lastAt: number | null
  readonly weight: number
}

/** A new address says little about the old account, and the human check says only that somebody is human. */
const weights: Readonly<Record<ProofKind, number>> = {
  'signed-in': 50,
  'recovery-mobile-code': 40,
  'recovery-email-code': 35,
  'login-mailbox': 30,
  'full-mobile': 10,
  'human-check': 5,
  'new-address-code': 5,
}

/** For a look-up by one of these the code goes to the account's recovery mobile. */
const lookedUpBy: ReadonlySet<string> = new Set([
  'mobile',
  'account-id',
  'server-ip',
  'login-email',
])

function codeKind({ by, way }: TrailMark): ProofKind | null {
  if (by === 'new') return 'new-address-code'
  if (by === 'own' && way === 'recoveryEmail') return 'recovery-email-code'
  if (by === 'own' && way === 'recoveryMobile') return 'recovery-mobile-code'
  return by !== null && lookedUpBy.has(by) ? 'recovery-mobile-code' : null
}

/** The proof a mark is about, or null. */
function kindOf(mark: TrailMark): ProofKind | null {
  switch (mark.effect) {
    case 'code.send':
    case 'code.check':
      return codeKind(mark)
    case 'session.find':
      return mark.answer === 'session.found' ? 'signed-in' : null
    case 'session.open':
      return 'signed-in'
    case 'page.open':
      return 'login-mailbox'
    case 'account.inform':
      return mark.way === 'full-mobile' ? 'full-mobile' : null
    case 'page.offer':
      return mark.flow === 'human-check' && mark.answer === 'page.offered' ? 'human-check' : null
    default:
      return null
  }
}

const passing: ReadonlySet<string> = new Set(['code.accepted', 'session.found', 'mailbox.shown'])

/** Whether an answer says that something was proven. */
export const isPassing = (answer: string): boolean => passing.has(answer)

/**
 * A trail without what was proven about other accounts: a code of one's own account proves nothing about the account
 * that was named afterwards.
 *
 * @param account its keyed hash, as marks have it
 */
export function provenAbout(trail: readonly TrailMark[], account: string): readonly TrailMark[] {
  return trail.filter(({ answer, about = [] }) => !isPassing(answer) || about.includes(account))
}

const failing: ReadonlySet<string> = new Set(['code.refused', 'code.exhausted', 'session.refused'])

/** Whether a proof was checked and found wrong; an expired code is not wrong. */
export function isFailure({ effect, answer }: TrailMark): boolean {
  // Rows of earlier versions have `session.missing` where a session was refused.
  return failing.has(answer) || (effect === 'session.open' && answer === 'session.missing')
}

const triedBy: ReadonlySet<string> = new Set(['code.check', 'session.open', 'account.inform'])

const isLookup = ({ effect, by }: TrailMark): boolean =>
  (effect === 'account.hint' || effect === 'code.send') && by !== null && lookedUpBy.has(by)

/** A look-up without a session needs the human check (S26), so one after the page means that it was passed. */
function isHuman(trail: readonly TrailMark[]): boolean {
  const page = trail.findIndex((mark) => kindOf(mark) === 'human-check')
  return page >= 0 && trail.slice(page + 1).some(isLookup)
}

function stateOf(marks: readonly TrailMark[], isPassed: boolean): ProofState {
  if (marks.length === 0) return 'untried'
  if (isPassed) return 'passed'
  return marks.some(isFailure) ? 'failed' : 'tried'
}

function proofOf(proof: ProofKind, trail: readonly TrailMark[]): Proof {
  const marks = trail.filter((mark) => kindOf(mark) === proof)
  const isPassed =
    proof === 'human-check' ? isHuman(trail) : marks.some(({ answer }) => passing.has(answer))
  return {
    proof,
    state: stateOf(marks, isPassed),
    tries: marks.filter(({ effect, answer }) => triedBy.has(effect) && answer !== 'code.delayed')
      .length,
    lastAt: marks.at(-1)?.at ?? null,
    weight: weights[proof],
  }
}

/** The state of every kind of proof; once passed, a proof stays passed. */
export function proofsOf(trail: readonly TrailMark[]): readonly Proof[] {
  return proofKinds.map((proof) => proofOf(proof, trail))
}

const lostPerFailure = 3
const mostLost = 15
const highest = 100

/** The weights of the passed proofs added up, less three for each failure; 0 to 100. */
export function scoreOf(proofs: readonly Proof[], trail: readonly TrailMark[]): number {
  const sum = proofs.reduce((all, { state, weight }) => all + (state === 'passed' ? weight : 0), 0)
  const lost = Math.min(mostLost, lostPerFailure * trail.filter(isFailure).length)
  return Math.max(0, Math.min(highest, sum) - lost)
}
