import { phrases } from '../../../src/flow/phrases.ts'

/** What a change of a contact or a recovery channel says in English; the type is what every other language fills. */
export const en = {
  flows: {
    contact: {
      name: 'Change my contact details',
      entry:
        phrases(`change contact number | change contact mobile | change contact phone | change contact email
          | update contact | change my contact number | change my contact email | update my contact details
          | bills go to the wrong number | contact number changed | contact email changed | verify my contact email
          | contact details`),
      button: phrases('contact | the contact one | contact number | contact email | for messages'),
    },
    recovery: {
      name: 'Change my recovery channels',
      entry:
        phrases(`change recovery number | change recovery mobile | change recovery phone | change recovery email
          | change my recovery number | change my recovery mobile | change my recovery email | change security mobile
          | change my security phone | my recovery number changed | my recovery email changed | update recovery
          | change security email`),
      button: phrases('recovery | the recovery one | recovery number | recovery email | security'),
    },
  },
  names: {
    contact: { sms: 'contact mobile', email: 'contact email' },
    recovery: { sms: 'recovery mobile', email: 'recovery email' },
  },
  askKind: {
    contact:
      'We send bills and alerts to your contact channels; they cannot be used to prove who you are. Which one do you want to change?',
    recovery:
      'Your recovery channels prove that it is you. Which one do you want to change, the mobile or the email?',
  },
  askNew: {
    sms: 'What is the new mobile number? Numbers from abroad begin with + and the country code.',
    email: 'What is the new email address?',
  },
  confirm: {
    replace: (p: { name: string; before: string; after: string }) =>
      `Your ${p.name} changes from ${p.before} to ${p.after}. Is that right?`,
    first: (p: { name: string; after: string }) =>
      `${p.after} becomes your ${p.name}. Is that right?`,
  },
  askVerifyNow: (p: { after: string }) =>
    `Messages may not arrive until ${p.after} is verified. Do you want to verify it now?`,
  askBoth: {
    contact: (p: { name: string; after: string }) =>
      `Shall ${p.after} be your ${p.name} as well? One for both is easier to keep up to date, so that you miss nothing.`,
    recovery: (p: { name: string; after: string }) =>
      `Shall ${p.after} be your ${p.name} as well? One for both is easier to keep up to date, so that you miss nothing.`,
  },
  briefly: {
    'ask-kind': 'The mobile or the email?',
    'ask-new-mobile': 'What is the new mobile number?',
    'ask-new-email': 'What is the new email address?',
    'confirm-change': 'Is that right?',
  },
  form: { mobile: 'New mobile number', email: 'New email address', next: 'Next' },
  notices: {
    badEmail: 'That does not look like an email address.',
    same: 'That is the one you have already, so there is nothing to change.',
    choose: 'Please choose one of these.',
    saved: (p: { name: string; after: string }) =>
      `Your ${p.name} is ${p.after} now. It is not verified yet.`,
    verified: 'Verified: messages reach you there.',
    notVerified: 'It is not verified yet. I will remind you, and “my account” lets you verify it.',
    swapped: (p: { name: string; after: string }) =>
      `Your ${p.name} is ${p.after} now. A message about it goes to the old one and to others that have been verified for a while, where there are any.`,
    swappedHeld: (p: { name: string; after: string; hold: string }) =>
      `Your ${p.name} is ${p.after} now. A message about it goes to the old one and to others that have been verified for a while, where there are any. For ${p.hold} the new one alone opens nothing: no sign-in, no reset and no further change.`,
  },
  nudge: {
    sms: 'A mobile number looks like 138 0013 8000 or +44 7400 123456.',
    email: 'An address looks like name@example.com.',
    person: 'If this does not work out, say “a person” and someone will help you.',
  },
  choices: {
    mobile: {
      label: 'Mobile',
      also: phrases(
        `mobile number | phone | phone number | number | the phone | the mobile | sms | text`,
      ),
    },
    email: { label: 'Email', also: phrases(`e-mail | mail | the email | email address | mailbox`) },
    yes: {
      label: 'Yes, change it',
      also: phrases(
        `yes | y | yep | right | correct | ok | okay | confirm | that is right | sure | do it`,
      ),
    },
    edit: {
      label: 'No, type another',
      also: phrases(`no | n | nope | wrong | not right | edit | another | type another`),
    },
    keep: {
      label: 'Leave it as it is',
      also: phrases(
        `leave it | keep it | keep the old one | i have no other | i have no other number | i have no other email | i don't have one`,
      ),
    },
    verify: {
      label: 'Yes, verify now',
      also: phrases(
        `yes | y | verify | verify now | now | send it | ok | okay | sure | send a code`,
      ),
    },
    later: { label: 'Later', also: phrases(`no | n | not now | later | skip | remind me`) },
    both: {
      label: 'Use it for both',
      also: phrases(`yes | y | both | for both | ok | okay | sure | use it for both`),
    },
    one: {
      label: 'Only this one',
      also: phrases(`no | n | only this | only this one | just this one | one | nope`),
    },
  },
  /** What is said to questions and doubts where the change is to be confirmed. */
  answers: {
    none: 'Without a new one there is nothing to change. Choose “Leave it as it is”, and everything stays.',
    reader:
      'It is kept with your account, and every proven address is told of the change with a part of it hidden. Nothing has been changed yet.',
    undo: 'It can be changed again in the same way. Without your “yes” it stays as it is, and nothing has been changed yet.',
    notYet: 'Nothing has been changed yet.',
  },
  closing: {
    verified: (p: { name: string; after: string }) => `Done: your ${p.name} is ${p.after}.`,
    unverified: (p: { name: string; after: string }) =>
      `Your ${p.name} is ${p.after} now. It is not verified, so messages may not arrive; I will remind you after an hour, a day and three days.`,
    both: (p: { name: string }) => `It is your ${p.name} as well now.`,
    notBoth: (p: { name: string }) =>
      `I could not put it there as well: your ${p.name} stays as it was.`,
    refused: {
      proof:
        'Nothing was changed: you were signed out, or too much time had passed since you showed that it is you. Please start again.',
      same: 'Nothing was changed: that is the one you have already.',
      frozen:
        'Nothing can be changed at the moment, because somebody reported a change of this account. A person can help you.',
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
      'Nothing was changed: the new one counts only once you have told me the code that went there. The old one stays as it was.',
    stillWaiting:
      'It is not verified yet, so messages may not arrive there. “My account” lets you verify it at any time.',
    unchanged: 'Nothing was changed.',
    left: 'All right, nothing was changed. Is there something else I can do?',
  },
  help: {
    'ask-kind': 'Say “mobile” or “email”. You can go back or cancel at any time.',
    'ask-new-mobile':
      'It is the number that you want to use from now on; type it whole, with + and the country code if it is from abroad, and no landline. If you have no new one, choose “Leave it as it is”, and nothing is changed.',
    'ask-new-email':
      'It is the address that you want to use from now on, such as name@example.com. If you have no new one, choose “Leave it as it is”, and nothing is changed.',
    'confirm-change': 'Say “yes” if the new value is right, or “no” to type another one.',
    'ask-use-for-both':
      'Say “yes” to use the new value for both, or “no” to keep the other one as it is.',
    'ask-verify-now': 'Say “yes” and I send a code, or “later” and I will remind you.',
  },
  why: {
    contact:
      'Bills and notices go to the contact channels, so they have to be right. They never prove who you are, and every proven address is told of the change.',
    recovery:
      'Codes that prove who you are go to the recovery channels. So a change takes a code by the old one or another way, and one to the new value, and every proven address is told.',
  },
  status: {
    contact: 'You are changing a contact channel.',
    recovery: 'You are changing a recovery channel.',
  },
}

/** The shape every language fills. */
export type Texts = typeof en
