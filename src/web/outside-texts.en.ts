/** What the pages say where accounts live in a directory, in English; the type is what every other language fills. */
export const outside = {
  notices: {
    rejected: {
      'too-short':
        'The system that keeps your account wants a longer password. Choose another one.',
      'too-simple':
        'The system that keeps your account finds this password too simple. Choose one with more different characters.',
      'used-before':
        'The system that keeps your account knows this password from before. Choose one that you have never used here.',
      'too-young':
        'The system that keeps your account does not allow a new password so soon after the last one. Try again tomorrow, or ask a person in the chat.',
      policy:
        'The system that keeps your account does not take this password. Choose a longer one that you have not used here before.',
    },
    typeAgain:
      'Please type your new password once more: this browser no longer holds what it takes to read the first one.',
  },
  done: {
    undoing: {
      title: 'Your account is frozen, and the change is being taken back',
      text: 'Everybody was signed out here, and the system that keeps your account was asked to take the change back. Our support has a case to look into.',
      more: [
        'If it was the password, no password is to open your account now: once the account is no longer frozen, write “I forgot my password” in the chat.',
        'If somebody else can read your mail, change the password of your mailbox as well.',
      ],
    },
    'not-allowed': {
      title: 'Nothing was changed',
      text: 'The system that keeps your account does not allow this change.',
      more: ['Go back to the chat and write “a person”: somebody will look into it with you.'],
    },
    unknown: {
      title: 'We do not know whether it was changed',
      text: 'The system that keeps your account never told us. Try to sign in with the new password.',
      more: ['If that fails, go back to the chat and start again.'],
    },
  },
  handedOn: {
    title: 'Your new password was handed on',
    text: 'The system that keeps your account has not told us yet whether it is set. Nothing is done twice if you look again.',
    look: 'Look again',
  },
}

export type OutsideTexts = typeof outside
