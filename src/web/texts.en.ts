import { secretEn } from './secret-texts.en.ts'

/** What the pages say. Its type is the catalogue: another language that misses a text does not compile. */
export const en = {
  tagline: 'Get back into your account',
  promise: 'Passwords are never typed here',
  chat: {
    title: 'Latchkey: get back into your account',
    newChat: 'New chat',
    newChatQuestion: 'Start a new chat? What is on the screen now will be gone.',
    language: 'Language',
    label: 'Chat with Latchkey',
    placeholder: 'Type your answer',
    needsScript:
      'The chat needs JavaScript. Please turn it on in your browser and load this page again.',
    you: 'You:',
    bot: 'Latchkey:',
    filled: '✓ {label}: {value}',
    send: 'Send',
    look: 'Show new messages',
    choices: 'Answers to choose from',
    offline: 'You are offline. What you write is kept, and sent once you are back.',
    busy: 'It is very busy right now. What you wrote is kept, and sent in a moment.',
    busyForm:
      'It is very busy right now. Nothing was sent: what you wrote is in the field. Please send it again in a moment.',
    refused: 'That could not be sent. It is in the field again.',
    connecting: 'Opening the chat…',
    ended:
      'Your last chat is not open here any more: it rested too long, was left in another tab, or was opened again by a link. This is a new one.',
    elsewhere: 'You have a chat open in another tab, and it goes on there. This is a new one.',
    cleared:
      'Your last chat cannot be found any more: this browser was told to forget it. This is a new one.',
    notify: 'Notify me when something happens',
    notifyTitle: 'Latchkey',
    notifyBody: 'There is something new in your chat.',
    unreachable: 'The chat cannot be reached at the moment. Nothing is lost.',
    retry: 'Try again',
    stepOf: '{flow} · step {step} of {of}',
    ready: 'Ready to help',
    countdown: 'in {time}',
    resendHeld: 'It goes out by itself in {time}. Press the button again to stop that.',
    resendFree: 'Nothing is sent by itself.',
  },
  desk: {
    title: 'Support desk · Latchkey',
    heading: 'Support desk',
    about: 'For trying things out. In service, the desk is a channel in Teams.',
    placeholder: 'Type a command, for example: cases open',
    name: 'Your name',
    defaultName: 'Agent 1',
    rename: 'Change',
    badName:
      'A name has up to 40 letters, digits, spaces, dots, dashes and apostrophes, and begins with a letter or a digit.',
    openChat: 'Open the customer chat',
    connectedAs: 'Connected as {name}',
    ended: 'This window had rested too long and joined the desk anew.',
    unreachable: 'The desk cannot be reached at the moment. Nothing is lost.',
  },
  starts: {
    retrieve: 'I forgot my account',
    reset: 'I forgot my password',
    support: 'I want to talk to a person',
  },
  check: {
    title: 'A quick check',
    question: 'Are you a person?',
    why: 'Before anything is sent, we check that no program is asking. Nothing about you is collected.',
    words: 'The chat shows the same two words. If it shows others, close this page.',
    label: "I'm not a robot",
    continue: 'Continue',
    verifying: 'Checking, this takes a few seconds…',
    verified: 'Checked',
    failed: 'The check could not be confirmed. Please try once more.',
    expires: (p: { minutes: number }) =>
      p.minutes === 1
        ? 'This page works for one more minute.'
        : `This page works for ${p.minutes} more minutes.`,
    error: 'The check did not work. Load this page again.',
    withoutScript:
      'JavaScript is off in this browser. The check works without it too: press Continue, wait for 20 seconds, and press it again.',
    slowTitle: 'One moment',
    slow: (p: { seconds: number }) =>
      p.seconds === 1
        ? 'Please wait one more second, then press Continue.'
        : `Please wait ${p.seconds} more seconds, then press Continue.`,
    inChat: 'Check now',
    inChatFailed: 'The check did not work. Please press the button once more.',
    inChatGone: 'This check is too old. Ask for a new one.',
    doneTitle: 'Thank you',
    done: 'That is done. Go back to the chat: it goes on there by itself.',
    close: 'You can close this page now.',
    toChat: 'Back to the chat',
  },
  secret: secretEn,
  problems: {
    gone: {
      title: 'This link is no longer open',
      text: 'A link works once and for a short time. Go back to the chat and open it there again, or ask for a new one.',
    },
    foreign: {
      title: 'This form cannot be used',
      text: 'It was not made for this link. Nothing was changed. Open the link in the chat once more.',
    },
    stale: {
      title: 'This form is out of date',
      text: 'It belongs to an earlier step of this page, or was sent twice. It changed nothing by itself.',
    },
    missing: {
      title: 'There is nothing here',
      text: 'The address may have been cut off. Copy it whole, or open the link in the chat.',
    },
    wrong: {
      title: 'That could not be read',
      text: 'What arrived was not what this page sends. Go back and try again.',
    },
    busy: {
      title: 'A moment, please',
      text: 'Too many requests came from your side. Wait a minute and try again.',
    },
    down: {
      title: 'We cannot do this right now',
      text: 'Something behind this page is not answering. Nothing is lost; try again in a minute.',
    },
    toChat: 'Start a chat',
    toPage: 'Show the page as it is now',
  },
  inbox: {
    title: 'Inbox',
    about:
      'What the mock gateway delivered, newest on top. In service this goes to phones and mailboxes.',
    to: 'To',
    everybody: 'Everybody',
    filter: 'Show',
    empty: 'Nothing has been sent yet',
    emptyHint: 'Ask for a code in the chat and it appears here by itself.',
    sms: 'SMS',
    email: 'Email',
    copy: (p: { code: string }) => `Copy code ${p.code}`,
    copied: 'Copied',
    open: 'Open link',
    arrived: 'New messages arrived.',
    count: (p: { count: number }) => (p.count === 1 ? '1 message' : `${p.count} messages`),
  },
}

export type Texts = typeof en
