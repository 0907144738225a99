import { phrases } from '../../src/flow/phrases.ts'

/** What explaining a lock says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Why is sign-in locked?',
  entry:
    phrases(`why am i locked | why am i locked out | am i locked | am i locked out | i am locked out | i'm locked out
        | locked out | my account is locked | account locked | is my account locked | why is my account locked
        | sign-in locked | sign in locked | my sign-in is locked | login locked | my login is locked | when is the lock over
        | how long am i locked | unlock my account | unlock account`),
  closing: {
    until: (p: { time: string; duration: string }) =>
      `Signing in with the password alone is locked until ${p.time}, for ${p.duration} more: after 3 wrong entries a code is asked for too, and 10 lock it for 24 hours. The right password together with a code still opens it, you can sign in with your account ID and a code, and you can reset your password here meanwhile.`,
    codesUntil: (p: { time: string; duration: string }) =>
      `Somebody typed too many wrong codes for your account, so codes are paused until ${p.time}, for ${p.duration} more, for people who show nothing else. You are signed in, so your codes work here as ever; your password and the link to reset it work too.`,
    personUntil: (p: { time: string; duration: string }) =>
      `From here so much was tried that I have to wait with look-ups and codes until ${p.time}, for ${p.duration} more. The sign-in page and a person of support are open to you meanwhile.`,
    unknown:
      'I do not know whose sign-in you mean, so I cannot see whether it is locked. In general, after 3 wrong entries a code is asked for too, and 10 lock signing in with the password alone for 24 hours; a reset works meanwhile. Would you like to sign in so that I can look, reset the password, or talk to a person?',
    open: 'Signing in is not locked as far as I can see from here. After 3 wrong entries a code is asked for too, and 10 lock it for 24 hours; if you no longer know the password, reset it.',
  },
}

/** The shape every language fills. */
export type Texts = typeof en
