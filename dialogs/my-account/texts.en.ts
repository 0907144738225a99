import { phrases } from '../../src/flow/phrases.ts'

/** What my account says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'My account',
  entry: phrases(`show my account | account settings | my settings | account overview | my details
        | what do i get here | which messages do i get | my subscriptions | subscriptions | recovery check-up
        | check my recovery | what if i lose my phone | is my account safe`),
  button: phrases('account'),
  what: {
    password: 'password',
    recoveryMobile: 'Recovery mobile',
    recoveryEmail: 'Recovery email',
    contactMobile: 'Contact mobile',
    contactEmail: 'Contact email',
    loginEmail: 'Login email',
  },
  lines: {
    title: (p: { id: string }) => `Your account ${p.id}:`,
    none: (p: { name: string }) => `${p.name}: none`,
    verified: (p: { name: string; mask: string }) => `${p.name}: ${p.mask}, verified`,
    pending: (p: { name: string; mask: string }) =>
      `${p.name}: ${p.mask}, not verified – messages may not arrive`,
    held: (p: { name: string; mask: string; hold: string }) =>
      `${p.name}: ${p.mask}, verified; on hold for ${p.hold}: until then it alone opens nothing`,
    passwordNone: 'Password: none',
    passwordUnknown: 'Password: set',
    passwordAge: (p: { age: string }) => `Password: changed ${p.age} ago`,
    passwordOld: (p: { age: string }) =>
      `Password: changed ${p.age} ago; a new one every 90 days is advised, though never required`,
    openCase: (p: { number: number }) => `Open case: ${p.number}`,
    change: (p: { what: string; time: string }) => `Last changed: ${p.what}, ${p.time}`,
    undone: (p: { what: string; time: string }) => `Changed and taken back: ${p.what}, ${p.time}`,
  },
  askWhat: 'What would you like to do?',
  gets: (p: { medium: string; kinds: string }) => `By ${p.medium} you get: ${p.kinds}.`,
  getsNothing: (p: { medium: string }) => `By ${p.medium} you get nothing.`,
  askSubscription: {
    some: 'Choose one to switch it on or off, or say “back”.',
    none: 'You have no contact channel yet, so you get no messages. Add one?',
  },
  checkUp: {
    withoutPhone: {
      reset: 'If you lost your phone: you could still reset your password by mail.',
      'sign-in':
        'If you lost your phone: you could not reset your password, but sign in and change what is lost.',
      person: 'If you lost your phone: only a person could help you.',
    },
    withoutMailbox: {
      reset: 'If you lost your mailboxes: you could still reset your password.',
      'sign-in':
        'If you lost your mailboxes: you could not reset your password, but sign in and change what is lost.',
      person: 'If you lost your mailboxes: only a person could help you.',
    },
    missing: 'Another recovery channel would help; shall we add it?',
    fine: 'That is well prepared.',
  },
  kinds: {
    overdue: 'overdue payments',
    expiry: 'product expiry',
    events: 'events',
  },
  media: { contactMobile: 'text', contactEmail: 'mail' },
  switchOff: (p: { kind: string; medium: string }) => `Stop ${p.kind} by ${p.medium}`,
  switchOn: (p: { kind: string; medium: string }) => `Get ${p.kind} by ${p.medium}`,
  missed: 'Please choose one of these, or say what you need in a few words.',
  choices: {
    contact: { label: 'Contact channels', also: phrases('contact | change contact') },
    recovery: { label: 'Recovery channels', also: phrases('recovery | change recovery') },
    login: { label: 'Login email', also: phrases('login | change login email') },
    password: { label: 'Password', also: phrases('change password') },
    'verify:contactMobile': {
      label: 'Verify contact mobile',
      also: phrases('verify | verify mobile | verify now'),
    },
    'verify:contactEmail': {
      label: 'Verify contact email',
      also: phrases('verify | verify email | verify now'),
    },
    subscriptions: {
      label: 'Messages I get',
      also: phrases('subscriptions | messages | what do i get here | which messages do i get'),
    },
    'check-up': {
      label: 'Recovery check-up',
      also: phrases('check-up | checkup | check up | what if i lose my phone'),
    },
    'add:recoveryMobile': { label: 'Set a recovery mobile', also: phrases('add mobile | yes') },
    'add:recoveryEmail': { label: 'Set a recovery email', also: phrases('add email | yes') },
    done: { label: 'Back to my account', also: phrases('no | ok | okay | done | fine') },
  },
  closing: {
    signedIn: 'All right. Is there something else I can do?',
    signedOut: 'You are not signed in, so I cannot show your account. Sign in to see it.',
  },
  help: {
    'ask-what-to-change':
      'Contact channels get bills and alerts, recovery channels prove that it is you, and the login email is the one you sign in with. Choose what you would like to change or look at, or say “menu” to leave.',
    'ask-subscription':
      'Each button switches one kind of message on or off for one contact channel. Say “back” for the overview.',
    'ask-check-up':
      'I go through the rules as they hold today, as if your phone or your mailboxes were gone; nothing is sent or changed.',
  },
  why: 'Everything is masked, and only shown while you are signed in. I look at your account and keep nothing of it beyond this conversation.',
  status: 'You are looking at your account. Nothing is under way.',
}

/** The shape every language fills. */
export type Texts = typeof en
