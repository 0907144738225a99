import { blank, type Output } from './context.ts'
import { flow, requests } from './setup.ts'

const end = <E extends Output['end']>(params: E) =>
  ({ target: 'finished', actions: { type: 'end', params } }) as const

const because = <E extends Output['end']>(params: E) =>
  ({ target: 'finished', actions: { type: 'because', params } }) as const

const cleared = { type: 'note', params: null } as const
const choose = { actions: { type: 'note', params: 'choose' } } as const

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
    signingIn: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'flow.call', flow: 'sign-in', given: null } },
      on: {
        'flow.returned': [{ guard: 'isSignedIn', target: 'viewingAccount' }, end('left')],
      },
    },
    viewingAccount: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'account.view' } },
      on: {
        'account.viewed': [
          { guard: 'isBound', target: 'askingKind', actions: 'takeAccount' },
          { target: 'verifyingIdentity', actions: 'takeAccount' },
        ],
        'session.missing': end('left'),
      },
    },
    askingKind: {
      tags: 'asking',
      meta: { prompt: 'ask-kind' },
      on: {
        'user.chose': [
          {
            guard: { type: 'chose', params: 'change' },
            target: 'verifyingIdentity',
            actions: 'replace',
          },
          {
            guard: { type: 'chose', params: 'unbind' },
            target: 'verifyingIdentity',
            actions: 'unbind',
          },
        ],
        'user.answered': choose,
        'user.wentBack': end('left'),
      },
    },
    verifyingIdentity: {
      tags: 'working',
      entry: { type: 'request', params: requests.identity },
      on: {
        'flow.returned': [
          { guard: 'isProvenToUnbind', target: 'confirming', actions: cleared },
          { guard: 'isProven', target: 'askingEmail', actions: cleared },
          because('not-proven'),
        ],
      },
    },
    askingEmail: {
      tags: 'asking',
      meta: { prompt: 'ask-new-email' },
      on: {
        'user.answered': [
          { guard: 'holdsEmail', target: 'checkingChannel', actions: 'takeEmail' },
          { actions: 'miss' },
        ],
        'user.wentBack': end('left'),
      },
    },
    checkingChannel: {
      tags: 'working',
      entry: { type: 'request', params: requests.check },
      on: {
        'channel.usable': { target: 'confirming', actions: 'takeUsable' },
        'channel.refused': [
          { guard: 'isSame', target: 'askingEmail', actions: { type: 'note', params: 'same' } },
          because('refused'),
        ],
        'session.missing': end('refused'),
      },
    },
    confirming: {
      tags: 'asking',
      meta: { prompt: 'confirm-change' },
      on: {
        'user.chose': [
          { guard: 'choseToUnbind', target: 'changingChannel' },
          { guard: { type: 'chose', params: 'yes' }, target: 'verifyingChannel' },
          { guard: 'unbinds', ...end('left') },
          { target: 'askingEmail', actions: cleared },
        ],
        'user.answered': choose,
        'user.wentBack': [
          { guard: 'unbinds', ...end('left') },
          { target: 'askingEmail', actions: cleared },
        ],
      },
    },
    verifyingChannel: {
      tags: 'working',
      entry: { type: 'request', params: requests.verify },
      on: {
        'flow.returned': [
          { guard: 'isProven', target: 'changingChannel' },
          { guard: 'isOther', target: 'askingEmail', actions: cleared },
          because('not-confirmed'),
        ],
      },
    },
    changingChannel: {
      tags: 'working',
      entry: { type: 'request', params: requests.change },
      on: {
        'channel.changed': [
          { guard: 'unbinds', ...end('unbound') },
          { guard: 'lacksPassword', target: 'offeringPage', actions: 'bound' },
          { target: 'finished', actions: 'bound' },
        ],
        'channel.refused': because('refused'),
      },
    },
    offeringPage: {
      tags: 'working',
      entry: { type: 'request', params: { type: 'page.offer', page: 'change-password' } },
      on: {
        'page.offered': { target: 'askingForPage', actions: cleared },
        'page.unneeded': { target: 'finished' },
      },
    },
    askingForPage: {
      tags: 'asking',
      meta: { prompt: 'wait-for-page' },
      on: {
        'password.chosen': {
          target: 'settingPassword',
          actions: { type: 'request', params: requests.setPassword },
        },
        'user.chose': [
          { guard: { type: 'chose', params: 'new-link' }, target: 'offeringPage' },
          { target: 'finished' },
        ],
        'user.answered': { actions: { type: 'note', params: 'reminded' } },
        'user.wentBack': { target: 'finished' },
      },
    },
    settingPassword: {
      tags: 'working',
      on: {
        'password.changed': { target: 'finished', actions: 'passwordSet' },
        'password.refused': { target: 'finished' },
      },
    },
    finished: { type: 'final' },
  },
})
