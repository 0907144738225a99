import { cases, type PhraseCase } from './phrase-case.ts'

/** What people type in English, and what it must be taken for, under each kind of question. */
export const english: readonly PhraseCase[] = [
  // Anywhere a choice waits: commands in people's own sentences.
  ...cases(
    'choice',
    'help',
    `help please | could you help me please | I need some help | Help!! | hlep | pls help
    | can you help me with this | hmm, I'm stuck | what are my options? | what am I supposed to do | i dont understand this
    | what can you do for me | ok help`,
  ),
  ...cases(
    'choice',
    'cancel',
    `Cancel. | please cancel | cancel it please | I would like to cancel this now | can you stop this
    | canel | cancell | cacnel | oh never mind | nevermind | Forget it! | sorry, I changed my mind | i want to quit
    | please stop | actually, forget about it | exit please | cancel, i changed my mind | I want to cancel`,
  ),
  ...cases(
    'choice',
    'back',
    `go back please | can I go back | take me back please | I want to go back | bakc | previous step please
    | one step back please | oops, I made a mistake | back | could you go back one step | undo that`,
  ),
  ...cases(
    'choice',
    'start-over',
    `I want to start over | start over please | strat over | startover | restart please
    | can we start over | let's start from scratch | ok, from the beginning please | begin again please | restrat`,
  ),
  ...cases(
    'choice',
    'status',
    `what's the status? | status please | where are we now? | statsu | any news? | any update please
    | what is going on? | where am I? | how much longer?`,
  ),
  ...cases(
    'choice',
    'status 1042',
    `status 1042 | status of case 1042 | case 1042 | Case #1042 | ticket 1042 please
    | what is the status of case 1042 | any news on case 1042 | case no 1042
    | #1042 | No. 1042 | ticket 1042 status | what happened to 1042 | my case number is 1042 | case １０４２ | "case 1042"
    | case one zero four two | ticket number one oh four two please | my case number is one zero four two | what about case one zero four two`,
  ),
  ...cases(
    'choice',
    'why',
    `why? | But why?? | why do you need my number? | why do you need that | what is this for?
    | what do you need it for | do I really have to do that | is this really necessary? | why are you asking me this`,
  ),
  ...cases(
    'choice',
    'repeat',
    `could you repeat that please | say it again please | repaet | pardon? | what was the question?
    | one more time please | sorry, I didn't catch that | can you repeat that for me | repeat the question please`,
  ),
  ...cases(
    'choice',
    'language',
    `change language | language please | can I change the language please | how can I change the language | langauge | I want another language
    | which languages do you speak? | switch the language please`,
  ),
  ...cases(
    'choice',
    'language zh-CN',
    `Chinese | language chinese | switch to chinese | in Chinese please | can you speak Chinese?
    | language zh-CN | zh-CN | ZH_hans | switch to zh-Hans-CN please
    | Mandarin please | do you speak mandarin | please answer in Chinese | simplified Chinese please`,
  ),
  ...cases(
    'choice',
    'language en',
    `English | language english | speak english please | switch language to english
    | EN | en-US | language en_GB | language en-001
    | can we use English | change to English | i want english`,
  ),
  ...cases(
    'choice',
    'person',
    `I want to talk to a person please | can I speak to a human | human please | get me a real person
    | let me talk to someone | operator! | customer service please | agnet | could I please speak with an agent | I need a human
    | my phone is gone and I just want to talk to a person | this is hopeless, connect me to an agent
    | I cannot log in and want to talk to somebody | nothing works, can I talk to someone | real person now | humna | represenative | transfer me to an agent please`,
  ),
  ...cases(
    'choice',
    'sign-out',
    `sign out please | log me out | please sign me out | I'd like to log out | sing out | logout
    | sign me out now | can you log me off`,
  ),
  ...cases(
    'choice',
    'menu',
    `show me the menu | main menu please | go back to the menu | take me to the main menu | meun
    | home please | what else can you do? | I want something else`,
  ),

  // Small talk.
  ...cases(
    'choice',
    'greeting',
    `hi | Hello! | hey there | good morning | hi there please | helo | how are you? | hello hello`,
  ),
  ...cases(
    'choice',
    'thanks',
    `thanks | thank you so much! | thx | ok thanks | many thanks | great, thanks | cheers | thank you very much`,
  ),
  ...cases(
    'choice',
    'bot',
    `are you a bot? | are you a real person? | am I talking to a human? | who are you? | what's your name?
    | is this a robot | ok, are you a robot? | are you human or what are you`,
  ),

  // The waiting question's own choices: by label, other phrases, number, slip, and inside a sentence.
  ...cases(
    'choice',
    '#mobile',
    `Mobile number | mobile | by phone please | my phone number | 1 | the first one | first
    | option 1 | mobile numbr | I still have my phone | use my mobile number | number one | I'd like the first option please | 1.`,
  ),
  ...cases(
    'choice',
    '#account-id',
    `Account ID | account id please | 2 | the second | 2nd | acount id | I know my account id
    | I would like to use my account ID | second option`,
  ),
  ...cases(
    'choice',
    '#server-ip',
    `server ip | 3 | third one please | the last one | sever ip | last | I have a server ip
    | let us use the server ip`,
  ),
  ...cases(
    'choice',
    '?#account-id,#mobile',
    `mobile number or account id | either my account id or my mobile number`,
  ),

  // Other flows, from free words.
  ...cases(
    'choice',
    '@retrieve-account',
    `I forgot my account | i forgot which account I have | can't find my account
    | how do I find my account? | I want to retrieve my account | hello, I forgot my account | I lost my account
    | pls find account | find my acount | please help me find my account`,
  ),
  ...cases(
    'choice',
    '@reset-password',
    `I forgot my password | reset my password please | I need to reset my password
    | forgot password | how can I reset the old password | hi, I forgot my pasword | help me reset my password
    | I can't remember my password | i dont know my password anymore | password reset`,
  ),
  ...cases(
    'choice',
    '@change-contact',
    `change my contact number | I want to change my contact email | update my contact details
    | my contact email has changed`,
  ),
  ...cases('choice', '?@change-password,@reset-password', `password`),

  // Nothing that is known: never guess, least of all a command.
  ...cases(
    'choice',
    'words',
    `cancel my server | please cancel my server | stop my instance | help my server is down
    | back up my database | I want my money back | the status page is red | my language model broke
    | don't cancel | I don't want to cancel | do not stop | I don't want to talk to a person | I don't really want to speak with an agent | edit | bank | 4 | option 9 | 0
    | the agent of my company bought it | the fifth | restart my server | I don't want to reset my password
    | blue | 13800138000 | qwertyuiop | ??? | 👍 | what is a server ip | the weather is nice | I want to order a pizza | zzzz`,
  ),

  // Neither a break-in nor *sign out*.
  ...cases('choice', '!outside', 'log out all my users'),

  // A question for a value: what looks like one is the answer, the rest is understood as ever.
  ...cases(
    'value',
    'words',
    `13800138000 | +44 7400 123456 | 123456 | my code is 123456 | 203.0.113.10 | 2001:db8::10 | 1
    | li.wei@example.com | lee@example | 100000000012 | no, the number is 13900139000 | option 2 | the first
    | dead:beef::cafe | foo_bar | cancel 2 servers | lee.wei | １２３４５６ | billing@example.com, ops@example.com
    | b@x.com.br o@x.com.br | it's on 2 phones | my wife has the number | fjdksl`,
  ),
  ...cases('value', '^lacks', `I have no clue | my ex has it | that one was cut off`),
  ...cases('value', '^stops', `stop texting me | can I do this later`),
  ...cases('value', '^explains', `what does it look like | which one do you mean`),
  ...cases('value', 'cancel', `cancel | please cancel | canel | I would like to cancel this now`),
  ...cases('value', 'back', `back | go back please`),
  ...cases('value', 'help', `help | I'm stuck`),
  ...cases('value', 'why', `why | why do you need my number`),
  ...cases('value', 'status 1042', `status 1042`),
  ...cases('value', 'person', `a person | I lost my phone last week and want to speak to a human`),
  ...cases('value', '#account-id', `account id | I'd rather use my account id instead of this`),
  ...cases('value', '#server-ip', `use my server ip instead | server ip`),
  ...cases('value', '@reset-password', `I forgot my password`),
  ...cases('value', 'thanks', `thank you`),

  // A question for a description: only whole phrases interrupt it.
  ...cases(
    'words',
    'words',
    `I cannot sign in | my phone broke and I want to talk to a person about it | canel | hepl | thanks | hi
    | 1 | the first | I forgot my password | mobile number does not get texts | cancel my server | reset my password
    | I would like to cancel my order and go back | 13800138000 | status unknown | why does it fail every time`,
  ),
  ...cases('words', 'cancel', `cancel | please cancel | never mind`),
  ...cases('words', 'help', `help | help me please`),
  ...cases('words', 'person', `talk to a person | agent`),
  ...cases('words', 'back', `back | go back`),
  ...cases('value', 'language zh-CN', `language zh-CN | zh_CN`),
  ...cases('value', '~pt', `não consigo com conta a@b.com`),
  ...cases('words', 'words', `my zh-CN.example.com and en-us@example.com are down`),
  ...cases('words', 'language zh-CN', `language chinese | language zh-CN | language zh_hans`),
  ...cases('words', '#mobile', `Mobile number`),
  // Situations are met inside a flow, too, and a flow may be begun on top of it.
  ...cases('choice', '!lost-phone', `my phone is broken`),
  ...cases('choice', '!change-number', `my mobile number changed`),
  ...cases('choice', '@retrieve-account', `how do I see my account id`),
]
