import { caseStates } from '../../src/domain/support-case.ts'
import { channelRefusals, type AccountView, type CaseView } from '../../src/flow/answer.ts'
import { identityObstacles } from '../../src/flow/code.ts'
import type { AnswerTo, EffectType } from '../../src/flow/effect.ts'
import { at } from './exploration.ts'

const ways = [
  { id: 'recoveryMobile', medium: 'sms', mask: '+86 13•••••••00' },
  { id: 'recoveryEmail', medium: 'email', mask: 'li••••@example.com' },
] as const

const account: AccountView = {
  id: '••••••••0012',
  channels: [
    { channel: 'recoveryMobile', mask: '+86 13•••••••00', state: 'verified', heldUntil: null },
    { channel: 'contactEmail', mask: 'li••••@example.com', state: 'pending', heldUntil: null },
    { channel: 'recoveryEmail', mask: 'we••••@example.org', state: 'held', heldUntil: at + 1_000 },
  ],
  hasPassword: true,
  passwordChangedAt: at - 1_000,
  muted: [],
  openCase: 1001,
  changes: [{ what: 'password', at: at - 1_000, isUndone: false }],
  outlook: { withoutPhone: 'reset', withoutMailbox: 'person' },
}

/** Both contact channels, a login email that was bound without a password, and nothing that goes well. */
const other: AccountView = {
  ...account,
  channels: [
    { channel: 'loginEmail', mask: 'li••••@example.com', state: 'verified', heldUntil: null },
    { channel: 'contactMobile', mask: '+86 13•••••••11', state: 'pending', heldUntil: null },
    { channel: 'contactEmail', mask: 'li••••@example.net', state: 'verified', heldUntil: null },
  ],
  hasPassword: false,
  passwordChangedAt: null,
  muted: [{ channel: 'contactEmail', kind: 'events' }],
  openCase: null,
  changes: [
    { what: 'loginEmail', at: at - 1_000, isUndone: true },
    { what: 'password', at: at - 2_000, isUndone: false },
  ],
  outlook: { withoutPhone: 'person', withoutMailbox: 'sign-in' },
}

/** Nothing but an old password. */
const bare: AccountView = {
  ...other,
  channels: [],
  hasPassword: true,
  passwordChangedAt: at - 200 * 86_400_000,
  changes: [],
}

const views = [account, other, bare].map(
  (each) => ({ type: 'account.viewed', account: each }) as const,
)

const opened = [
  { type: 'session.found', hasLoginEmail: true },
  { type: 'session.found', hasLoginEmail: false },
] as const

const sessions = [...opened, { type: 'session.missing' }] as const

const refusals = channelRefusals.map((reason) => ({ type: 'channel.refused', reason }) as const)

const changes = [
  { type: 'channel.changed', isVerified: true, heldUntil: at + 86_400_000 },
  { type: 'channel.changed', isVerified: false, heldUntil: null },
  ...refusals,
] as const

const delays = [
  { type: 'code.delayed', reason: 'wait', until: at + 1_000 },
  { type: 'code.delayed', reason: 'too-many', until: at + 1_000 },
  { type: 'code.delayed', reason: 'paused', until: at + 1_000 },
  { type: 'code.delayed', reason: 'country', until: at },
] as const

const sent = {
  type: 'code.sent',
  expiresAt: at + 300_000,
  resendAt: at + 60_000,
} as const

const page = {
  type: 'page.offered',
  url: 'http://localhost/p/check/x',
  words: 'a b',
  expiresAt: at + 1,
} as const

const aCase: CaseView = {
  number: 1001,
  state: 'new',
  agent: null,
  openedAt: at - 1_000,
  changedAt: at,
  isReopenable: false,
}

const cases = caseStates.map((state): CaseView => {
  const isHeld = state !== 'new' && state !== 'reopened'
  return { ...aCase, state, agent: isHeld ? 'Mei' : null, isReopenable: state === 'resolved' }
})

const found = cases.flatMap((support) =>
  ([false, true] as const).map(
    (isGranted) => ({ type: 'case.found', support, isGranted }) as const,
  ),
)

