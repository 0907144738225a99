import type { ChannelName } from '../../src/domain/account.ts'
import type { CodePurpose } from '../../src/flow/code.ts'

interface CodeFacts {
  readonly provider: string
  readonly code: string
  readonly minutes: number
}

/** What a code is for, what it says of it, and the subject of a mail with it. */
export interface CodeTexts {
  readonly subject: (p: { provider: string }) => string
  readonly text: (p: CodeFacts) => string
}

/** "5 minutes", but "1 minute". */
const minutesOf = ({ minutes }: { readonly minutes: number }): string =>
  minutes === 1 ? '1 minute' : `${minutes} minutes`

/** No link, no account; says what it is for and that nobody else may have it (OWASP: transaction authorisation). */
const codeTo = (what: string, where = 'in the chat that asked for it'): CodeTexts => ({
  subject: (p) => `Your ${p.provider} code to ${what}`,
  text: (p) =>
    `${p.code} is your ${p.provider} code to ${what}. It works for ${minutesOf(p)}, only ${where}. We never ask for it by phone: share it with nobody.`,
})

const code: Readonly<Record<CodePurpose, CodeTexts>> = {
  'retrieve-account': codeTo('find your account'),
  'sign-in': codeTo('sign in', 'where you asked for it'),
  'change-password': codeTo('change your password'),
  'change-contact': codeTo('change where we send your messages'),
  'change-recovery': codeTo('change your recovery number or email'),
  'bind-email': codeTo('change your login email'),
  'verify-channel': codeTo('confirm this number or address'),
  'reset-password': codeTo('reset your password', 'on the page that asked for it'),
}

const channels: Readonly<Record<ChannelName, string>> = {
  recoveryMobile: 'recovery mobile',
  recoveryEmail: 'recovery email',
  contactMobile: 'contact mobile',
  contactEmail: 'contact email',
  loginEmail: 'login email',
}

