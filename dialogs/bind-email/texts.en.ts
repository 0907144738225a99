import { phrases } from '../../src/flow/phrases.ts'

/** What bind email says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Bind a login email',
  entry:
    phrases(`bind email | bind an email | bind a login email | bind my email | add a login email | login email
        | change login email | change my login email | unbind email | unbind my login email | remove my login email
        | sign in with an email`),
  button: phrases('login | the login one | the login email'),
  askKind: (p: { bound: string }) =>
    `You sign in with ${p.bound}. Do you want to change that email, or unbind it?`,
  askNew: 'Which email address do you want to sign in with?',
  confirm: {
    first: (p: { after: string }) => `${p.after} becomes your login email. Is that right?`,
    replace: (p: { before: string; after: string }) =>
      `Your login email changes from ${p.before} to ${p.after}. Is that right?`,
    unbind: (p: { before: string }) =>
      `You will no longer be able to sign in with ${p.before} and a password, only with your account ID and a code. Shall I unbind it?`,
  },
  askPage: (p: { words: string }) =>
    `Your login email is bound. Set a password for it on this page; it shows the same two words: ${p.words}.`,
  waiting:
    'Your login email is bound, and I am waiting for its first password. Open the page I linked above, ask for a new link, or say “later”.',
  briefly: {
    'ask-kind': 'Change it or unbind it?',
    'ask-new-email': 'Which email address?',
    'confirm-change': 'Is that right?',
  },
  link: 'Set a password',
  form: { email: 'Login email', next: 'Next' },
  notices: {
    'bad-email': 'That does not look like an email address. It looks like name@example.com.',
    same: 'You sign in with that address already.',
    choose: 'Please choose one of these.',
    reminded:
      'I have to wait for the page before I can go on. Passwords belong on that page only, never in this chat.',
  },
  person: 'If this does not work out, say “a person” and someone will help you.',
  choices: {
    change: { label: 'Change it', also: phrases('change | another | change email | replace') },
    unbind: { label: 'Unbind it', also: phrases('unbind | remove | remove it | delete') },
    yes: {
      label: 'Yes',
      also: phrases('y | yep | right | correct | ok | okay | confirm | sure | do it'),
    },
    no: { label: 'No', also: phrases('n | nope | wrong | not right | edit') },
    keep: {
      label: 'Leave it as it is',
      also: phrases('leave it | keep it | keep the old one | i have no other | no other email'),
    },
    later: { label: 'Later', also: phrases('not now | skip | later please') },
  },
  /** To whoever has no address to give. */
  noAddress:
    'Without an address of your own there is nothing to bind. Choose “Leave it as it is”, and nothing is changed.',
  /** What is said to questions and doubts where it is to be confirmed. */
  answers: {
    reader:
      'It is kept with your account, and every proven address is told of the change with a part of it hidden. Nothing has been changed yet.',
    undo: 'It can be changed again in the same way. Without your “yes” it stays as it is, and nothing has been changed yet.',
    undoUnbind:
      'An email can be bound again later, with the same checks as a new one. Without your “yes” it stays as it is, and nothing has been changed yet.',
    notYet: 'Nothing has been changed yet.',
  },
  closing: {
    bound: (p: { after: string }) =>
      `Done: you sign in with ${p.after} and your password now. If other numbers or addresses have been verified for a while, a message about it goes there. The new email is on hold at first, so it cannot be used for a reset yet; “my account” tells until when.`,
    withPassword: (p: { after: string }) =>
      `Done: ${p.after} and the password are set. Both are new, so they are on hold at first and open nothing yet. Until then, sign in with your account ID and a code; “my account” tells how long.`,
    withoutPassword: (p: { after: string }) =>
      `Done: ${p.after} is your login email. It is on hold at first, as “my account” tells, and has no password yet; say “change my password” to set one.`,
    unbound: 'Done: you have no login email any more. Sign in with your account ID and a code.',
    refused: {
      proof:
        'Nothing was changed: you were signed out, too much time had passed, or this address cannot be used. Please start again, or choose another address.',
      same: 'Nothing was changed: you sign in with that address already.',
      frozen:
        'Nothing can be changed at the moment, because somebody reported a change of this account. A person can help you.',
      'only-way':
        'I cannot unbind it: without a verified recovery mobile you could not sign in any more. Set one first.',
      taken:
        'Nothing was changed: that address cannot be used for this account. Please start again with another one.',
      moved:
        'Nothing was changed by me: it was changed elsewhere a moment ago. “My account” shows what it is now.',
      directory:
        'Nothing was changed: the system that keeps your account does not allow this change. A person can help you.',
      unknown:
        'I never learnt whether the change was made: the system that keeps your account did not answer for a day. “My account” shows what counts.',
    },
    notConfirmed:
      'Nothing was changed: an address counts only once you have told me the code that went there.',
    unchanged: 'Your login email was not changed.',
    left: 'All right, your login email stays as it is. Is there something else I can do?',
  },
  help: {
    'ask-kind':
      'The login email is the address you type on the sign-in page, beside the password. Say “change” for another address, or “unbind” to sign in without one.',
    'ask-new-email': 'Type the whole address, such as name@example.com. A code goes there next.',
    'confirm-change': 'Say “yes” if that is right, or “no” if it is not.',
    'wait-for-page':
      'Open the page with the button or the address in my message and type a password twice. If the page says the link is too old, choose “Send a new link”.',
  },
  why: 'Whoever has the login email can sign in and ask for a reset there. So a change takes a second way of showing that it is you and a code to the new address; every proven address is told, and the new one is on hold at first.',
  status: 'You are changing your login email.',
}

/** The shape every language fills. */
export type Texts = typeof en
