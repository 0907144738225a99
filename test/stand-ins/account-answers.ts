import { channelRefusals, type AccountView, type Answer } from '../../src/flow/answer.ts'
import type { Effect } from '../../src/flow/effect.ts'
import { at } from './exploration.ts'

type AccountEffect = Extract<
  Effect,
  {
    type:
      | `session.${string}`
      | `identity.${string}`
      | `password.${string}`
      | 'reset.mail'
      | 'lock.explain'
  }
>

const ways = [
  { id: 'recoveryMobile', medium: 'sms', mask: '+86 13•••••••00' },
  { id: 'recoveryEmail', medium: 'email', mask: 'li••••@example.com' },
] as const

/** The answers to what concerns an account itself. */
export function ofAccount(effect: AccountEffect): readonly Answer[] {
  switch (effect.type) {
    case 'session.find':
    case 'session.open':
      return [
        { type: 'session.found', hasLoginEmail: true },
        { type: 'session.found', hasLoginEmail: false },
        { type: 'session.missing' },
      ]
    case 'identity.ways':
      return [
        { type: 'identity.ways', ways },
        { type: 'identity.ways', ways: ways.slice(0, 1) },
        { type: 'identity.ways', ways: ways.slice(1) },
        { type: 'identity.ways', ways: [] },
        { type: 'session.missing' },
      ]
    case 'identity.prove':
      return [{ type: 'identity.proven' }, { type: 'session.missing' }]
    case 'reset.mail':
      return [
        { type: 'reset.mailed', expiresAt: at + 1_800_000 },
        { type: 'code.delayed', reason: 'wait', until: at + 1_000 },
        { type: 'code.delayed', reason: 'too-many', until: at + 1_000 },
      ]
    case 'password.hold':
      return [{ type: 'password.held', expiresAt: at + 1_000 }, { type: 'session.missing' }]
    case 'password.change':
      return [{ type: 'password.changed' }, { type: 'password.refused' }]
    case 'password.drop':
      return [{ type: 'password.dropped' }]
    case 'lock.explain':
      return [
        { type: 'lock.explained', until: at + 3_600_000 },
        { type: 'lock.explained', until: null },
      ]
    default:
      return effect satisfies never
  }
}

type ChannelEffect = Extract<
  Effect,
  { type: `channel.${string}` | 'account.view' | 'subscription.switch' }
>

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

const refusals = channelRefusals.map((reason) => ({ type: 'channel.refused', reason }) as const)

/** The answers to what concerns an account's channels. */
export function ofChannel(effect: ChannelEffect): readonly Answer[] {
  switch (effect.type) {
    case 'account.view':
    case 'subscription.switch':
      return [...views, { type: 'session.missing' }]
    case 'channel.check':
      return [
        { type: 'channel.usable', before: null, after: 'li••••@example.com', isSharable: true },
        { type: 'channel.usable', before: '+86 13•••00', after: '+86 13•••11', isSharable: false },
        ...refusals,
        { type: 'session.missing' },
      ]
    case 'channel.prove':
      return [{ type: 'channel.proven' }, { type: 'session.missing' }]
    case 'channel.change':
    case 'channel.confirm':
      return [
        { type: 'channel.changed', isVerified: true, heldUntil: at + 86_400_000 },
        { type: 'channel.changed', isVerified: false, heldUntil: null },
        ...refusals,
      ]
    default:
      return effect satisfies never
  }
}