/** What goes to phones and mailboxes in English; the type is the catalogue every other language fills. */
export const en = {
  code,
  account: {
    subject: (p: { provider: string }) => `Your ${p.provider} account details`,
    opening: (p: { provider: string }) => `Your ${p.provider} account details, as you asked:`,
    id: (p: { id: string }) => `Account ID: ${p.id}`,
    loginEmail: (p: { email: string }) => `Login email: ${p.email}`,
    noLoginEmail: 'Login email: none is bound',
    signedUpWith: (p: { way: string }) => `Signed up with: ${p.way}`,
    ways: {
      email: 'an email address',
      mobile: 'a mobile number',
      wechat: 'WeChat',
      sso: 'single sign-on',
      'sub-user': 'a main account (you are a sub-user)',
      other: 'another service',
    },
    next: {
      email: 'Next: sign in with that email. If the password is gone, reset it there.',
      subUser:
        'Next: sign in by the door for sub-users. If the password is gone, the administrator of the main account resets it.',
      other: 'Next: sign in the way you signed up, or ask the assistant for a person.',
    },
    notYou: 'If this was not you, nothing has changed; nobody else received it.',
  },
  orCopy: 'If the button does nothing, copy this address and paste it into your browser:',
  reset: {
    subject: (p: { provider: string }) => `Reset your ${p.provider} password`,
    asked: (p: { provider: string }) =>
      `Somebody asked our assistant to reset the password of the ${p.provider} account that signs in with this address. If it was you, choose a new password on this page:`,
    button: 'Reset Password',
    lifetime: (p: { minutes: number }) =>
      `The link works once, for ${minutesOf(p)}. Your password stays as it is until you have chosen a new one there and shown with a code that it is you.`,
    notYou:
      'If it was not you, you need do nothing: without this link nobody can reset your password. Please do not pass the link on; we never ask for it, nor for a password or a code.',
  },
  changed: {
    subject: (p: { provider: string }) => `Your ${p.provider} password was changed`,
    what: (p: { provider: string; time: string }) =>
      `The password of your ${p.provider} account was changed on ${p.time}. Other devices were signed out.`,
    ifYou: 'If it was you, there is nothing to do.',
    button: 'This wasn’t me',
    /** A password is never restored: the one before may be the one that leaked. */
    disable:
      'If it was not you, open this page as soon as you can. It makes the new password useless, brings no old one back, signs everybody out and freezes the account; its link works for a limited time:',
    restore:
      'If it was not you, open this page as soon as you can. It takes the change back, signs everybody out and freezes the account; its link works for a limited time:',
    report:
      'If it was not you, report it on this page as soon as you can. It signs everybody out and freezes the account, and changes nothing else; its link works for a limited time:',
    care: 'If somebody else may read your mail, change the password of this mailbox as well.',
    sms: (p: { provider: string; time: string }) =>
      `Your ${p.provider} password was changed on ${p.time}. Other devices were signed out. Not you? Call or visit us at once, or write “a person” to our assistant.`,
  },
  channelChanged: {
    subject: (p: { provider: string; channel: ChannelName }) =>
      `Your ${p.provider} ${channels[p.channel]} was changed`,
    what: (p: { provider: string; channel: ChannelName; time: string }) =>
      `The ${channels[p.channel]} of your ${p.provider} account was changed on ${p.time}.`,
    sms: (p: { provider: string; channel: ChannelName; time: string }) =>
      `Your ${p.provider} ${channels[p.channel]} was changed on ${p.time}. Not you? Call or visit us at once, or write “a person” to our assistant.`,
  },
  confirm: {
    subject: (p: { provider: string }) => `Confirm your ${p.provider} contact email`,
    asked: (p: { provider: string }) =>
      `Messages about an account at ${p.provider}, such as bills and notices, are to go to this address. Confirm here that they reach you:`,
    button: 'Confirm',
    code: (p: CodeFacts) =>
      `You can also type this code in the chat that asked for it: ${p.code}. It works for ${minutesOf(p)}.`,
    lifetime: (p: { minutes: number }) => `The link works once, for ${minutesOf(p)}.`,
    notYou: 'If you know nothing about this, you need do nothing. Share the code with nobody.',
  },
  claimed: {
    subject: (p: { provider: string }) => `Somebody tried to use your ${p.provider} login email`,
    text: (p: { provider: string; time: string }) =>
      `On ${p.time} somebody tried to make this address the login email of another ${p.provider} account. It is yours, so nothing was changed and they were told nothing. If it was you, sign in to the account that has this address, or choose another one.`,
  },
  locked: {
    subject: (p: { provider: string }) => `Signing in to ${p.provider} is locked for a day`,
    text: (p: { provider: string; time: string }) =>
      `After too many wrong entries, signing in to ${p.provider} with your login email and the password alone is locked until ${p.time}. None of those entries got in, and your account and password are as they were. You are not locked out: the right password together with a code still opens it, and in the assistant you can sign in with your account ID and a code, or reset the password, without waiting. If it was not you, you need do nothing; share your password and codes with nobody.`,
  },
  codesPaused: {
    subject: (p: { provider: string }) => `Wrong codes were typed for your ${p.provider} account`,
    text: (p: { provider: string; time: string }) =>
      `Somebody typed so many wrong codes for your ${p.provider} account that codes for people who show nothing else are paused until ${p.time}. None of them got in, and nothing was changed. You are not locked out: sign in with your password, or reset it by the link that the assistant mails to your login email; codes work there, and in a chat where you proved before who you are. If it was not you, you need do nothing; share your password and codes with nobody.`,
  },
  frozen: {
    subject: (p: { provider: string }) => `Your ${p.provider} account is frozen for now`,
    text: (p: { provider: string; time: string }) =>
      `Somebody asked our assistant to reset the password of the ${p.provider} account that signs in with this address. The account is frozen until ${p.time}, because a change or a request was reported as not the owner’s: nobody can sign in to it, reset its password or change anything until then. If you asked, ask again after that time, or write “a person” to the assistant now. If you did not, you need do nothing.`,
  },
  waiting: {
    subject: (p: { provider: string; number: number }) =>
      `${p.provider} support has answered in your case ${p.number}`,
    text: (p: { provider: string; number: number; url: string }) =>
      `Somebody of ${p.provider} support is waiting for you in your case ${p.number}. Go on with the chat here: ${p.url} The link works once and for a day, and signs nobody in. If you did not write to us, you need do nothing.`,
  },
  recovery: {
    subject: (p: { provider: string }) => `Somebody asks for a way into your ${p.provider} account`,
    text: (p: { provider: string; time: string; url: string }) =>
      `Somebody who cannot sign in to this ${p.provider} account asked our support for help, and two of us agreed to it. From ${p.time} on they can set a new password. If that is not you, stop it here: ${p.url}`,
    sms: (p: { provider: string; time: string }) =>
      `Somebody who cannot sign in to this ${p.provider} account asked our support for help. From ${p.time} on they can set a new password. Not you? Call or visit us before then, or write “a person” to our assistant.`,
  },
  reminder: {
    subject: (p: { provider: string }) => `Your ${p.provider} contact channel is not verified yet`,
    text: (p: { provider: string; channel: ChannelName; mask: string }) =>
      `The ${channels[p.channel]} ${p.mask} of your ${p.provider} account is not verified yet, so messages may not arrive there. Say “my account” to the assistant and verify it there. If you did not change it, tell the assistant “a person”.`,
  },
}

/** The shape every language fills. */
export type Texts = typeof en
