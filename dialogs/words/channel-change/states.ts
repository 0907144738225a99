import {
  because,
  calling,
  cleared,
  chose,
  end,
  note,
  working,
  type At,
} from '../../../src/flow/flow-setup.ts'
import { unsureIn } from '../consent.ts'
import { channelOf, contactOf, otherRole, type Context, type Role } from './context.ts'

/** Only a choice answers here. */
const choose = { actions: note({ kind: 'choose' }) } as const

/** Only a plain yes or no answers here; what was said instead is answered. */
export const unsure = {
  actions: { type: 'note', params: ({ event }: At<Context>) => ({ kind: unsureIn(event) }) },
} as const

const same = note({ kind: 'same' })

const purposes = { contact: 'change-contact', recovery: 'change-recovery' } as const

/** The value is typed again. */
export const again = [
  { guard: 'isMobile', target: 'askingMobile', actions: cleared },
  { target: 'askingEmail', actions: cleared },
] as const

/** Another value is typed, when that is why the one before was not proven. */
export const other = [
  { guard: 'isOtherMobile', target: 'askingMobile', actions: cleared },
  { guard: 'isOther', target: 'askingEmail', actions: cleared },
] as const

const takingAddress = {
  guard: 'holdsAddress',
  target: 'checkingChannel',
  actions: 'takeAddress',
} as const

/** Where a value is to be confirmed, another one that is typed takes its place; other words are no answer. */
export const correctOrAnswer = [
  { guard: 'corrects', target: 'checkingChannel', actions: 'correct' },
  unsure,
] as const

/** A value of one medium is typed, read and checked. */
const asking = <P extends 'ask-new-mobile' | 'ask-new-email'>(prompt: P) =>
  ({
    tags: 'asking',
    meta: { prompt },
    on: {
      'user.answered': [takingAddress, { actions: 'miss' }],
      'user.chose': [takingAddress, { guard: chose('keep'), ...end('left') }],
      'user.wentBack': { target: 'askingKind', actions: cleared },
    },
  }) as const

const chosen = <C extends 'mobile' | 'email', T extends string>(choice: C, target: T) =>
  ({
    guard: chose(choice),
    target,
    actions: { type: 'takeMedium', params: choice },
  }) as const

/** Which medium is to be changed. */
const askingKind = {
  tags: 'asking',
  meta: { prompt: 'ask-kind' },
  on: {
    'user.chose': [chosen('mobile', 'askingMobile'), chosen('email', 'askingEmail')],
    'user.answered': [
      { guard: 'holdsValue', target: 'checkingChannel', actions: 'takeValue' },
      choose,
    ],
    'user.wentBack': end('left'),
  },
} as const

const shared = <B extends 'changed' | 'refused'>(params: B) =>
  ({ target: 'finished', actions: [{ type: 'shared', params }, 'ended'] }) as const

/** The value could not be put in the other role as well; the change itself stands. */
export const notShared = shared('refused')

/** From the identity to a value that can be had: the states that both charts go through. */
export function enteringStates(role: Role) {
  return {
    verifyingIdentity: calling('verify-identity', () => ({ purpose: purposes[role] }), [
      { guard: 'isProvenForValue', target: 'checkingChannel' },
      { guard: { type: 'isProvenFor', params: 'sms' }, target: 'askingMobile' },
      { guard: { type: 'isProvenFor', params: 'email' }, target: 'askingEmail' },
      { guard: 'isProven', target: 'askingKind' },
      because('not-proven'),
    ]),
    askingKind,
    askingMobile: asking('ask-new-mobile'),
    askingEmail: asking('ask-new-email'),
    checkingChannel: working(
      'channel.check',
      ({ context }: At<Context>) => ({
        channel: channelOf(role, context),
        address: context.address ?? '',
      }),
      {
        'channel.usable': { target: 'confirming', actions: 'takeUsable' },
        'channel.refused': [
          { guard: 'isSameMobile', target: 'askingMobile', actions: same },
          { guard: 'isSame', target: 'askingEmail', actions: same },
          because('refused'),
        ],
        'session.missing': end('refused'),
      },
    ),
  } as const
}

/** A code to the new value, or the link in its mail; `on` says where each way it ends leads. */
export const verifyingState = <const On>(role: Role, on: On) =>
  calling(
    'verify-channel',
    ({ context }: At<Context>) => ({
      channel: channelOf(role, context),
      address: context.address,
      medium: context.medium ?? 'sms',
      mask: context.after,
    }),
    on,
  )

/** The new value is put in its channel. */
export const changingState = <const C, const R>(role: Role, changed: C, refused: R) =>
  working(
    'channel.change',
    ({ context }: At<Context>) => ({
      purpose: purposes[role],
      channel: channelOf(role, context),
      address: context.address,
      // The same run may correct the value, or put it in the other role as well.
      keepsProof: true,
    }),
    { 'channel.changed': changed, 'channel.refused': refused },
  )

/** The contact channel counts as verified. */
export const confirmingState = <const C, const R>(changed: C, refused: R) =>
  working(
    'channel.confirm',
    ({ context }: At<Context>) => ({ channel: contactOf(context), address: context.address }),
    { 'channel.changed': changed, 'channel.refused': refused },
  )

/** The same value goes in the other role as well, with the proof of identity that this run began with. */
export const sharingState = (role: Role) =>
  working(
    'channel.change',
    ({ context }: At<Context>) => ({
      purpose: purposes[role],
      channel: channelOf(otherRole(role), context),
      address: context.address,
      keepsProof: false,
    }),
    { 'channel.changed': shared('changed'), 'channel.refused': notShared },
  )
