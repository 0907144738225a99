import { phrases } from '../../src/flow/phrases.ts'
import type { Rung } from '../../src/flow/ladder.ts'

/** What retrieve account says in English; the type is the catalogue every other language fills. */
export const en = {
  name: 'Find my account',
  entry: phrases(`retrieve account | retrieve my account | find account | recover my account
        | i forgot my account | forgot account | which account do i have
        | find my login | i lost my account | what is my account id
        | i don't know my account | i can't find my account | account lookup`),
  askMethod:
    'How would you like to look for your account? Its details go by text to the mobile number bound to it; they are never shown in this chat.',
  askMobile:
    'Which mobile number is bound to the account? It must be one you can still receive texts on: I will send it a code. A number from outside the usual country starts with +, such as +1 or +44.',
  askAccountId: (p: { example: string }) => `What is the account ID? It looks like ${p.example}.`,
  askServerIp:
    'What is the public IP address of a server you bought or look after, such as 203.0.113.10?',
  askCode: (p: { mask: string; validFor: string }) =>
    `If an account is bound to ${p.mask}, I have just texted a 6-digit code to that number. It works for ${p.validFor}. What is the code?`,
  briefly: {
    'ask-method': 'How would you like to look for your account?',
    'confirm-value': null,
    'ask-mobile': 'Which mobile number is bound to the account?',
    'ask-account-id': 'What is the account ID?',
    'ask-server-ip': 'What is the public IP address of the server?',
    'ask-code': 'What is the 6-digit code?',
  },
  confirmValue: {
    mobile: (p: { value: string }) =>
      `That looks like a mobile number, ${p.value}. Shall I look for the account bound to it?`,
    'account-id': (p: { value: string }) =>
      `That looks like an account ID, ${p.value}. Shall I look for that account?`,
    'server-ip': (p: { value: string }) =>
      `That looks like a server address, ${p.value}. Shall I look for the account it belongs to?`,
  },
  /** To whoever corrected the end of the number. */
  meant: (p: { value: string }) =>
    `Did you mean ${p.value}? After a yes I look for the account bound to that number instead.`,
  form: {
    country: 'Country or region',
    mobile: 'Mobile number',
    mobileExample: '138 0013 8000',
    send: 'Send',
    accountId: 'Account ID',
    serverIp: 'Server IP address',
    next: 'Next',
    code: '6-digit code',
    codeExample: '123456',
    verify: 'Verify',
  },
  notices: {
    method: {
      example: 'I could not tell which of these you mean.',
      format: 'One of these words is enough, or paste the number or the address itself.',
      'other-way':
        'If you have none of these at hand, an old bill shows the account ID, and the console shows the server’s address.',
      person: 'If none of these is left, say “a person” and someone will help you.',
    },
    corrected: (p: { value: string }) =>
      `I use ${p.value} now instead. If an account is bound to it, I have just texted a 6-digit code there.`,
    badCode: 'The code has exactly 6 digits, and I could not find them in that message.',
    wrongCode: 'That code is wrong or no longer valid; only the one in the newest text counts.',
    wrongCodeLast: (p: { left: number }) =>
      p.left === 1
        ? 'That code is wrong or no longer valid. You have 1 try left.'
        : `That code is wrong or no longer valid. You have ${p.left} tries left.`,
    'expired-code': 'That code is too old to work. Ask for a new one with Resend.',
    'code-resent':
      'If an account is bound to that number, a new code is on its way. Only the newest one works.',
    'code-stands': (p: { duration: string }) =>
      `The code I sent a moment ago still works. If it does not arrive, I can send another in ${p.duration}.`,
    'same-number': 'That is the number the code went to.',
    wait: (p: { duration: string }) =>
      `I can send the next code to that number in ${p.duration}. You can also look another way meanwhile.`,
    'too-many': (p: { duration: string }) =>
      `That was asked for so often that I have to pause it for ${p.duration}. You can look another way meanwhile, or ask for a person.`,
    'got-nothing':
      'Texts can take a few minutes. If none comes, the details may belong to another number or account, so it is worth looking another way.',
    'no-mobile':
      'Then let us look another way. If the number bound to the account no longer works at all, say “a person” and someone will help.',
    accountId: {
      'too-short': 'That is too short for an account ID.',
      'too-long': 'That is too long for an account ID.',
      'other-signs': 'That cannot be an account ID.',
    },
    octet: (p: { value: string; position: string }) =>
      `The ${p.position} number, ${p.value}, cannot be part of an address: each of the four goes from 0 to 255, without a zero in front.`,
    position: ['first', 'second', 'third', 'fourth'],
    serverIp: {
      'not-an-address': 'That is not an IP address.',
      port: 'Please leave out the port and give the address alone.',
      cidr: 'That is a range of addresses. Please give one address.',
      zone: 'Please leave out the part after the % sign.',
      private:
        'That is a private address: many networks use the same one, so it cannot lead to an account.',
      loopback: 'That address always means the computer itself, so it cannot lead to an account.',
      'link-local': 'That address only exists inside one network, so it cannot lead to an account.',
      documentation: 'That address is reserved for examples, so no server has it.',
      multicast: 'That address belongs to a group of computers, so it cannot lead to an account.',
      reserved: 'That address is reserved, so no server has it.',
    },
  },
  nudges: {
    mobile: {
      example: 'A number looks like 138 0013 8000, or +44 7400 123456 from abroad.',
      format:
        'Please type digits only, with + and the country code in front if it is not a local number.',
      'other-way': 'You can also look by account ID or server IP instead.',
      person: 'If this does not work out, say “a person” and someone will help you.',
    },
    'account-id': {
      example: (p: { example: string }) => `An account ID looks like ${p.example}.`,
      format: 'Please type all of it and nothing else, just as it is written there.',
      'other-way': 'You can also look by mobile number or server IP instead.',
      person: 'If this does not work out, say “a person” and someone will help you.',
    },
    'server-ip': {
      example: 'An address looks like 203.0.113.10, or 2001:db8::10 for IPv6.',
      format: 'Please type the public address exactly as the console shows it.',
      'other-way': 'You can also look by mobile number or account ID instead.',
      person: 'If this does not work out, say “a person” and someone will help you.',
    },
    code: {
      example: 'It looks like 012345.',
      format: 'Please type the 6 digits from the newest text.',
      'other-way': 'You can ask for a new code with Resend, or use a different number.',
      person: 'If no code arrives, say “a person” and someone will help you.',
    },
  } satisfies Record<string, Record<Rung, string | ((p: { example: string }) => string)>>,
  choices: {
    mobile: {
      label: 'Mobile number',
      also: phrases(`mobile | phone | phone number | my phone | by phone | by mobile | cell phone
        | use my mobile number | use my mobile number instead | use my phone instead
        | use mobile | use phone | use mobile instead`),
    },
    'account-id': {
      label: 'Account ID',
      also: phrases(`id | my id | account number | by account id | by id | use my account id
        | use my account id instead | i know my account id | use id | use account id
        | use account id instead`),
    },
    'server-ip': {
      label: 'Server IP',
      also: phrases(`ip | ip address | server | my server | by server | by ip | server ip address
        | use my server ip | use my server ip instead | use an ip address | use ip
        | use server ip | use server ip instead`),
    },
    'no-mobile': {
      label: 'I no longer have that number',
      also: phrases(`i no longer have it | i lost my phone | my number changed | lost my number
        | i changed my number | i don't have that number | i lost my number`),
    },
    resend: {
      label: 'Resend',
      also: phrases(`resend code | resend the code | send again | send it again | new code
        | send a new code | another code | i didn't get it | i did not get it
        | didn't get it | no code | nothing arrived | it didn't arrive | code expired
        | i didn't get the code | nothing came | the code never arrived | no text`),
    },
    'different-number': {
      label: 'Use a different number',
      also: phrases(`not my number | that's not my number | that is not my number | different number | another number | change number | change the number
        | wrong number | i mistyped my number`),
    },
    yes: {
      label: 'Yes',
      also: phrases(
        `y | yes please | yeah | yep | correct | right | ok | okay | sure | go ahead | send | send it`,
      ),
    },
    no: { label: 'No', also: phrases(`n | nope | no thanks | wrong | not that`) },
    retype: {
      label: 'Try once more',
      also: phrases(`type the number again | type it again | i mistyped | i mistyped it | i mistyped the number | i typed the wrong number | wrong number
        | the number was wrong | typo in the number | let me type it again | try again | once more | retype`),
    },
    gotNothing: {
      label: 'I got nothing',
      also: phrases(`got nothing | nothing came | i received nothing | no message | no text
        | i didn't get anything | nothing arrived`),
    },
  },
  /** What is said to questions and doubts. */
  answers: {
    numberByMail:
      'An account is found by text alone, since its details go to the number bound to it. A forgotten password can be reset by mail instead.',
    byName:
      'An account cannot be found by a name or a mail address, since others could guess those.',
    idLooks: (p: { example: string }) =>
      `An account ID looks like ${p.example}. Bills, orders and the corner of the console show it.`,
    ipLooks:
      'It is the number by which a server is reached on the internet, such as 203.0.113.10. The console shows it beside the server.',
    noId: 'Then look by the mobile number or by the address of a server. If you have neither, say “a person”.',
    noIp: 'Then look by the mobile number or by the account ID. If you have neither, say “a person”.',
    noName:
      'A domain or a name of the server will not do: I need its address in numbers, which the console shows beside it.',
    anyServer: 'Any one of them will do.',
    codeByMail:
      'A code for finding an account goes by text alone. You can look another way below, or reset a forgotten password by mail.',
  },
  closing: {
    informed:
      'Thank you. If what you gave me fits an account, its details are on their way by text to the mobile number bound to it. Please check your messages; they can take a few minutes.',
    exhausted:
      'That code has been tried too often, so it no longer works and I have stopped here. You can start again, look another way, or ask for a person.',
    tooMany: (p: { duration: string }) =>
      `There were too many wrong codes, so for your safety I have to pause this for ${p.duration}. You can look another way meanwhile, or ask for a person.`,
    left: 'All right, I have stopped looking. Is there something else I can do?',
  },
  help: {
    'ask-method':
      'Pick what you still know: the mobile number bound to the account, its account ID, or the public address of one of its servers. You can also just paste it here.',
    'confirm-value':
      'I recognised what you pasted and want to be sure before I use it. Answer yes or no, or type another value.',
    'ask-mobile':
      'It is the number that was given for the account, where codes and notices about it arrive. Type it whole; if you no longer have it or do not know it, look by account ID or server IP, or say “a person”.',
    'ask-account-id':
      'It is the name of the account itself; bills, orders and the corner of the console show it. Without it, look by mobile number or server IP, or say “a person”.',
    'ask-server-ip':
      'It is the public IPv4 or IPv6 address of a server the account owns or manages; the console shows it beside the server, and private ones such as 10.0.0.1 lead to no account. Without it, look by mobile number or account ID, or say “a person”.',
    'ask-code':
      'Type the 6 digits from the newest text; every older code is void, and “status” tells how long it works. If nothing came, wait a minute and choose Resend; without that phone, look another way.',
  },
  why: {
    'ask-method':
      'I need one thing that belongs to the account to look for it. I keep it for this conversation only.',
    'confirm-value':
      'I ask so that I do not send a text you did not want. I keep the value for this conversation only.',
    'ask-mobile':
      'Only the person with that phone can read what I send there, so nobody else learns about your account. I keep the number for this conversation only.',
    'ask-account-id':
      'The ID leads me to the account, and the details go to its bound number. I keep the ID for this conversation only.',
    'ask-server-ip':
      'The address leads me to the account that has the server now, and the details go to its bound number. I keep the address for this conversation only.',
    'ask-code':
      'The code shows that the phone is in your hands. It works once, in this conversation only, and I store no readable copy.',
  },
  status: {
    finding: 'You are finding your account. Nothing about it has been changed.',
    codeSent: (p: { mask: string; duration: string }) =>
      `You are finding your account. A code for ${p.mask} works for ${p.duration} more, if an account is bound to that number.`,
    codeOver: (p: { mask: string }) =>
      `You are finding your account. The last code for ${p.mask} is too old by now.`,
  },
}

/** The shape every language fills. */
export type Texts = Omit<typeof en, 'briefly'> & {
  readonly briefly: Readonly<Record<keyof (typeof en)['briefly'], string | null>>
}