const openedCase = { type: 'case.opened', number: 1001, timeZone: 'UTC' } as const

/** Every answer that is tried for an effect; what a called flow gives back is in flow-givens.ts. */
export const answers: { readonly [T in Exclude<EffectType, 'flow.call'>]: readonly AnswerTo<T>[] } =
  {
    'page.offer': [page, { type: 'page.unneeded' }],
    'code.send': [{ ...sent, fresh: true }, { ...sent, fresh: false }, ...delays],
    'code.check': [
      { type: 'code.accepted' },
      { type: 'code.refused', left: 3 },
      { type: 'code.refused', left: 1 },
      { type: 'code.expired' },
      { type: 'code.exhausted' },
      ...delays,
    ],
    'account.hint': [
      { type: 'account.hinted', mask: '••••••••34' },
      { type: 'account.delayed', until: at + 1_000 },
    ],
    'account.inform': [{ type: 'account.informed' }],
    'account.view': [...views, { type: 'session.missing' }],
    'session.find': sessions,
    'session.open': [...opened, { type: 'session.refused' }, { type: 'session.frozen' }],
    'identity.ways': [
      { type: 'identity.proven' },
      { type: 'identity.ways', ways, obstacle: null },
      { type: 'identity.ways', ways: ways.slice(0, 1), obstacle: null },
      { type: 'identity.ways', ways: ways.slice(1), obstacle: null },
      ...identityObstacles.map(
        (obstacle) => ({ type: 'identity.ways', ways: [], obstacle }) as const,
      ),
      { type: 'session.missing' },
    ],
    'identity.prove': [{ type: 'identity.proven' }, { type: 'identity.unproven' }],
    'reset.mail': [
      { type: 'reset.mailed', expiresAt: at + 1_800_000, resendAt: at + 60_000 },
      ...delays,
    ],
    'password.hold': [
      { type: 'password.held', expiresAt: at + 1_000 },
      { type: 'password.unheld' },
    ],
    'password.change': [
      { type: 'password.changed' },
      { type: 'password.refused', reason: 'proof' },
      { type: 'password.refused', reason: 'directory' },
      { type: 'password.refused', reason: 'unknown' },
      { type: 'password.rejected' },
    ],
    'password.drop': [{ type: 'password.dropped' }],
    'lock.explain': [
      { type: 'lock.explained', until: at + 3_600_000 },
      { type: 'lock.explained', until: null },
      { type: 'lock.explained', until: null, codesUntil: at + 1_000, personUntil: at + 1_000 },
    ],
    'channel.check': [
      { type: 'channel.usable', before: null, after: 'li••••@example.com', isSharable: true },
      { type: 'channel.usable', before: '+86 13•••00', after: '+86 13•••11', isSharable: false },
      ...refusals,
      { type: 'session.missing' },
    ],
    'channel.prove': [{ type: 'channel.proven' }, { type: 'channel.unproven' }],
    'channel.change': changes,
    'channel.confirm': changes,
    'subscription.switch': [...views, { type: 'session.missing' }],
    'case.find': [...found, { type: 'case.unknown' }],
    'case.view': [...found, { type: 'case.unknown' }],
    'case.open': [
      { ...openedCase, isNew: true, answersAt: null },
      { ...openedCase, isNew: true, answersAt: at + 3_600_000 },
      { ...openedCase, isNew: false, answersAt: null },
      { type: 'case.delayed', until: at + 60_000 },
    ],
    'case.say': [
      { type: 'case.told' },
      { type: 'case.unknown' },
      { type: 'case.delayed', until: at + 60_000 },
    ],
    'case.mark': [{ type: 'case.told' }],
    'case.withdraw': [{ type: 'case.told' }, { type: 'case.unknown' }],
    'case.reopen': [{ type: 'case.told' }, { type: 'case.unknown' }],
    'case.rate': [{ type: 'case.told' }],
    'case.recover': [page, { type: 'case.unknown' }],
  }
