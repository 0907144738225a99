import {
  because,
  calling,
  chose,
  cleared,
  end,
  hashIn,
  note,
  signingIn,
  working,
  type At,
} from '../../src/flow/flow-setup.ts'
import { unsureIn } from '../words/consent.ts'
import { blank, type Context } from './context.ts'
import { flow } from './setup.ts'

const takingEmail = {
  guard: 'holdsEmail',
  target: 'checkingChannel',
  actions: 'takeEmail',
} as const

/** Only a plain yes or no answers here; what was said instead is answered. */
const unsure = {
  actions: { type: 'note', params: ({ event }: At<Context>) => unsureIn(event) },
} as const

const choose = { actions: note('choose') } as const

/**
 * Bind, change or unbind the login email (S6, S86): identity by a recovery channel, a code to the new address, and the
 * first password on its page where there is none yet.
 */
export const machine = flow.createMachine({
  id: 'bind-email',
  context: blank,
  output: ({ context }) => ({
    end: context.end ?? 'left',
    why: context.why,
    after: context.after,
    hasPassword: context.hasPassword,
    setPassword: context.setPassword,
  }),
  initial: 'signingIn',
  states: {
    signingIn: signingIn('viewingAccount', end('left')),
    viewingAccount: working('account.view', null, {
      'account.viewed': [
        { guard: 'isBound', target: 'askingKind', actions: 'takeAccount' },
        { target: 'verifyingIdentity', actions: 'takeAccount' },
      ],
      'session.missing': end('left'),
    }),
    askingKind: {
      tags: 'asking',
      meta: { prompt: 'ask-kind' },
      on: {
        'user.chose': [
          { guard: chose('change'), target: 'verifyingIdentity', actions: 'replace' },
          { guard: chose('unbind'), target: 'verifyingIdentity', actions: 'unbind' },
        ],
        'user.answered': choose,
        'user.wentBack': end('left'),
      },
    },
    verifyingIdentity: calling('verify-identity', { purpose: 'bind-email' }, [
      { guard: 'isProvenToUnbind', target: 'confirming', actions: cleared },
      { guard: 'isProven', target: 'askingEmail', actions: cleared },
      because('not-proven'),
    ]),
    askingEmail: {
      tags: 'asking',
      meta: { prompt: 'ask-new-email' },
      on: {
        'user.answered': [takingEmail, { actions: 'miss' }],
        'user.chose': [takingEmail, { guard: chose('keep'), ...end('left') }],
        'user.wentBack': end('left'),
      },
    },
    checkingChannel: working(
      'channel.check',
      ({ context }: At<Context>) => ({ channel: 'loginEmail', address: context.address ?? '' }),
      {
        'channel.usable': { target: 'confirming', actions: 'takeUsable' },
        'channel.refused': [
          { guard: 'isSame', target: 'askingEmail', actions: note('same') },
          because('refused'),
        ],
        'session.missing': end('refused'),
      },
    ),
    confirming: {
      tags: 'asking',
      meta: { prompt: 'confirm-change' },
      on: {
        'user.chose': [
          { guard: 'choseToUnbind', target: 'changingChannel' },
          { guard: chose('yes'), target: 'verifyingChannel' },
          { guard: 'unbinds', ...end('left') },
          { target: 'askingEmail', actions: cleared },
        ],
        'user.answered': [
          { guard: 'corrects', target: 'checkingChannel', actions: 'takeEmail' },
          unsure,
        ],
        'user.wentBack': [
          { guard: 'unbinds', ...end('left') },
          { target: 'askingEmail', actions: cleared },
        ],
      },
    },
    verifyingChannel: calling(
      'verify-channel',
      ({ context: { address, after: mask } }: At<Context>) => ({
        channel: 'loginEmail',
        address,
        medium: 'email',
        mask,
      }),
      [
        { guard: 'isProven', target: 'changingChannel' },
        { guard: 'isOther', target: 'askingEmail', actions: cleared },
        because('not-confirmed'),
      ],
    ),
    changingChannel: working(
      'channel.change',
      ({ context: { address, hasPassword, unbinds } }: At<Context>) => ({
        purpose: 'bind-email',
        channel: 'loginEmail',
        address,
        // The first password is set with the same proof.
        keepsProof: !hasPassword && !unbinds,
      }),
      {
        'channel.changed': [
          { guard: 'unbinds', ...end('unbound') },
          { guard: 'lacksPassword', target: 'offeringPage', actions: 'bound' },
          { target: 'finished', actions: 'bound' },
        ],
        'channel.refused': because('refused'),
      },
    ),
    offeringPage: working('page.offer', () => ({ page: 'change-password' }), {
      'page.offered': { target: 'askingForPage', actions: cleared },
      'page.unneeded': { target: 'finished' },
    }),
    askingForPage: {
      tags: 'asking',
      meta: { prompt: 'wait-for-page' },
      on: {
        'password.chosen': { target: 'settingPassword' },
        'user.chose': [
          { guard: chose('new-link'), target: 'offeringPage' },
          { target: 'finished' },
        ],
        'user.answered': { actions: note('reminded') },
        'user.wentBack': { target: 'finished' },
      },
    },
    settingPassword: working(
      'password.change',
      ({ event }: At<Context>) => ({ purpose: 'bind-email', hash: hashIn(event) }),
      {
        'password.changed': { target: 'finished', actions: 'passwordSet' },
        'password.refused': { target: 'finished' },
        // The page says why, and takes another one.
        'password.rejected': { target: 'askingForPage', actions: cleared },
      },
    ),
    finished: { type: 'final' },
  },
})
