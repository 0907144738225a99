import type { MobileRefusal } from '../../src/domain/mobile.ts'
import { phrases } from '../../src/flow/phrases.ts'

/** What several flows say in the same words, in English; the type is the catalogue every other language fills. */
export const en = {
  choices: {
    'command:person': { label: 'A person', also: phrases(`a person please | person | somebody`) },
    'situation:lost-phone': {
      label: 'I don’t have that phone',
      also: phrases(`i no longer have that phone | i no longer have that number | i lost my phone | i lost that phone
        | lost phone | my phone was stolen | my phone is gone | i don't have the phone | i don't have my phone
        | i don't have that number`),
    },
    'situation:lost-mailbox': {
      label: 'I can’t open that mailbox',
      also: phrases(`i cannot open that mailbox | i no longer have that mailbox | i no longer have that email
        | i don't have that mailbox | i don't have that email | i can't get into that mailbox | i lost that mailbox`),
    },
    again: { label: 'Start again', also: phrases('try again | once more | again') },
    'new-link': {
      label: 'Send a new link',
      also: phrases(`new link | another link | the link does not work | the link doesn't work | link expired
      | the link is too old | again | resend | resend link | resend the link`),
    },
  },
  /** A person's own words, marked as theirs. */
  supportSaid: (p: { name: string; text: string }) => `${p.name} (support team): ${p.text}`,
  /** A plain yes or no, where something is done after it. */
  consent: {
    yesItself: ['yes'],
    noItself: ['no'],
    yes: phrases(`yes | y | yep | yup | yeah | yea | yah | yes sir | ok | okay | okey | k | kk | sure | sure thing | of course
      | certainly | absolutely | definitely | right | correct | exactly | that is right | thats right | that is correct
      | thats correct | go | go ahead | go for it | do it | please do | do so | confirm | confirmed | i confirm | i agree | agree
      | agreed | sounds good | looks good | looks right | fine | fine by me | indeed | by all means | i am sure | im sure
      | i do | it is | all right | alright | proceed | lets do it | lets go | works for me | affirmative | positive | yess | yeahh
      | yes do | aye | okie | okk | oki | dokey | all good | that is fine | thats fine | that is ok | thats ok | thats good | thats it
      | good | great | perfect | very well | good to go | go on | true | you bet | deal | yes maam | mhm | it is right
      | its right | all correct | everything is correct | looks correct | looks ok | i accept | accept | accepted | approved
      | ya | ye | yas | i said yes | i already said yes | no problem | no problem at all | np | not a problem | no objection | no objections
      | make it so | that is it | that is the one | thats the one | sure why not | be my guest | aye aye | roger | affirm | totally | for sure`),
    /** What only sounds like a yes. */
    neither: phrases(
      'yeah right | please confirm | confirm please | correct it | correct this | correct that | no worries | no bother | dont worry | no hurry | no rush',
    ),
    no: phrases(`no | n | nope | nah | no thanks | no thank you | dont | do not | dont do it | do not do it | not right
      | thats wrong | that is wrong | wrong | incorrect | thats not right | that is not right | rather not | better not
      | no way | i disagree | negative`),
    /** A yes, and a no, to several things. */
    any: phrases(
      `both | both of them | either | either one | either of them | either of these | any | any of them | any of these`,
    ),
    none: phrases(`not really | none | none of them | none of these | none of those | none of the above | neither | neither one | neither of them
      | neither of these | neither of those | not those | not these | not any of those | something else | something different
      | i mean something else | i need something else | i want something else`),
    yesSigns: ['👍', '✅', '👌', '🆗', '✔', '☑', '🙆'],
    noSigns: ['👎', '❌', '🙅', '✖'],
    courtesies: phrases(
      `please | pls | plz | thanks | thank you | thank you very much | thank you so much | thanks so much | thanks a lot | many thanks | thx | now | then | it | that | this | that one | this one
      | already | finally | hurry | and hurry | hurry up | quick | quickly | and quickly | asap | right away | right now | at once | immediately`,
    ),
    /** Words that put it off. */
    delays: phrases(
      `wait | wait, | hold on | hang on | one moment | a moment | a sec | a second | a minute | not yet | later | before you | let me`,
    ),
    /** Words that ask. */
    questions: phrases(
      `are you | is it | is that | when | what | why | how | who | where | which | will you | can you | can i | do you | does | really`,
    ),
    /** Words that begin a question. */
    begins: phrases(
      `what | which | why | how | who | whose | where | when | is | are | do | does | did | can | could | will | would | should | may | must | isnt | arent | cant | dont you`,
    ),
    /** Words that ask for a time. */
    times: phrases(`how long | how much longer | when will | when does | how many minutes`),
    /** Words that tell that nothing has come yet. */
    waits:
      phrases(`nothing yet | still nothing | nothing came | nothing comes | nothing arrived | nothing so far | no code | no text | no sms | no message
      | not arrive | not come | not came | didnt come | doesnt come | hasnt come | never came | never arrive | never got
      | havent got | have not got | didnt get | did not get | not received | havent received | didnt receive | did not receive | waiting | waited`),
    answers: {
      'unsure-question': 'I have not done it yet, and I only will after a clear “yes”.',
      'unsure-delay': 'Take your time. I only do it once you say “yes”.',
      'unsure-unclear':
        'I could not tell whether that is a yes, so I have not done it. Please say “yes” or “no”.',
    },
  },
  /** What the plain order to reset a password is made of besides the address. */
  resetOrder:
    phrases(`reset | reset the | please reset | the | my | password | passwort | pwd | of | for | please | pls | i forgot | forgot | i have forgotten | ive forgotten | forgotten
      | i lost my | lost my | i need | i want | i must | i would like | id like | i sign in with | i log in with | to | a | new | is | its | it is | email | e mail | mail | mailbox | address
      | account | login | with | and | hi | hello | hey | thanks | thank you | help me | mailto`),
  /** Which of it names a reset. */
  resetNamed: phrases(`reset | password | passwort | pwd`),
  /** What tells a value besides the value itself. */
  valueNamed:
    phrases(`this | that | here | is | it | its | it is | my | the | a | an | of | for | server | servers | vm | host | machine | instance | ip | ips | address | addresses
      | account | id | number | mobile | phone | cell | please | pls | hi | hello | hey | thanks | thank you | i have | i am | im | i know | only | just | and | or | either | public | cloud | user | uid | uin`),
  /** What names a user below a main account, whose password its administrator resets. */
  subUser: phrases(
    `sub user | subuser | sub users | sub account | subaccount | sub account user | iam user | ram user | cam user`,
  ),
  /** What puts a value in doubt, or speaks of another's. */
  doubts:
    phrases(`i think | maybe | perhaps | not sure | unsure | probably | possibly | might be | may be | could be | i guess | i believe | is it | is this | is that | if | what about | should i
      | wifes | husbands | mothers | fathers | mums | moms | dads | sons | daughters | brothers | sisters | friends | colleagues | bosss | partners | exs | neighbours | neighbors
      | my wife | my husband | my mother | my father | my mum | my mom | my dad | my son | my daughter | my brother | my sister | my friend | my colleague | my boss | my partner | my ex
      | somebody elses | someone elses | another persons | her number | his number | their number | her email | his email | her mail | his mail | belongs to | not mine | isnt mine
      | is gone | was gone | no longer | any more | anymore | used to | was stolen | got stolen | is dead`),
  /** Words beside “my case” that say it is to be taken back. */
  takingBack: phrases(
    `cancel | withdraw | take back | take it back | case back | ticket back | request back | close | delete | remove | undo`,
  ),
  /** How people add something to what they have written. */
  addition: {
    /** What stands behind it is added. */
    adding:
      phrases(`add | add that | please add | also add | add something | add one thing | add one more thing | add a line | add a sentence | add to it | add to my case | add to the case | add this
      | also mention | mention that | also include | include that | include | put in that | also write | write that | also tell them | tell them | also say | say that | one more thing | one thing more | forgot to say | forgot to mention`),
    /** The whole of it is added: it says what was missing. */
    addingAll: phrases(
      `it's missing | its missing | it is missing | is missing | you left out | left out | by the way | btw | also my | also i | also, | and also`,
    ),
    notAdding: phrases(
      `don't add | dont add | do not add | nothing to add | no need to add | not add anything`,
    ),
  },
  /** Different codes in one message. */
  severalCodes:
    'There are several different codes in that message. Please type only the newest one.',
  /** Different values in one message; each is a button as well. */
  severalValues: (p: { values: string }) =>
    `There is more than one value in that message: ${p.values}. Which one do you mean?`,
  /** A value took the place of an earlier one. */
  corrected: (p: { value: string }) => `I use ${p.value} now instead of what you gave me before.`,
  /** Why something typed is no mobile number. */
  mobileRefusals: {
    'not-a-number': 'I could not read a mobile number in that.',
    'too-short': 'That number is too short.',
    'too-long': 'That number is too long.',
    foreign:
      'That is no mobile number of this country. A number from abroad begins with + and its country code.',
    landline: 'That is a landline, and texts do not arrive there.',
    extension: 'That number has an extension, and texts cannot reach one.',
    invalid: 'No mobile number looks like that.',
    special: 'That number is not a mobile, so texts may not reach you there.',
    'unknown-country': 'No country has that calling code.',
  } satisfies Readonly<Record<MobileRefusal, string>>,
  /** Why nothing is sent now, to anybody who asks. */
  sending: {
    paused: (p: { duration: string }) =>
      `I cannot send anything there at the moment, because far more than usual was asked for. Nothing was sent just now. Please try again in ${p.duration}, use another way, or say “a person”.`,
    country:
      'I cannot send texts to mobile numbers of that country, so nothing was sent. Please use another way, or say “a person”.',
  },
  /** Why an identity was not proven, as verify-identity returned it. */
  notProven: {
    'no-way':
      'There is no verified mobile number or email that a code could go to, so I cannot tell here that it is you. Say “a person” and someone will help you to show it.',
    'same-way':
      'What could show that it is you has already opened this session, and nothing counts twice: one phone or mailbox alone must not be enough to change an account. If you know your login email and password, say “sign out” and sign in with them. Otherwise say “a person”, and someone will help you.',
    held: 'The number or email that a code could go to was changed a short while ago, so it cannot show yet that it is you. “My account” tells until when. If it cannot wait, say “a person” and someone will help you.',
    frozen:
      'This account is frozen for now, because somebody reported that a change or a request was not theirs. Nobody can sign in to it or change it meanwhile. Say “a person”, and someone will help you.',
    exhausted:
      'That code has been tried too often, so it no longer works. You can start again with a new one, or say “a person”.',
    'too-many':
      'There were too many wrong codes, so for your safety I have to pause this for a while. You can try again later, or say “a person” now.',
    lost: 'You were signed out meanwhile, so what you had shown no longer counts. Please start again, or say “a person”.',
    left: 'All right, I have not checked who you are. You can start again at any time, or say “a person”.',
  },
  /** What is said to questions and doubts at any question of their kind; at most two sentences each. */
  answers: {
    reader:
      'I use it for this step and keep it for this conversation only. Nobody of the support team ever sees the whole of it.',
    known:
      'I cannot see who is writing here, so I do not know what is yours until you type it yourself.',
    slip: 'A slip does no harm: no account is shown or changed by it, and you can type it again.',
    which: 'Only the code in the newest message works; every older one is void.',
    validity: (p: { duration: string }) =>
      `The newest code works for ${p.duration} more; every older one is void.`,
    validityOver: 'The last code is too old by now. Choose Resend for a new one.',
    badCode:
      'Only the code in the newest message works, and only for a while. If that one is not taken, or you no longer have it, choose Resend for a new one.',
    sender:
      'A code that came just now is ours, because one was asked for here. Never tell it to anybody who calls or writes to you, whoever they say they are.',
    later:
      'There is no hurry. Choose Resend once you can read messages again; a code that is too old by then is void.',
    textOnly:
      'This code comes by text message alone: I cannot call, and it goes through no other app. A text can take a minute; Resend sends a new one.',
    codeSlip:
      'A code typed wrong takes one of a few tries, and you can type it again. If the number or the address had a slip in it, give it again: no code will come.',
    lostMailbox:
      'Then a message there is of no use to you. A person of our support team can check in other ways who you are.',
    noMail:
      'A mail can take a few minutes, and it may lie in the junk folder. If nothing comes, choose Resend; only the newest one counts.',
    lostMailboxCode:
      'Then a code there is of no use to you. Choose another way if there is one, or a person of our support team.',
    weak: 'The page says beside the field what the password lacks. It takes no common one, none made of your own name, address or number, and none of your last ones.',
    page: 'Choose “Send a new link” and press its button, or open the link in another browser; opening it changes nothing by itself. If it still does nothing, say “a person”.',
    done: 'The page has not told me yet that it is finished, so as far as I know nothing is changed. As soon as it is, I say so here by myself.',
    asksCode:
      'That belongs to it: the page asks for a code as well, so that one way alone is not enough. Type the newest one there, not here.',
    linkWhich: 'Only the link in the newest message works.',
  },
  /** Short, plain words that nobody mistakes for another when they are read out; 64 in each language. */
  linkWords: phrases(`apple | basket | bridge | candle | carpet | castle | cherry | circle
    | cloud | copper | cotton | dolphin | dragon | eagle | engine | fabric
    | falcon | feather | forest | garden | ginger | guitar | hammer | harbor
    | honey | island | jacket | jungle | kettle | ladder | lantern | lemon
    | magnet | maple | marble | meadow | mirror | monkey | needle | ocean
    | olive | orange | paper | parrot | pebble | pencil | pepper | piano
    | pillow | planet | pocket | rabbit | ribbon | river | rocket | saddle
    | silver | spider | summer | temple | tiger | tunnel | velvet | window`),
}

/** The shape every language fills. */
export type Texts = typeof en
