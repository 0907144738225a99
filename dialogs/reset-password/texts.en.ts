import { phrases } from '../../src/flow/phrases.ts'

/** What reset password says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Reset my password',
  entry:
    phrases(`forgot password | forgot my password | i forgot my password | forgotten password | forgot the password
      | reset password | reset the password | password reset | lost my password | i lost my password
      | can't remember my password | cannot remember my password | don't know my password | i don't know my password anymore
      | don't remember my password | my password does not work | my password doesn't work`),
  button: phrases('reset'),
  askEmail:
    'Which email address do you sign in with? I mail a link there, and you choose the new password on its page, never in this chat.',
  confirmEmail: (p: { email: string }) =>
    `Shall I reset the password of ${p.email}? I would mail a link there; the password itself stays until its page is done.`,
  waitForPage:
    'If that address has an account, a message is on its way. Check the junk folder too; I go on here by myself once you are done on its page.',
  linkOver:
    'The link I mailed is too old by now. Choose Resend for a new one; your password is as it was.',
  briefly: {
    'ask-email': 'Which email address do you sign in with?',
    'confirm-email': null,
    'wait-for-page': 'I am waiting for the page behind the link in the message.',
  },
  form: { email: 'Login email', example: 'name@example.com', next: 'Next' },
  notices: {
    email: {
      'no-at': 'An email address has an @ in it, and I could not find one.',
      'many-ats': 'An email address has only one @ in it.',
      'too-long': 'That is too long for an email address.',
      'local-part': 'The part before the @ has a sign in it that no address of ours has.',
      domain: 'The part after the @ is not the name of a mail service.',
    },
    'no-email':
      'Then there is no password to reset: sign in the way you signed up, for instance with WeChat or single sign-on. If an email was bound to the account later, give me that one.',
    'sub-user':
      'A sub-user’s password is reset by the administrator of the main account, so please ask there. If you have a main account of your own, give me its login email.',
    backFromSearch: {
      informed:
        'Back to your password. If what you gave me fits an account, the text about it names its login email; it can take a few minutes.',
      exhausted:
        'The code was tried too often and no longer works, so I have stopped looking for the account. Back to your password; you can also say “a person”.',
      'too-many':
        'There were too many wrong codes, so for your safety looking for the account is paused for a while. Back to your password; you can also say “a person”.',
      left: 'All right, I have stopped looking for the account. Back to your password.',
    },
    'button-broken':
      'Then copy the whole address below the button, paste it into your browser and open it there. Opening it changes nothing by itself.',
    reminded:
      'I have to wait until you are done on the page behind the link. Your password is not changed yet, and it does not belong in this chat.',
    remindedMore:
      'Most messages arrive within a few minutes, and the sender is us. If none has come, look in the junk folder, choose Resend, or use a different email if there was a slip in this one.',
    remindedPerson:
      'Nothing else can be done here before that page. If you cannot get at the mailbox, say “a person” and someone will help you.',
    'how-long':
      'A message usually takes a few minutes, and its link works for a limited time; “status” tells how long still.',
    'mailed-again':
      'If that address has an account, a new message is on its way. Only the newest link works.',
    wait: (p: { duration: string }) => `I can send the next message in ${p.duration}.`,
    'too-many': (p: { duration: string }) =>
      `That was asked for so often that I have to pause it for ${p.duration}. You can also say “a person”.`,
  },
  nudge: {
    example: 'It looks like name@example.com.',
    format: 'Please type the whole address, with nothing before or after it.',
    'other-way': 'If you do not know it, choose “I don’t know my email” and I help you find it.',
    person: 'If this does not work out, say “a person” and someone will help you.',
  },
  choices: {
    'unknown-email': {
      label: 'I don’t know my email',
      also: phrases(`i don't know | don't know | i don't know it | unknown | i forgot my email | forgot my email | forgot email
        | i don't remember my email | which email | i forgot it`),
    },
    'no-email': {
      label: 'I don’t sign in with an email',
      also: phrases(`no email | no e-mail | i have no email | without email | i use wechat | wechat | sso
        | single sign-on | i sign in with wechat | i sign in with sso | i sign in with my phone`),
    },
    'sub-user': {
      label: 'I am a sub-user',
      also: phrases(
        `sub-user | sub user | subuser | i'm a sub-user | sub-account | sub account | cam user | cam`,
      ),
    },
    yes: {
      label: 'Yes',
      also: phrases(`y | yes please | yeah | correct | ok | sure | go ahead | send it`),
    },
    no: { label: 'No', also: phrases(`n | nope | no thanks | wrong | not that | not that one`) },
    resend: {
      label: 'Resend',
      also: phrases(`send again | send it again | resend the mail | resend the message | resend email | new link | new message
        | another link | i got nothing | nothing came | no mail | no message | i didn't get it | didn't get the mail
        | the link expired | the link is too old`),
    },
    'different-email': {
      label: 'Use a different email',
      also: phrases(`different email | another email | other email | change email | wrong email | wrong address
        | different address | i mistyped it`),
    },
    'button-broken': {
      label: 'The button does nothing',
      also: phrases(`button broken | the button does not work | the button doesn't work | button does nothing
        | i can't click it | nothing happens | the link does not work | the link doesn't work`),
    },
  },
  /** What is said to questions and doubts. */
  answers: {
    noneOrForgotten:
      'If you do not know the address, choose “I don’t know my email” and I help you find it. Whoever signs in without an email has no password here.',
    byText:
      'The link goes by mail alone. Without that mailbox, a person of our support team can check in other ways who you are.',
    sender:
      'A message that came just after you gave the address here is ours. If you are in doubt, leave it alone: without its page nothing is changed.',
    noMail:
      'It can take a few minutes, and it may lie in the junk folder. If nothing comes, choose Resend, or “Use a different email” if there was a slip in the address.',
    slip: 'A slip does no harm: no password is changed by the link alone. Choose “Use a different email” to give the right address.',
    asksCode:
      'That belongs to it: the page asks for a code as well, so that a mailbox alone is not enough. Type the newest one there, not here.',
  },
  closing: {
    changed:
      'Your password is changed, and you were signed out on all devices. Sign in with the new one from now on. If other numbers or addresses have been verified for a while, a message about it goes there.',
    stopped:
      'Your password was not changed: it could not be shown on the page that it is you. You can start again with a new link, or ask for a person.',
    directory:
      'Your password was not changed: the system that keeps your account does not allow it. A person can help you.',
    unknown:
      'I do not know whether your password was changed: the system that keeps your account has not told me. Try to sign in with the new one; if that fails, start again.',
    left: 'All right, your password stays as it is. Is there something else I can do?',
  },
  help: {
    'confirm-email':
      'I read an email address among your words and want to be sure before I mail anything. Answer yes or no, or type the address you sign in with.',
    'ask-email':
      'It is the address that you type on the sign-in page; mails about the account may go there as well. If you do not know it, I help you find the account first; whoever signs in another way has no password here.',
    'wait-for-page':
      'Open the message and press Reset Password in it, or paste its address into your browser. If nothing came, check the junk folder, then choose Resend or use a different email.',
  },
  why: {
    'confirm-email':
      'I ask so that no message goes out that you do not want. I say the same for every address, and keep it for this conversation only.',
    'ask-email':
      'Only whoever reads that mailbox can open the link, so nobody else can reset your password. I say the same for every address, and keep it for this conversation only.',
    'wait-for-page':
      'The link shows that the mailbox is yours, and the page keeps your password out of this chat. It also asks for a code, so that a mailbox alone is not enough.',
  },
  status: {
    'ask-email': 'You are resetting your password. It is not changed yet.',
    mailed: (p: { mask: string; duration: string }) =>
      `Your password is not changed yet. If ${p.mask} has an account, the link mailed there works for ${p.duration} more.`,
    over: (p: { mask: string }) =>
      `Your password is not changed yet. The link for ${p.mask} is too old by now.`,
  },
}

/** The shape every language fills. */
export type Texts = typeof en
