import type { LanguageTexts } from '../../src/flow/language.ts'
import { phrases } from '../../src/flow/phrases.ts'
import { concepts, signs } from './concepts.en.ts'

const words = (line: string): readonly string[] => line.split(/\s+/)

/** How people say in English what is understood everywhere. Slips of the finger need no row. */
export const en: LanguageTexts = {
  commands: {
    help: phrases(`help | help me | i need help | can you help me | i'm stuck | i am confused | i don't understand
      | what do you mean | what should i do | what am i supposed to do | what do i do | what do i do now | how does this work | how do i do this
      | what can you do | what are my options | show me the options | instructions | how | i'm lost | not sure
      | what now | now what | and now what | i don't know what to do | give me a hint | explain | example | what does this mean`),
    cancel:
      phrases(`cancel | cancel this | cancel it | cancel that | cancel everything | stop | stop this | stop it
      | quit | exit | abort | never mind | nevermind | forget it | forget about it | i changed my mind
      | i don't want this anymore | i don't want to continue | i don't want to do this | leave it | let's stop here
      | i remember it now | i remember now | i remember it | i think i remember it | i found it myself | i give up | end this | get me out of here | drop it | not anymore`),
    back: phrases(`back | go back | step back | one step back | previous | previous step | previous question | undo
      | go back one step | take me back | return | last question | back up | the step before
      | i made a mistake | let me correct that | i want to change my answer | that was wrong | oops`),
    'start-over':
      phrases(`start over | start again from the beginning | start from scratch | restart | reset this
      | begin again | from the beginning | from the top | from scratch | let's start over | start afresh | start anew
      | go back to the beginning | go to the start | back to the start | reset the conversation | new conversation | redo everything`),
    status:
      phrases(`status | my status | what's the status | what is the status | where am i | where are we
      | where was i | how far am i | what's happening | what is going on | what's going on | any news | any update
      | progress | what's left | how much longer | what are you waiting for | is it done | did it work | status of my request
      | what step is this`),
    why: phrases(`why | but why | why is that | why not | what for | why do you ask | why are you asking | why do you need this
      | why do you need that | why do you want to know | why do you need to know that | why do i have to do this
      | why do i have to | why is this necessary | is this necessary | is this really needed | what is this for
      | what do you need it for | what do you need that for | what is it for | do i have to | do i really have to
      | why do you need my number | why do you need my phone number | why do you need my email | what's the reason`),
    repeat:
      phrases(`repeat | repeat that | repeat it | repeat the question | say that again | say it again | again
      | come again | once more | one more time | what did you say | what was that | what was the question | pardon
      | i didn't catch that | i missed that | show that again | show it again | ask again | ask me again | can you repeat | sorry what`),
    language:
      phrases(`language | languages | change language | change the language | switch language | switch the language
      | other language | another language | different language | choose language | choose my language | language settings
      | set language | i don't speak english | i don't speak chinese | i don't understand english | i don't understand chinese
      | how do i change the language | how can i change the language | which languages do you speak | what languages do you speak | what languages can you speak | do you speak other languages | can we use another language`),
    person:
      phrases(`person | a person | human | a human | agent | live agent | an agent | operator | representative | support
      | support team | customer service | customer support | real person | a real person | somebody real | someone real
      | talk to a person | talk to a human | talk to a real person | talk to someone | talk to somebody | talk to an agent | talk to support
      | speak to a person | speak to a human | speak to a real person | speak to someone | speak to an agent | speak with someone
      | speak with a person | speak with a human | speak with an agent | talk with a person | talk with someone | chat with a person
      | chat with a human | chat with an agent | get me a human | get me a person | get me an agent | connect me to an agent
      | connect me with someone | connect me to a person | transfer me | transfer me to an agent | contact support
      | call customer service | a human being | i want a human | i need a human | i need a person`),
    'sign-out':
      phrases(`sign out | sign me out | log out | log me out | logout | signout | log off | log me off | sign off
      | end my session | end the session | close my session | disconnect me | sign out of my account
      | log out of my account | forget me | exit my account | leave my account`),
    menu: phrases(`menu | main menu | the menu | show menu | show the menu | show me the menu | back to the menu
      | go back to the menu | go to the menu | back to menu | home | go home | main page | main screen | all options
      | list of options | what else can you do | something else | i want something else | do something else | other topics`),
  },
  smalltalk: {
    greeting:
      phrases(`hi | hello | hey | hi there | hello there | hey there | good morning | good afternoon | good evening
      | good day | greetings | howdy | how are you | how are you doing | how's it going | nice to meet you | anybody there
      | anyone there | is anyone there | are you there | yo | hiya | morning | helo | hallo`),
    thanks:
      phrases(`thanks | thank you | thanks a lot | thank you so much | thank you very much | many thanks | thx | ty | cheers
      | great thanks | perfect thanks | that's very kind | much appreciated | i appreciate it | appreciated | you're great
      | that helped | thanks for your help | thank you for your help | thanks for the help | well done | good bot | awesome | great job | brilliant`),
    bot: phrases(`are you a bot | are you human | are you a human | are you a robot | are you real | are you a real person
      | are you a person | is this a bot | is this a robot | am i talking to a bot | am i talking to a human | am i talking to a real person
      | am i talking to a person | am i chatting with a bot | am i speaking to a robot | who are you | what are you | who am i talking to
      | are you an ai | are you chatgpt | is this automated | what is your name | what's your name | is there a human behind this`),
    trust:
      phrases(`is this a scam | is it a scam | is this some kind of scam | are you a scam | are you scammers | are you a scammer | scam
      | is this fraud | is this a fraud | is this phishing | is this a phishing site | phishing | is this legit | is it legit
      | are you legit | is this real | is this for real | is this official | is this the official site | is this genuine
      | is this safe | is it safe | is this secure | is it secure | is that safe | can i trust you | can i trust this
      | how can i trust you | why should i trust you | how do i know this is real | how do i know this is not a scam
      | how do i know it is really you | how do i know you are real | how do i know this is safe | are you trying to scam me
      | are you stealing my data | are you going to steal my account | this looks like a scam | this feels like a scam | sounds like a scam
      | is my data safe | is my data safe here | what do you do with my data | are you really from the company`),
    privacy: [],
    access: [],
    hours: [],
    goodbye: [],
    upset: [],
    filler: [],
    wait: [],
    cost: phrases(`is it free | is this free | is this free of charge | is it free of charge | free of charge | is this service free
      | does it cost anything | does this cost anything | does it cost money | does this cost money | how much does it cost
      | how much does this cost | how much is it | how much is this | what does it cost | what does this cost | do i have to pay
      | do i need to pay | do i have to pay for this | do i have to pay anything | will i be charged | will you charge me | am i charged for this | is there a fee
      | are there any fees | is there a charge | what is the price | does the text cost me anything`),
    duration:
      phrases(`hurry | hurry up | faster | be quick | how long | how long does this take | how long does it take | how long will this take | how long will it take
      | how long is this going to take | how long is it going to take | how long do i have to wait | how long must i wait | how long should i wait
      | how long till it comes | how long until it comes | how long until i get it | how long till i get it | how long does that take
      | will this take long | will it take long | does this take long | does it take long | is this going to take long
      | how many minutes | how many minutes does it take | how quick is this | how fast is this | when will it be done | when will this be done | when will i get it
      | when do i get it | when does it come | when will it come | when is it done`),
  },
  languages: {
    en: phrases('english | en'),
    'zh-CN': phrases('chinese | simplified chinese | mandarin | zh'),
  },
  otherLanguages:
    phrases(`spanish | french | german | portuguese | italian | russian | arabic | hindi | japanese | korean | turkish
    | vietnamese | thai | indonesian | malay | dutch | ukrainian | cantonese | tagalog | urdu | bengali | swahili | greek | hebrew | farsi
    | persian | swedish | tamil | español | espanol | castellano | français | francais | deutsch | italiano | português`),
  argumentWords: {
    language:
      phrases(`language | speak | switch | switch to | change | change to | change language to | switch language to
      | set language to | use | reply in | answer in | write in | continue in | talk | do you speak
      | can you speak | version | understand | know | have | another language like | offer | available | there somebody who speaks`),
    status:
      phrases(`case | ticket | case number | ticket number | status | status case | status of case
      | status of ticket | status ticket | check case | check ticket | show case | what about case
      | how is case | what happened to case | update on case | what is the status of case
      | what's the status of case | any news on case | any update on case | ticket status | case status | ticket is | re case | re ticket | what happened to | what about ticket | case no | news on case`),
  },
  noSlips:
    phrases(`sign up | forgot id | edit | exist | bank | pack | black | jack | lack | hack | text | next
  | hell | held | heap | kelp | stay | stops | shop | step | suit | quiz | quiet | quite | many | mend | meno | hero
  | phones | parson | season | argent | urgent | home | some | come | hope | states | stats | human | peat
  | resend | send | sent | cancer | channel | reset | rest | best | test`),
  sentence: {
    weak: words(`i ill im ive me my myself we us you your u the a an this that these it its to of for at in on with
      and or so then please pls plz kindly can could would will shall may do does did want wanna need needs like try
      trying some supposed take gotta get got let lets going gonna just now ok okay well um uh er hmm hey hi hello oh
      really actually maybe think again right away here there be is are am was have thanks thank sorry too already
      instead now immediately quickly`),
    negations: words('dont not never no nor without cant cannot wont isnt doesnt didnt'),
    doubts: words('lost lose broke broken changed gone stolen dead expired what how which'),
    contrasts: words('but however rather'),
    settled: [
      /\b(?:not|never|dont|didnt|havent|hasnt|isnt|wasnt) (?:really |actually )?(?:forget|forgot|forgotten|lost|lose)\b/,
      /\balready (?:did |have )?(?:reset|changed|updated|recovered)\b.*\b(?:password|account)\b/,
      /\b(?:reset|changed|updated) (?:my|the) (?:password|account)\b.*\b(?:yesterday|already|last week)\b/,
      /^(?:no |its |it is )?not (?:the|my|about) /,
      /\b(?:dont|do not|not) (?:really )?(?:want|need|trying) to (?:reset|recover|retrieve|find)\b/,
      /^(?:but |and |well |so )?(?:i |we )(?:do |still |already |can )?(?:remember|know|have) (?:my|the) (?:password|pass|pin)\b/,
    ],
    elses: [
      /\b(?:my|his|her|their|our) (?!(?:own|old|new|main|first|other|second|user|sub|cloud|company|locked|blocked|frozen|hacked|lost|forgotten|current|existing|root|master|admin|business|work|login|sign|password|email|phone|account|whole|entire|fucking|damn|bloody|stupid)\b)[a-z]+ (?:account|password|login)\b/,
      /\b(?:his|her|their|boyfriends?|girlfriends?|friends?|brothers?|sisters?|mums?|mothers?|dads?|fathers?|sons?|daughters?|wifes?|husbands?|bosss?|kids?|customers?|users?) (?:[a-z]+ )?(?:account|password|login)\b/,
    ],
    identity: [
      /^(?:are you|is this|is that|is it|am i (?:talking|speaking|chatting|writing) (?:to|with)) (?:really |actually |just |only )?(?:an? |the |some )?(?:real |live |actual |chat )?(?:human|person|bot|robot|machine|ai|computer|program|agent)\b/,
    ],
    refusals: phrases('dont want | dont really want | not want | dont need'),
    reasons: phrases('why do you | why are you | why should i'),
    folds: [
      { pattern: /\b(?:pwd|pw|passwd|psw|pswd|passwrd|pass word)\b/g, by: 'password' },
      { pattern: /\b(?:acct|accnt|acnt|accts|a\/c)\b/g, by: 'account' },
      { pattern: /\be[ -]mail(?=s?\b)/g, by: 'email' },
      { pattern: /\bid (?=like|love|prefer|rather|want)/g, by: 'i would ' },
    ],
    ordinals: {
      pattern:
        /^(?:(?:i |ill |i would |let us )?(?:like|choose|pick|take|want|use|select) )?(?:the )?(?:option |number |choice |no )?(\d{1,2}(?=st|nd|rd|th|\b)|[a-z]+)(?:st|nd|rd|th)?(?: one| option| choice)?(?: please)?$/,
      between: ' ',
      beside: words(
        'the one that which ends ending end in with on at number address mail email id i mean meant want it is use take please pls my to of',
      ),
      numbers: {
        former: 1,
        latter: -1,
        one: 1,
        two: 2,
        three: 3,
        four: 4,
        five: 5,
        six: 6,
        first: 1,
        second: 2,
        third: 3,
        fourth: 4,
        fifth: 5,
        sixth: 6,
        last: -1,
      },
    },
  },
  concepts,
  signs,
}
