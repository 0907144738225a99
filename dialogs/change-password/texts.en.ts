import { phrases } from '../../src/flow/phrases.ts'

/** What change password says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Change my password',
  entry:
    phrases(`change password | change the password | change my old password | new password | set a new password
        | update password | update my password | replace my password | security settings
        | password is too old`),
  askPage: (p: { words: string }) =>
    `Please change your password on this page; it shows the same two words: ${p.words}. It asks for your current password once and the new one twice, and I go on here by myself once it is done.`,
  waiting:
    'I am still waiting for the page I linked above. Open it, or ask for a new link; your password is not changed yet.',
  reminded:
    'I have to wait for the page before I can go on. Passwords belong on that page only, never in this chat.',
  link: 'Proceed to Change Password',
  closing: {
    changed:
      'Your password is changed, and other devices were signed out: use the new one from now on, and sign in again here too. Keep it to yourself; a new one at least every 90 days is advised, though never required.',
    refused: {
      proof:
        'Your password was not changed: you were signed out, or too much time had passed since you showed that it is you. Please start again.',
      directory:
        'Your password was not changed: the system that keeps your account does not allow it. A person can help you.',
      unknown:
        'I do not know whether your password was changed: the system that keeps your account has not told me. Try to sign in with the new one; if that fails, start again.',
    },
    noEmail:
      'This account has no login email, and its password goes with one, so an email has to be bound first. Shall we bind one now? You set its password right after that.',
    left: 'All right, your password stays as it is. Is there something else I can do?',
    /** After why the identity was not proven. */
    unchanged: 'Your password was not changed.',
  },
  help: 'Open the page with the button or the address in my message and type your current password and the new one there. If the page says the link is too old, choose “Send a new link”; if you do not know the current password, say “I forgot my password”.',
  why: 'A password typed in a chat could be read by others later, so it is typed on the page alone. The current one is asked for so that nobody can change it on a device you left open.',
  status:
    'You are changing your password, and I am waiting for the page. Your password is not changed yet.',
}

/** The shape every language fills. */
export type Texts = typeof en
