import { legalEn } from './legal-texts.en.ts'
import { secretEn } from './secret-texts.en.ts'

/** What the pages say. Its type is the catalogue: another language that misses a text does not compile. */
export const en = {
  tagline: 'Get back into your account',
  promise: 'Passwords are never typed here',
  chat: {
    title: 'Get back into your account',
    newChat: 'New chat',
    newChatQuestion: 'Start a new chat? What is on the screen now will be gone.',
    language: 'Language',
    label: 'Chat',
    placeholder: 'Type your answer',
    needsScript:
      'The chat needs JavaScript. Please turn it on in your browser and load this page again.',
    you: 'You:',
    bot: 'Assistant:',
    filled: '✓ {label}: {value}',
    send: 'Send',
    look: 'Show new messages',
    choices: 'Answers to choose from',
    offline: 'You are offline. What you write is kept, and sent once you are back.',
    busy: 'It is very busy right now. What you wrote is kept, and sent in a moment.',
    busyForm:
      'It is very busy right now. Nothing was sent: what you wrote is in the field. Please send it again in a moment.',
    refused: 'That could not be sent. It is in the field again.',
    notKept:
      'A code or a secret is not kept when the page is loaded again. If what you typed last has no answer here, please type it again.',
    notLeft:
      'The chat could not be ended, because the server cannot be reached at the moment. It goes on here as it was.',
    notLeftOffline: 'You are offline, so the chat could not be ended. It goes on here as it was.',
    restBack:
      'The rest of your message is in the field again, without what looked like a password.',
    cut: 'Only {count} characters fit here. The rest was left out.',
    connecting: 'Opening the chat…',
    ended:
      'Your last chat is not open here any more: it rested too long, was left in another tab, or was opened again by a link. This is a new one.',
    elsewhere: 'You have a chat open in another tab, and it goes on there. This is a new one.',
    cleared:
      'Your last chat cannot be found any more: this browser was told to forget it. This is a new one.',
    unkept:
      'Your last chat cannot be found any more: this browser did not keep it. This is a new one.',
    notify: 'Notify me when something happens',
    notifyBody: 'There is something new in your chat.',
    unreachable: 'The chat cannot be reached at the moment. Nothing is lost.',
    retry: 'Try again',
    stepOf: '{flow} · step {step} of {of}',
    ready: 'Ready to help',
    done: '{flow} · done',
    sent: '{flow} · sent',
    countdown: 'in {time}',
    resendHeld:
      'It goes out by itself when the time on the button is over. Press it again to stop that.',
    resendFree: 'Nothing is sent by itself.',
  },
  desk: {
    title: 'Support desk',
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
    person: 'I want to talk to a person',
    change: 'I want to change my password',
    account: 'Show my account',
    'sign-in': 'I want to sign in',
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
  legal: legalEn,
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
  embed: {
    open: (p: { name: string }) => `Need help? Ask ${p.name}`,
    close: 'Close',
    title: (p: { name: string }) => `${p.name}: get back into your account`,
    unread: '{count} new',
    demoTitle: 'A page of another site',
    demoAbout: (p: { origin: string }) =>
      `This page is not of the chat’s origin: ${p.origin} is. The button in its corner comes from /embed.js, and opens the chat in a frame.`,
    demoOpen: 'Open the chat',
    demoClose: 'Close the chat',
    demoLeft: 'button on the left',
    demoStart: 'begins with the password',
    demoLanguage: '中文',
    demoTold: 'What this page is told',
  },
  inbox: {
    title: 'Inbox',
    link: 'Inbox of this trial',
    about:
      'What the mock gateway delivered, newest on top. In service this goes to phones and mailboxes.',
    to: 'To',
    everybody: 'Everybody',
    search: 'Search',
    filter: 'Show',
    empty: 'Nothing has been sent yet',
    emptyHint: 'Ask for a code in the chat and it appears here by itself.',
    noHit: 'No message is like that',
    noHitHint: 'Show everybody, or search for less.',
    all: 'Show all messages',
    sms: 'SMS',
    email: 'Email',
    copy: (p: { code: string }) => `Copy code ${p.code}`,
    copied: 'Copied',
    open: 'Open link',
    asHtml: 'As a mail program shows it',
    htmlTitle: (p: { subject: string }) => `The mail “${p.subject}”`,
    unread: 'New',
    markRead: 'Mark all as read',
    clear: 'Delete all',
    clearQuestion: 'Delete every message here?',
    phone: 'As a phone',
    list: 'As a list',
    status: {
      delivered: 'Delivered',
      late: 'On its way',
      failed: 'Failed, will be tried again',
      refused: 'Refused for good',
    },
    simulate: 'Let the gateway fail',
    simulateAbout: 'What happens to messages from now on. A restart forgets it.',
    whom: 'For which number or mailbox',
    becomes: 'Messages',
    outcomes: {
      late: 'arrive late',
      failed: 'fail, and are tried again',
      refused: 'are refused for good',
    },
    seconds: 'Seconds late',
    once: 'The next message only',
    kind: 'Which kind of message',
    everyKind: 'Every kind',
    apply: 'From now on',
    arrive: 'Deliver it now',
    next: 'What happens to the next one like this',
    nextBecomes: {
      late: (p: { seconds: number }) => `${p.seconds} seconds late`,
      failed: () => 'Fails, and is tried again',
      refused: () => 'Refused for good',
    },
    ruleKind: (p: { to: string; kind: string }) => `${p.to}, ${p.kind}`,
    restore: 'Deliver everything again',
    rule: (p: { to: string; becomes: string }) => `${p.to}: ${p.becomes}`,
    ruleLate: (p: { to: string; seconds: number }) => `${p.to}: ${p.seconds} seconds late`,
    ruleOnce: (p: { rule: string }) => `${p.rule}, the next message only`,
    arrived: 'New messages arrived.',
    count: (p: { count: number }) => (p.count === 1 ? '1 message' : `${p.count} messages`),
  },
}

export type Texts = typeof en
