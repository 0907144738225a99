import type { AssistantTexts } from '../../src/flow/assistant.ts'
import { en as words } from '../words/texts.en.ts'

/** What the assistant says around the flows, in English. */
export const en: AssistantTexts = {
  greeting: (p: { name: string; provider: string }) =>
    `Hello, I am ${p.name}, an automated assistant for ${p.provider} accounts. I never ask for a password here. What can I help you with?`,
  menu: 'What can I help you with?',
  menuHelp:
    'Choose one of the buttons, or say in your own words what you need. You can also paste a mobile number, an account ID or a server address. At any time: help, back, cancel, start over, status, why, repeat, language, a person.',
  menuHelpWithoutTexts:
    'Choose one of the buttons, or say in your own words what you need. At any time: help, back, cancel, start over, status, why, repeat, language, a person.',
  menuWhy:
    'I ask so that I can take you to the right place. Choosing something here changes nothing yet.',
  menuStatus: 'Nothing is under way at the moment.',
  greetingNotUnderstood: (p: { name: string; provider: string }) =>
    `Hello, I am ${p.name}, an automated assistant for ${p.provider} accounts. I did not understand that. I can find an account, reset or change a password, show your account or bring you to a person; I never ask for a password here.`,
  notUnderstood: 'I did not understand that.',
  notUnderstoodBeside:
    'I did not understand that part, but what you told me before still counts. One of these steps helps, or a person who looks at it with you.',
  notUnderstoodMore:
    'I still did not understand. A few words such as “find my account” are enough.',
  notUnderstoodPerson:
    'I am sorry, I do not follow. Choose a button, or say “a person” and someone will help.',
  quoted: (label: string) => `“${label}”`,
  didYouMean: (p: { labels: string }) =>
    p.labels.endsWith('?”') ? `Did you mean ${p.labels}` : `Did you mean ${p.labels}?`,
  whichOfThese: (p: { labels: string }) => `Which one: ${p.labels}?`,
  noneOfThese: 'All right. Say in a few words what you need, or choose from the rest below.',
  goesOn: 'All right, then we go on here.',
  situations: {
    'lost-phone':
      'I am sorry about your phone. There are ways that do without it: a mailbox that was verified before, or a person of our support team who checks in other ways who you are.',
    'no-code':
      'Waiting for a code or a mail that does not come is annoying. Check that the phone has signal and takes texts from strangers, and look in the junk folder of your mailbox; only the newest code or link works. Another way, or a person, helps as well.',
    'cannot-sign-in':
      'Let us get you back in. Which is it: the account is not known, the password is lost, or signing in is locked?',
    compromised:
      'That is frightening, so let us be quick. A new password, set by mail, signs out everybody else; tell a person as well if something was changed or the mailbox is not safe.',
    'change-number':
      'Two numbers can be changed: the contact number, where messages go, and the recovery number, which proves who you are.',
    'change-email':
      'Three addresses can be changed: the contact email, where messages go, the recovery email, which proves who you are, and the login email that you sign in with.',
    'close-account':
      'I cannot close or delete an account, and I have changed nothing. A person of our support team can tell you what it takes.',
    leaver:
      'That leaves you in an awkward place. An account is never handed over by chat alone, but a person can decide by the evidence, and I can take it down for them.',
    bereaved:
      'I am very sorry for your loss. Nobody’s account is handed over by chat, but a person of our support team can decide by the papers, and I can take down for them what you have.',
    'others-account':
      'I can only help the owner of an account, and I tell nobody what belongs to somebody else’s. Its owner can come here with a phone or mailbox of their own; a person of our support team can tell you what else there is.',
    'leaked-key':
      'That needs doing at once: a new password does not take a key back, so disable or delete the leaked key in the console. A person of our support team can help you if you cannot get in there or see something strange.',
    'hacked-mailbox':
      'Make that mailbox safe first, with the company that keeps it: whoever reads it can also read what we send there. Until then let no password be reset by it; a person of our support team can help you meanwhile.',
    'lost-mailbox':
      'A mailbox that you cannot open is not the only way: a phone that was verified before does as well, and so does a person of our support team who checks in other ways who you are.',
    'unasked-code':
      'A code by itself changes nothing: it does nothing until it is typed in, so give it to nobody, whoever asks. If you have passed it on already, set a new password and tell a person.',
    'other-devices':
      'I cannot sign out single devices from here. A new password signs out everybody who is signed in, wherever that is.',
    crisis:
      'I am truly sorry that it hurts so much, and I am glad that you said it. Please call the emergency number where you are, or somebody who can be with you, right now: everything about the account can wait.',
    outside:
      'That is outside what I can do: I help people find their account, get back into it and keep it safe. A person can tell you where to ask.',
  },
  situationsMet: {
    'lost-phone':
      'Two ways do without that phone: a mailbox that was verified before, or a person of our support team who checks in other ways who you are.',
    'no-code':
      'Check that the phone has signal and takes texts from strangers, and look in the junk folder of your mailbox; only the newest code or link works. Another way, or a person, helps as well.',
    'cannot-sign-in':
      'Which is it: the account is not known, the password is lost, or signing in is locked?',
    compromised:
      'A new password, set by mail, signs out everybody else; tell a person as well if something was changed or the mailbox is not safe.',
    leaver:
      'An account is never handed over by chat alone, but a person can decide by the evidence, and I can take it down for them.',
    bereaved:
      'Nobody’s account is handed over by chat, but a person of our support team can decide by the papers, and I can take down for them what you have.',
    crisis:
      'Please do not stay alone with this. I am only a program: call the emergency number where you are, or somebody you trust, now; a person of our team can be asked for here as well.',
  },
  situationAgain:
    'I have understood that. Choose one of the buttons, or say “a person” and someone will help you.',
  sameAgain: [
    'You can say “back” for the step before, “start over” to begin anew, or “menu” for something else.',
    'This does not get us further, so let a person take over: say “a person”.',
  ],
  greetingBack: 'Hello!',
  thanks: 'You are welcome.',
  privacy:
    'What you write here goes through the chat service you use, which may keep it. I keep what these steps need, and a person of our support team sees it only when you turn to them. You may write a mobile number, an email address or an account ID here; please never write a password.',
  access:
    'A phone is enough, and you can write in your own words instead of using buttons; our pages work with a keyboard and a screen reader. If something is hard to see or to do, say “a person” and someone will help you.',
  hours:
    'I am here at any hour. The people of our support team have working hours; say “a person”, and you will be told when nobody is there.',
  goodbye: 'Goodbye, and take care. Write again whenever you need me.',
  upset:
    'I am sorry that this is so tiresome. A few words about what you need are enough, or say “a person” and someone will take over.',
  filler: 'All right.',
  wait: 'Take your time, I am here.',
  bot: 'I am an automated assistant. If you would rather speak with somebody, say “a person”.',
  trust: (p: { provider: string }) =>
    `It is right to ask: I am the automated assistant for ${p.provider} accounts, I never ask for money or, in this chat, for a password, and nobody of us asks for a password or a code by phone. If you are in doubt, stop here and come back by the address of ${p.provider} that you know.`,
  cost: 'I charge nothing and never ask for a card. Only your phone company may take something for a text, abroad for example.',
  duration:
    'I answer at once; a message on its way to you often takes a few minutes, and people of our support team have hours of their own.',
  addressAlone: (p: { email: string }) =>
    `That is an email address, ${p.email}. What would you like to do with it?`,
  codeWithoutFlow:
    'That looks like a code, but nothing here is waiting for one, so I have put it aside. Please do not share codes with anybody.',
  cancelled: 'All right, I have stopped.',
  unchanged: 'Nothing about your account was changed.',
  changeStands: 'What was changed before stays changed; “my account” shows it.',
  nothingToCancel: 'There is nothing under way to stop.',
  nothingBefore: 'There is no step before this one.',
  startedOver: 'Let us begin again.',
  resumed: 'Back to where you were.',
  signedOut: 'You are signed out.',
  notSignedIn: 'You are not signed in here, so there is nothing to sign out of.',
  notDoneYet: words.consent.answers['unsure-question'],
  secretTyped:
    'That looks like a password, so I have thrown it away without reading it. Chats are kept by the services that carry them: if it was a real one, please change it, and only ever type passwords on the page I link to.',
  languageChosen: 'I will speak English from now on.',
  askLanguage: 'Which language would you like? / 请选择语言。',
  stale: 'That card belongs to an earlier step, so I have left it alone. This is where we are now:',
  attachment: 'I can only read text here, so I have not opened that.',
  expired: 'It has been quiet for a while, so for your safety I closed what we were doing.',
  restarted:
    'I have been updated since, and cannot safely pick up where we were. Please start again.',
  groupOnly: 'I only speak about accounts in private. Please send me a direct message.',
  cameBack:
    'You came back by the link in our message. To be safe, nobody is signed in here now, and steps that were under way have ended.',
  supportSaid: words.supportSaid,
  unable:
    'I cannot do that here: the system that keeps your account does not let me. A person can help you with it.',
  outsidePending:
    'I have handed the change on, and I do not know yet whether it was made. I will tell you here as soon as I do; you need not do anything, and saying it again does not do it twice.',
  outsideLeft:
    'The change you asked for was handed on and may still be made. If it is, I tell every proven address.',
  outage: (p: { reference: string }) =>
    `Something on our side is not answering right now. Nothing was lost: please send that again in a minute. If it stays like this, mention ${p.reference} to the support team.`,
  busy: (p: { reference: string }) =>
    `That went wrong on our side, and I have kept your place. Please send it again. If it happens once more, mention ${p.reference} to the support team.`,
}
