import { phrases } from '../../../src/flow/phrases.ts'

/** What verify channel says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Check of a new address',
  askCode: {
    sms: (p: { mask: string; validFor: string }) =>
      `I have texted a 6-digit code to the new number ${p.mask}; it works for ${p.validFor}. What is the code?`,
    email: (p: { mask: string; validFor: string }) =>
      `I have mailed a 6-digit code to the new address ${p.mask}; it works for ${p.validFor}. What is the code?`,
    /** A contact email; there is a link in that mail as well. */
    contactEmail: (p: { mask: string; validFor: string }) =>
      `I have mailed ${p.mask} a link to confirm it and a 6-digit code, which works for ${p.validFor}. Open the link, or tell me the code.`,
  },
  codeOver: 'The last code is too old to work by now. Choose Resend for a new one.',
  noCodeYet: 'No code is on its way yet. Choose Resend once the wait is over.',
  briefly: 'What is the 6-digit code?',
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
    'code-stands': (p: { duration: string }) =>
      `The code I sent a moment ago still works. If it does not arrive, I can send another in ${p.duration}.`,
    wait: (p: { duration: string }) => `I can send the next code in ${p.duration}.`,
    'too-many': (p: { duration: string }) =>
      `That was asked for so often that I have to pause it for ${p.duration}.`,
  },
  nudge: {
    example: 'It looks like 012345.',
    format: 'Please type the 6 digits from the newest message.',
    'other-way': 'If nothing arrives, ask for a new code with Resend, or type another value.',
    person: 'If no code arrives, say “a person” and someone will help you.',
  },
  choices: {
    resend: {
      label: 'Resend',
      also: phrases(`resend code | resend the code | send again | send it again | new code | another code | send a new code
        | i got nothing | nothing came | didn't get it | i didn't get a code | no code`),
    },
    'other-value': {
      label: 'That is not right, type another',
      also: phrases(`wrong number | wrong address | wrong email | another number | another address | another email
        | i mistyped it | typo | it is wrong | change it | type another`),
    },
    later: { label: 'Later', also: phrases(`not now | later | skip | skip it | do it later`) },
  },
  help: 'Type the 6 digits from the newest message; only that code works. If nothing came, wait a minute and choose Resend; if you mistyped the number or address, type another.',
  why: 'A mistyped number or address would leave you without your messages, or hand them to a stranger. The code shows that it reaches you; it works once, and I store no readable copy.',
  status: 'I am waiting for the code that went to the new number or address.',
}

/** The shape every language fills. */
export type Texts = typeof en
