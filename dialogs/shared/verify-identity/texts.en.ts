import type { CodePurpose } from '../../../src/flow/code.ts'
import { phrases } from '../../../src/flow/phrases.ts'

/** What is under way, by what the code is for; nothing has come of it before the code was right. */
const status: Readonly<Record<CodePurpose, string>> = {
  'sign-in':
    'You are signing in, and I am waiting to see that it is you. Nothing has been changed.',
  'retrieve-account':
    'You are finding your account, and I am waiting to see that it is you. Nothing has been changed.',
  'change-password':
    'You are changing your password, and I am waiting to see that it is you. Your password has not been changed yet.',
  'reset-password':
    'You are resetting your password, and I am waiting to see that it is you. Your password has not been changed yet.',
  'change-contact':
    'You are changing where we send your messages, and I am waiting to see that it is you. Nothing has been changed.',
  'change-recovery':
    'You are changing your recovery number or email, and I am waiting to see that it is you. Nothing has been changed.',
  'bind-email':
    'You are changing your login email, and I am waiting to see that it is you. Nothing has been changed.',
  'verify-channel':
    'You are confirming a number or an address, and I am waiting for the code. Nothing has been changed.',
}

/** What verify identity says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Identity check',
  askCode: {
    sms: (p: { mask: string; validFor: string }) =>
      `To be sure that it is you, I have texted a 6-digit code to ${p.mask}; it works for ${p.validFor}. What is the code?`,
    email: (p: { mask: string; validFor: string }) =>
      `To be sure that it is you, I have mailed a 6-digit code to ${p.mask}; it works for ${p.validFor}. What is the code?`,
    /** For whoever is not signed in: that there is such an account is not told. */
    stranger: (p: { validFor: string }) =>
      `If that account has a recovery mobile, I have texted a 6-digit code to it; it works for ${p.validFor}. What is the code?`,
  },
  codeOver:
    'The last code is too old to work by now. Choose Resend for a new one, or use alternate verification.',
  noCodeYet:
    'No code is on its way yet. Choose Resend once the wait is over, or use alternate verification.',
  briefly: 'What is the 6-digit code?',
  brieflyOver: 'Choose Resend for a new one, or use alternate verification.',
  askWay: 'How would you like to show that it is you? Only what was verified before is listed.',
  noOtherWay:
    'There is no other verified way to send a code here. A person can help you to show that it is you, or go back to the code.',
  form: { code: '6-digit code', example: '123456', verify: 'Verify' },
  notices: {
    badCode: 'The code has exactly 6 digits, and I could not find them in that message.',
    wrongCode: 'That code is wrong or no longer valid; only the one in the newest message counts.',
    wrongCodeLast: (p: { left: number }) =>
      p.left === 1
        ? 'That code is wrong or no longer valid. You have 1 try left.'
        : `That code is wrong or no longer valid. You have ${p.left} tries left.`,
    'expired-code': 'That code is too old to work.',
    'code-resent': 'A new code is on its way. Only the newest one works.',
    strangerResent:
      'If that account has a recovery mobile, a new code is on its way. Only the newest one works.',
    'code-stands': (p: { duration: string }) =>
      `The code I sent a moment ago still works. If it does not arrive, I can send another in ${p.duration}.`,
    wait: (p: { duration: string }) => `I can send the next code in ${p.duration}.`,
    'too-many': (p: { duration: string }) =>
      `That was asked for so often that I have to pause it for ${p.duration}.`,
    badWay: 'I could not tell which of these you mean.',
  },
  nudge: {
    example: 'It looks like 012345.',
    format: 'Please type the 6 digits from the newest message.',
    'other-way': 'You can ask for a new code with Resend, or use alternate verification.',
    person: 'If no code arrives, say “a person” and someone will help you.',
  },
  choices: {
    resend: {
      label: 'Resend',
      also: phrases(`resend code | resend the code | send again | send it again | new code | another code | send a new code
        | i got nothing | nothing came | didn't get it | i didn't get a code | no code`),
    },
    'other-way': {
      label: 'Use alternate verification',
      also: phrases(`alternate verification | alternative verification | use alternative verification | another way
        | other way | use another way | other ways | a different way | i don't have that phone | i lost my phone
        | i no longer have that number | not my number anymore`),
    },
  },
  ways: {
    sms: {
      label: (p: { mask: string }) => `Text ${p.mask}`,
      also: phrases(`text | text me | by text | sms | mobile | mobile number | phone | my phone | by phone
        | recovery mobile | recovery phone | text message`),
    },
    email: {
      label: (p: { mask: string }) => `Email ${p.mask}`,
      also: phrases(
        `email | e-mail | mail | by email | by mail | my email | recovery email | email me`,
      ),
    },
  },
  help: {
    'ask-code':
      'Type the 6 digits from the newest message; only that code works. If nothing came, wait a minute and choose Resend, or use alternate verification for another way.',
    'ask-verification-method':
      'Choose where the code should go. What was not verified before cannot prove who you are; if nothing in the list works any more, say “a person”.',
  },
  why: {
    'ask-code':
      'Only you should be able to change your account, and the code shows that it is you. It works once and only for this, and I store no readable copy.',
    'ask-verification-method':
      'The code has to go where only you can read it. I use nothing but the recovery mobile and the recovery email.',
  },
  status,
}

/** The shape every language fills. */
export type Texts = typeof en
