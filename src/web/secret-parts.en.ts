/** What happens to an account whatever its owner objects to. */
export const frozenEn = [
  'everybody is signed out, on all devices;',
  'for now, nobody can sign in or make a change;',
  'our support opens a case and looks into it with you.',
]

/** What the pages say where the same entry was wrong once more, so that nobody reads one sentence twice running. */
export const againEn = {
  mismatch: 'The two new passwords still differ. “Show what I type” lets you compare them.',
  typeAgain:
    'This browser lost the password again before it was used. Please type it once more and keep this tab open.',
  wrongOldPassword:
    'That is not your current password either. If it does not come to mind, write “I forgot my password” in the chat.',
  wrongSignIn:
    'That did not work either. If you are not sure of the password, write “I forgot my password” in the chat; if it is the address, write “I forgot my account”.',
  notCode: 'That is no code either: it has digits only, and stands in our newest message to you.',
  wrongCode:
    'That code is not right either. Compare it with our newest message digit by digit, or ask for a new one.',
  expiredCode: 'That code is too old as well. Ask for a new one and type it within a few minutes.',
  codeSent: 'Another code is on its way, and the one before no longer works.',
  busy: 'It is still too busy here. Nothing was changed. Please wait half a minute and type it again.',
  /** Before the rules that a new password does not meet, when the one before did not meet them either. */
  password: 'This new password does not meet the rules yet either.',
  rejected: 'The system that keeps your account did not take this password either.',
}
