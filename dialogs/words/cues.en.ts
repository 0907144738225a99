import type { Concern } from '../../src/flow/concern.ts'
import { phrases } from '../../src/flow/phrases.ts'

/**
 * What concerns are known by in English: parts of a text, in lower case, without signs and apostrophes. Whatever may
 * stand between two parts is written as dots.
 */
export const cues: Readonly<Record<Concern, readonly string[]>> = {
  which:
    phrases(`two codes | 2 codes | several codes | both codes | three codes | more than one code | which code | which of the codes | codes … which
    | two texts | two messages | two mails | two emails | two links | several mails | several messages | which link | which mail | which one of them
    | two of them | several of them | more than one | which server | any server | which one do | i have several | we have several | i have two | we have two`),
  'old-link':
    phrases(`token | page … invalid | link … expired | link … invalid | link … no longer works | link … not valid | link … too old | link … used already | link … already used
    | link is dead | page … expired | says expired | says it expired | says it has expired | it has expired | it expired`),
  validity:
    phrases(`closed the page | closed it | closed the tab | closed that page | how long … valid | how long … good for | how long … work | how long … last | how long … have | how long … left | is it still valid | still valid
    | still good | code … expired | code expire | does it expire | when does … expire | has it expired | is it expired | it expired | expired already | too late
    | till when | until when | run out | time left`),
  'bad-code':
    phrases(`code … doesnt work | code … does not work | code … not work | code … invalid | code … wrong | code … rejected | code … not accepted | says invalid | says wrong | says incorrect | typed the code | typed it | entered the code | entered it | tried the code | put the code in | it is not accepted | its not accepted
    | the old code | older code | deleted the message | deleted the text | deleted it | threw it away`),
  purpose: phrases(
    `y u need | why u need | why on earth | why would you | why would i | why do i need | why do i have to | why should i | why is that needed | why is this needed | why is it needed | what do you want it for | what is it used for | what will you use it for | the page for | what good is`,
  ),
  sender:
    phrases(`somebody called | someone called | called and asked | asked for the code | asked me for | asks me for the code | who is texting | who texts | who sent | who is sending | who sends | who is it from | who are these from | is it from | noreply | no reply | looks like phishing
    | looks fake | looks like a scam | looks suspicious | is it phishing | is that mail | is this mail | is the mail real | is the mail genuine | is that message
    | is the text real | is the link safe | safe to click | safe to open | which sender | what sender | from which address | what number … text come | what number does
    | somebody called me | someone called me | a call asking | caller`),
  trust: phrases(
    `a scam | scam | is it safe | is this safe | is that safe | is it secure | is this secure | scammer | scammers | a fraud | fraud | phishing | is this legit | are you legit | is this real | is this official | is this genuine | fake | are you real | trust you | trust this | steal my | hack me | hacking me`,
  ),
  weak: phrases(`too weak | not strong | weak password | password … rejected | password … refused | password … not accepted | wont take my password | wont accept … password
    | doesnt accept … password | does not accept … password | doesnt like … password | not take … password | password rules | password requirements
    | how many characters | special character | password too short | password … too short | password … too common | password … used before | what password
    | password must | keep my old password | keep the old password | use my old password | use the old password | old password again | the same password | password be the same | rules for … password | passwords dont match | passwords do not match`),
  'asks-code':
    phrases(`code on the page | code … page | the code there | asks for a code | asks me for a code | asking for a code | asking me for a code | wants a code | want a code | needs a code | requires a code | asks for another code
    | page … code | which code does | why a code | why another code | enter a code | asks a code`),
  page: phrases(`nothing happened | page … not open | page … doesnt open | page … wont open | page … not load | page … doesnt load | page … wont load | page … blank | page … white | page … broken | page … error
    | page … does nothing | blank page | white page | empty page | cant open … page | cannot open … page | cant open … link | cannot open … link | link … doesnt open
    | link … not open | link … wont open | link … does nothing | link … broken | link … doesnt work | link … does not work | link … not working | site cant be reached
    | site is down | 404 | certificate | browser | cant click | cannot click | nothing happens | where is the button | no button | cant find the button`),
  done: phrases(`done | did it work | has it worked | is it changed | was it changed | has it changed | i changed it | ive changed it | i have changed it | changed it | all set
    | finished | i set it | ive set it | new password is set | set the new password | set a new password now | did it go through | went through | is it reset | did you see
    | did you get it | it says success | says changed | completed`),
  'no-mail':
    phrases(`where is the link | wheres the link | went to spam | spam … empty | junk … empty | in spam | in junk | no mail | no email | nothing in … inbox | nothing in … mail | nothing in … spam | nothing in … junk | inbox is empty | inbox empty | mail … not arrive | mail … didnt arrive | mail … hasnt arrived
    | mail … not come | mail … didnt come | mail … hasnt come | mail … never | message … not arrive | message … didnt arrive | message … not come | nothing there | nothing yet
    | dont see … mail | dont see … email | cant see … mail | cant find … mail | mail isnt there | mail is not there | email isnt there | email is not there | blocks external | blocks … mail | blocks … email | mail … blocked | email … blocked | still nothing | still waiting | nothing so far | nothing arrived | nothing came | havent got | havent received | have not received | didnt receive | did not receive
    | didnt get | not received | where is the mail | where is the email | where is the message | waited`),
  'lost-mailbox':
    phrases(`cant open gmail | cant open my gmail | cant open outlook | cant get into gmail | mailbox … employer | mailbox … company | email … employer | email … old company | mailbox … gone | mailbox … closed | mailbox … deleted | mailbox … dead | old employer | former employer
    | old job | former job | no access to … mail | no access to … email | no access to that | no access to it | no access to … mailbox | no access to … inbox | lost access
    | cant open … mail | cannot open … mail | cant open … mailbox | cannot open … mailbox | cant open … email | cant get into … mail | cant get into … mailbox | cant get into … email | cant get into my mail
    | cannot get into … mail | cannot get into … mailbox | cannot get into … email | cant access … mail | cant access … mailbox | cant access … email | cannot access … email | cannot access … mailbox
    | cant read … mail | cant log into … mail | cant log into … email | cant reach … mailbox | locked out of … mail | locked out of … email | locked out of … mailbox | forgot … mailbox
    | email … hacked | mailbox … hacked | email … doesnt exist | mailbox … doesnt exist | email … no longer | mailbox … no longer | dont have that email | dont have that mail | dont use that email
    | dont have access`),
  later:
    phrases(`battery | charging | is charging | not charged | phone is off | phone is switched off | phone is dead right now | no signal | no reception | no network | airplane | flight mode
    | at home | left my phone | phone is upstairs | phone is downstairs | in the car | at the office | on the plane | abroad right now | phone is restarting | tomorrow`),
  'by-mail':
    phrases(`use email | use my email | use mail | use e mail | by email | by mail | by e mail | via email | via mail | with my email | email instead | mail instead | email it | mail it | send … email
    | send … mail | through email | email me`),
  'by-text':
    phrases(`by text | by sms | by phone | by call | via text | via sms | via phone | text instead | sms instead | phone instead | text me | text it | sms me | send … text | send … sms | to my phone
    | call me | phone me | ring me | telegram | do it here | here instead | in this chat | in the chat | use my phone | use phone | use my number | whatsapp | wechat instead | phone number instead`),
  'by-name': phrases(
    `my email | an email | email only | only know my email | domain | a name | my name | by name | my company | company name | user name | username | my login | use my email | use email | by email | by mail | use the domain | my domain | domain name | hostname | invoice number | bill number`,
  ),
  slip: phrases(`how many tries | how many attempts | how many times can | tries left | attempts left | what if … wrong | what if … mistype | what if … typo | what if i make a mistake | what if i made a mistake | what if … mistake | if i got it wrong | if it is wrong | if its wrong | if i type it wrong
    | what if it is not | what if its not | wrong person | somebody elses number | someone elses number`),
  known:
    phrases(`already have my | you already have | you have it already | already know my | you already know | you should have | you should know | dont you have | dont you know | cant you see | cant you look | you must have
    | look it up yourself | its in my account | it is in my account | you have my number | you have my email | already gave you | already told you`),
  content:
    phrases(`which phone did you | where did you send | where was it sent | which phone … send | which number … send | sent to which | did you send it to | is it the one ending | what exactly | what will you send | what do you send | what are you sending | what will be sent | what gets sent | what is sent | what are you going to send | what would you send | show me what
    | show me again | show it again | let me see | read it back | what does it say | what will you change | what are you changing | what changes | what will change | which number | which email | which address | from what to what | what was it again | what did i write | send what | change what`),
  undo: phrases(`reversible | irreversible | undo | undone | take it back | take that back | change it back | change back | revert | can i cancel it later | cancel later | withdraw it later | final | permanent | for good
    | what happens if | what if i dont | what if i do not | what if i say no | what happens when | what happens then | what happens next | what happens after | and then what | what then | consequences | what will happen
    | risk | what happens to | do i lose | will i lose`),
  rewording:
    phrases(`remove the | take out the | leave out the | delete the last | want to change it | want to change something | want to change the text | like to change it | like to change something | let me change | let me edit | want to edit | need to edit | change it first | edit it first
    | change something first | fix the text | fix a typo | correct it first | not happy with the text | thats not what i meant | thats not what i said | let me rewrite | want to rewrite`),
  'add-to-case': phrases(
    `add something | want to add | like to add | add to my case | add to the case | add to it | please add | add that | forgot to say | forgot to mention | one more thing | also tell them | tell them that`,
  ),
  'end-case':
    phrases(`withdraw | close my case | close the case | close my ticket | close the ticket | close it | cancel my case | cancel the case | cancel my ticket | take my case back | take it back | drop the case | drop my case | dont need it any more | dont need help any more | dont need you any more
    | dont need a person any more | no longer need help | no longer needed | found my phone | found the phone | found my password | mind solved | all solved | solved now | got it solved | solved itself | solved it | sorted it | is solved | is sorted | fixed itself | works again | working again | works now | its working now | i am back in | im back in`),
  'when-answer':
    phrases(`will they call | call me back | who is they | who are they | how long … take | how long … answer | how long … wait | how long … reply | how long until | how soon | when … answer | when … reply | when … hear | when will someone | when will somebody | when does somebody | when does someone | when is somebody | when do they | when will they
    | any news | any answer | any reply | any update | did they answer | did they reply | has anybody | has anyone | has somebody | has someone | are they working | is somebody on it | is anybody on it | is anyone on it | nobody answers | nobody answered | no answer yet | no reply yet | who has my case | who is working`),
  told: phrases(
    `already told you | already said | already explained | already wrote | already described | told you everything | told you already | said it already | said that already | just told you | just said | just explained | read above | see above | scroll up | as i said | as i wrote`,
  ),
  private:
    phrases(`not comfortable | dont want to give | do not want to give | rather not give | wont give | dont like to give | refuse to give | rather keep it | do i have to give | must i give | its private | it is private | thats private | that is private | rather not say | prefer not to say | dont want to say | dont want to tell | none of your business | confidential | personal matter | cant say | cannot say
    | embarrassing | dont want to write | only to a person | only tell a person | tell a person directly`),
  writing:
    phrases(`what should i write | what do i write | what shall i write | what to write | what should i say | what do i say | what to say | what should i put | what do i put | what do you want to know | what do you need to know
    | what information | what details | which details | how much detail | how much should i | like what | such as what | for example | an example | give me an example | dont know what to write | dont know what to say
    | how do i describe | how should i describe | where do i start | in english | in which language | which language | how long can it be | can i send a picture | can i attach | screenshot`),
  anyone:
    phrases(`someone there | somebody there | anyone there | anybody there | anyone here | anybody here | are you there | where is the person | where is everybody | where is everyone | wheres the person | is a person there | is there a person | is this a person
    | am i connected | who is there | hello hello | knock knock | when does a person | when will a person | when will someone | when does someone | waiting for a person | where are you`),
  reader:
    phrases(`who sees | who can see | who will see | who gets to see | who reads | who can read | who will read | who gets this | who gets it | who gets my | who has access | see my number | sees my number | read this | reads this
    | safe to type | safe to enter | safe to give | safe here | my number safe | my data safe | keep it private | stays private | privacy | see it | sees it | colleagues | my boss | sold | stored | store it | store my | keep my | save my | sell my | share my | do with my | what happens with my | what happens to my data | encrypted | spam me | shared with | pass it on`),
  cost: phrases(
    `does it cost | does this cost | does that cost | will it cost | do i pay | do i have to pay | who pays | cost anything | cost me | costs money | charged for | charge me | free of charge | is it free | is this free | roaming | what does … cost`,
  ),
  forgot:
    phrases(`dont know which | dont know the | dont know my | dont know it | dont know that | dont remember | do not remember | do not know | cant remember | cannot remember | forgot which | forgot it | forgot that | i forgot | ive forgotten | no idea | no clue | not sure which
    | havent a clue | who knows | unsure | slipped my mind | not certain | cant recall | dont recall`),
  lacks:
    phrases(`belonged to | not mine any | my ex | changed my number | deleted the server | server is deleted | server was deleted | no server | dont have | do not have | dont have it | dont have one | dont have any | dont have them | dont own | never had | have none | havent got one | i have no | ive no | i havent got | there is no | there is none | there isnt one | got none
    | no phone | no email | no number | never got one | never gave | never set | signed up with wechat | registered with wechat | sign in with wechat | use wechat | used wechat | log in with wechat | with google | with sso | single sign on | with github
    | not have | without one | lost it | lost that | is gone | no longer have | dont have … any more | threw it away | cant find it | cannot find it | cant get at | cant reach it`),
  explains:
    phrases(`what does it look like | what does that look like | what does one look like | how does it look | looks like what | what is that | what is it | whats that | what is this | whats this | what is an | what is a | whats an | whats a | what is the | what do you mean | what does that mean
    | what does this mean | what does it mean | what format | which format | how many digits | where do i find | where can i find | where is it | where is that | where do i see | where can i see | where do i get | where would i find | where does it say | how do i find | how can i find | how do i get
    | which one do you | which number | which email | which address | what kind | what sort | whats the difference | what is the difference | explain | meaning of | do you mean`),
}
