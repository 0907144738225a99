import { againEn, frozenEn } from './secret-parts.en.ts'
import { outside } from './outside-texts.en.ts'

/** What the pages say that secrets are typed on. Its type is the catalogue, as with the other pages' texts. */
export const secretEn = {
  failed: (p: { title: string }) => `Error: ${p.title}`,
  checkThis: 'Please look at this again',
  words: 'The chat shows the same two words. If it shows others, close this page.',
  domain: (p: { host: string }) =>
    `Our pages are at ${p.host} and nowhere else. If your browser’s address bar shows another name, close this page.`,
  expires: (p: { minutes: number }) => {
    if (p.minutes === 1) return 'This page works for one more minute.'
    if (p.minutes <= 120) return `This page works for ${p.minutes} more minutes.`
    return `This page works for ${Math.floor(p.minutes / 60)} more hours.`
  },
  until: 'Until',
  show: 'Show what I type',
  person: 'If you cannot go on here, write “a person” in the chat and somebody will help you.',
  whose: {
    title: 'Is this your chat?',
    chats: {
      'own-page':
        'This link signs a chat on our web page in. This browser cannot tell whether that chat is yours.',
      teams: 'This link signs a chat in Microsoft Teams in.',
      other: 'This link signs a chat in another program in.',
    },
    warning:
      'Whoever has that chat can then act as you. If somebody sent you this link, close this page.',
    submit: 'It is my chat, go on',
    otherwise:
      'Go on only if you asked for the link yourself and your chat shows the two words above. Otherwise close this page and ask for a new link in your own chat.',
  },
  signIn: {
    title: 'Sign in',
    titleAt: (p: { provider: string }) => `Sign in to ${p.provider}`,
    why: 'Once you are signed in here, the chat goes on by itself.',
    email: 'Login email',
    password: 'Password',
    code: 'Code',
    codeHint:
      'After several wrong entries a code is needed as well. Leave this empty and press “Sign in”, and one goes to the recovery mobile of the account, if it has one.',
    submit: 'Sign in',
    forgot: 'Forgotten the password? Write “I forgot my password” in the chat.',
  },
  setPassword: {
    resetTitle: 'Choose a new password',
    changeTitle: 'Change your password',
    why: 'Your password stays as it is until the last step is done.',
    oldPassword: 'Current password',
    newPassword: 'New password',
    confirmPassword: 'New password once more',
    submit: 'Continue',
    rules: 'The new password must have',
    length: (p: { min: number; max: number }) => `${p.min} to ${p.max} characters`,
    letter: 'a letter',
    digit: 'a digit',
    symbol: 'a symbol, such as . / _ ! or #',
    'no-space': 'no spaces',
    others:
      'It must differ from your current password and the three before it, and must not be a common password or made of your own name, address or number. That is checked when you continue.',
    met: 'met',
    unmet: 'not yet',
    count: '{met} of {of} rules are met.',
    same: 'Both entries are the same.',
    different: 'The two entries differ so far.',
  },
  code: {
    title: 'Is it you?',
    sent: {
      sms: (p: { mask: string }) => `We sent a code by SMS to ${p.mask}.`,
      email: (p: { mask: string }) => `We sent a code by email to ${p.mask}.`,
    },
    pending: 'Your password has not been changed yet. It changes once the code is right.',
    code: 'Code',
    submit: 'Confirm',
    resend: 'Send a new code',
    otherWay: 'Use another way',
  },
  way: {
    title: 'Choose another way',
    why: 'Where should the code go? Only ways that were confirmed before are listed.',
    sms: (p: { mask: string }) => `SMS to ${p.mask}`,
    email: (p: { mask: string }) => `Email to ${p.mask}`,
    back: 'Back to the code',
    noneTitle: 'There is no other way here',
    none: 'No other number or address was confirmed that a code could go to. If the code does not reach you, write “a person” in the chat: somebody will help you prove that the account is yours.',
  },
  confirm: {
    title: 'Confirm your contact email',
    what: 'Messages about your account, such as bills and notices, are to go to:',
    submit: 'Confirm',
    otherwise:
      'If you do not know anything about this, close this page. Nothing happens until you press the button.',
  },
  undo: {
    title: 'Was this not you?',
    password: 'The password of your account was changed.',
    recoveryMobile: 'The recovery mobile of your account was changed.',
    recoveryEmail: 'The recovery email of your account was changed.',
    contactMobile: 'The contact mobile of your account was changed.',
    contactEmail: 'The contact email of your account was changed.',
    loginEmail: 'The login email of your account was changed.',
    recovery:
      'Somebody who cannot sign in asked our support for a way into your account, and two of us agreed. It opens after a wait.',
    when: 'When',
    what: 'If it was not you, press the button. Then:',
    effects: {
      restore: ['this change and recent ones like it are taken back;', ...frozenEn],
      disable: [
        'the password that was set stops working, and no earlier one comes back, since it may be known to somebody;',
        ...frozenEn,
      ],
      stop: ['that way into your account is closed for good;', ...frozenEn],
      report: [
        'what was changed stays as it is until our support has spoken with you;',
        ...frozenEn,
      ],
    },
    submit: 'This wasn’t me',
    otherwise: 'If it was you, close this page. Nothing happens until you press the button.',
  },
  continue: {
    title: (p: { number: number }) => `Support is waiting for you in case ${p.number}`,
    solvedTitle: (p: { number: number }) => `Support has an answer for you in case ${p.number}`,
    what: 'Your chat opens here with everything that was said in it. Wherever else it is still open it closes, and whoever was signed in there is signed out.',
    needsScript:
      'Your browser runs no JavaScript here. If you wrote to us on this site, the chat needs it: please switch it on first, because this link works only once.',
    submit: 'Continue the chat',
    otherwise:
      'If you did not write to us, close this page. Nothing happens until you press the button.',
  },
  back: {
    opening: {
      title: 'Back to your chat',
      text: 'It opens in this tab in a moment.',
      noScript:
        'Your browser runs no JavaScript here, so the chat cannot be opened, and the link is used up now. Please switch JavaScript on, start a new chat and write “a person”.',
      notKept:
        'Your browser does not let this site keep anything, not even for this tab, so the chat cannot be opened. Please allow that, start a new chat and write “a person”.',
      newChat: 'Start a new chat',
    },
    teams: {
      title: 'Your chat goes on in Teams',
      text: 'You wrote to us in Microsoft Teams. Support knows that you are on your way.',
      open: 'Open Microsoft Teams',
    },
    elsewhere: {
      title: 'Go back to your chat',
      text: 'Open the chat in the app you wrote to us in, and go on there. Support knows that you are on your way.',
    },
  },
  done: {
    'signed-in': {
      title: 'You are signed in',
      text: 'Go back to the chat: it goes on there by itself.',
      more: ['This counts for that chat alone. To end it, write “sign out” there.'],
    },
    'password-changed': {
      title: 'Your password is changed',
      text: 'It counts from now on. You can go back to the chat.',
      more: [
        'You were signed out on all devices. Sign in anew with the new password.',
        'If other numbers or addresses have been confirmed for a while, a message about it goes there.',
      ],
    },
    confirmed: {
      title: 'Confirmed',
      text: 'Messages about your account can reach you here now.',
      more: ['Go back to the chat if you were in the middle of something there.'],
    },
    undone: {
      title: 'The change is taken back',
      text: 'Everybody was signed out, and our support has a case to look into.',
      more: [
        'Go back to the chat, or start a new one there, and write “a person” to speak with us.',
        'If somebody else can read your mail, change the password of your mailbox as well.',
      ],
    },
    'password-disabled': {
      title: 'The password is out of use',
      text: 'No password opens your account now. Everybody was signed out, and our support has a case to look into.',
      more: [
        'Once the account is no longer frozen, write “I forgot my password” in the chat and set a new one. Write “a person” to speak with us before.',
        'If somebody else can read your mail, change the password of your mailbox as well.',
      ],
    },
    reported: {
      title: 'Reported, and the account is frozen',
      text: 'Everybody was signed out, and our support has a case to look into. What was changed is as it was.',
      more: [
        'Go back to the chat, or start a new one there, and write “a person” to speak with us.',
      ],
    },
    frozen: {
      title: 'Your account is frozen for now',
      text: 'A change or a request was reported as not the owner’s. Until it is looked into, nobody can sign in, set a password or change anything.',
      more: ['Go back to the chat and write “a person”: somebody will look into it with you.'],
    },
    stopped: {
      title: 'Nothing was changed',
      text: 'It could not be shown that it is you, so we stopped here to keep the account safe.',
      more: ['Go back to the chat and begin again there. Your sign-in works as before.'],
    },
    ...outside.done,
    close: 'You can close this page now.',
  },
  handedOn: outside.handedOn,
  notices: {
    ...outside.notices,
    mismatch: 'The two new passwords are not the same. Type both again.',
    wrongOldPassword: 'That is not your current password. Please fill in all three fields again.',
    wrongSignIn:
      'That did not work. Check the email address and the password, and the code if one is asked for.',
    locked: (p: { span: string }) =>
      `Signing in is locked for ${p.span} after too many wrong entries. You can still reset the password: write “I forgot my password” in the chat.`,
    frozen: (p: { span: string }) =>
      `That is right, but the account is frozen for ${p.span}: a change or a request was reported as not the owner’s, and nobody can sign in until then. Write “a person” in the chat, and somebody will look into it with you.`,
    held: (p: { span: string }) =>
      `That is right, but the login email and the password were both set a short while ago and open nothing for another ${p.span}. Until then sign in with your account ID and a code in the chat, or write “a person” there.`,
    notCode: 'That is not a code. Type the digits from the newest message.',
    wrongCode: 'That code is not right. Use the one in the newest message.',
    wrongCodeLeft: (p: { left: number }) => {
      if (p.left === 0) return 'That code is not right, and no try is left.'
      return p.left === 1
        ? 'That code is not right. One try is left.'
        : `That code is not right. ${p.left} tries are left.`
    },
    expiredCode: 'That code is too old. Only the newest code counts, and only for a few minutes.',
    codeSent: 'A code is on its way. Only the newest one works.',
    wait: (p: { span: string }) => `Please wait ${p.span} before you ask for another code.`,
    tooMany: (p: { span: string }) => `That was tried too often. Please try again in ${p.span}.`,
    busy: 'We could not do that just now, because too much is going on at once. Nothing was changed. Please type it again in a few seconds.',
  },
  again: againEn,
  faults: {
    'too-short': (p: { min: number }) =>
      `The new password is too short. Use at least ${p.min} characters.`,
    'too-long': (p: { max: number }) =>
      `The new password is too long. Use at most ${p.max} characters.`,
    'no-letter': 'The new password has no letter. Add at least one.',
    'no-digit': 'The new password has no digit. Add at least one.',
    'no-symbol': 'The new password has no symbol. Add one such as . / _ ! or #',
    space:
      'The new password has a space in it, or a character that cannot be seen. Leave those out.',
    common: 'The new password is one that many people use, so it is guessed first. Choose another.',
    'own-words':
      'The new password is made of your own name, address or number. Choose one that says nothing about you.',
    same: 'The new password is the one you have now. Choose another.',
    reused: 'The new password is one of your last three. Choose one you have not used lately.',
  },
}

export type SecretTexts = typeof secretEn
