import type { ConceptWords } from '../../src/flow/language.ts'
import { phrases } from '../../src/flow/phrases.ts'

/** English words and phrases that stand for the same thing; slips and word forms are left to the letters. */
export const concepts: ConceptWords = {
  account: phrases(
    'account | accounts | user account | profile | login name | user id | account id',
  ),
  username: phrases(
    'username | user name | user id | userid | account id | account name | login name | login id | customer id | customer number',
  ),
  password: phrases(
    'password | passwords | passcode | pass | passphrase | pass word | pin | pin code',
  ),
  phone:
    phrases(`phone | cellphone | cell phone | mobile | iphone | handset | smartphone | sim | sim card | telephone
    | cell | android | device`),
  number: phrases('number | phone number | mobile number | numbers'),
  email: phrases(
    'email | e mail | mail | mailbox | email address | inbox | gmail | emails | hotmail | mail address',
  ),
  code: phrases(`code | codes | otp | sms | text | text message | verification code | one time code | security code | texts
    | 2fa | verification`),
  lost: phrases(
    'lost | lose | misplaced | missing | gone | losing | cant find | dropped | no longer have | dont have',
  ),
  stolen: phrases(
    'stolen | stole | theft | thief | robbed | mugged | snatched | nicked | pickpocketed | pinched',
  ),
  broken: phrases('broken | broke | smashed | dead | damaged | cracked | destroyed'),
  forgot:
    phrases(`forgot | forgotten | forget | cant remember | cannot remember | dont remember | dont know | do not know
    | no idea | cant recall | do not remember | slipped my mind | not remember | unable to remember | blank`),
  change: phrases(
    'change | changed | changing | update | updating | modify | modifying | modification | edit | replace | replaced | replacing | swap | switch | switched | amend',
  ),
  new: phrases('new | another | different'),
  bind: phrases(
    'bind | bound | unbind | link | linked | attach | rebind | binding | tie | connect my',
  ),
  reset: phrases(
    'reset | recover | resetting | recovery | recovering | retrieve | restore | get back | retrieving',
  ),
  find: phrases('find | look up | locate | search | retrieve | finding | remind me'),
  person:
    phrases(`person | human | agent | representative | rep | operator | advisor | support | customer service
    | help desk | helpdesk | specialist | hotline | customer care`),
  somebody: phrases('someone | somebody | staff | manager | supervisor | live | people | team'),
  talk: phrases(
    'talk | speak | chat | call | connect | contact | reach | phone me | transfer | escalate | put me through',
  ),
  case: phrases(
    'case | ticket | tickets | incident | request | claim | appeal | complaint | issue i reported',
  ),
  open: phrases('open | create | file | raise | submit | log | lodge | register'),
  state: phrases('status | progress | update on | news on | state of | priority'),
  hacked:
    phrases(`hacked | hacker | compromised | hijacked | phishing | breach | unauthorised | unauthorized | scammer | intruder
    | suspicious | leaked | attacker | miners | taken over | broke into | broken into | phished | fake page | fake site | fake mail | stole my account`),
  locked:
    phrases(`locked | blocked | frozen | suspended | disabled | lock | block | unlock | unblock | restricted | banned
    | lockout | on hold | hold | deactivated | freeze | froze | locked out | too many attempts | barred | shut out | too many tries`),
  close: phrases(
    'close | delete | deactivate | terminate | erase | remove my account | cancel my account | deletion | closing | deleting',
  ),
  left: phrases(
    'left | quit | resigned | fired | retired | no longer works | left the company | former | ex employee | departed | predecessor',
  ),
  staff: phrases(
    'employee | colleague | admin | administrator | coworker | contractor | developer | it guy | it manager | staff member | boss | sysadmin',
  ),
  'not-arrive':
    phrases(`not receive | do not receive | dont receive | not receiving | cant receive | not arriving | not sent | never arrives | never arrive | never reaches | not delivered
    | havent recieved | didnt recieve | not recieved | dont recieve | havent gotten | no sms | no mail | no message | didnt get | did not get | not received | never came | not arrive | doesnt arrive | nothing came | got nothing
    | not getting | havent received | havent had | didnt receive | did not receive | not receiving | wont come | never turn | never turned up | isnt in | expired | no email | no mail | where is | wheres | waiting | resend | send again | another code | late | not coming | didnt come | never got | still no | no code | no text`),
  'not-work':
    phrases(`doesnt work | does not work | not working | no work | no good | not work | dont work | wrong | incorrect | invalid | rejected | refused | fails | failed
    | error | isnt working | not accepted | wont work`),
  'sign-in': phrases(
    'sign in | log in | login | signin | log on | logging in | signing in | sign on | logged in',
  ),
  cannot: phrases(
    'cant | cannot | can not | unable | not able | couldnt | wont let me | could not | wont',
  ),
  access: phrases(
    'access | get in | get into | accessing | let me in | let me through | gets in | turned away',
  ),
  contact: phrases('contact | notifications | alerts | bills go | messages go | reminders'),
  recovery: phrases(
    'recovery | fallback | rescue | spare | prove who i am | security phone | security email | backup | bound | proves | 2fa | mfa | verification phone',
  ),
  settings: phrases(
    'settings | overview | details | profile | on file | saved | subscriptions | newsletter | preferences | personal information',
  ),
  other:
    phrases(`facebook | wifi | root | router | database | mysql | wordpress | windows | website | netflix | instagram | ssh
    | server password | my card | the card | a card | new card | bank card | card pin | bank | paypal | apple id | icloud | friend | vpn | printer | laptop | my site
    | bank account | barclays | hsbc | santander | citibank | wells fargo | revolut | monzo | debit | credit card | instance | ftp | rdp | door
    | twitter | tiktok | snapchat | whatsapp | telegram | linkedin | discord | slack | spotify | amazon | ebay | steam | roblox | epic games | playstation
    | xbox | nas | synology | cpanel | plesk | joomla | jenkins | zoom | youtube | pinterest | reddit | twitch | airbnb`),
  mailhost: phrases('gmail | hotmail | yahoo | outlook | proton | protonmail | aol | gmx'),
  money: phrases(
    'refund | invoice | bill | payment | order | price | pay | money | charge | top up | transfer money | subscription',
  ),
  key: phrases(
    'api key | api keys | access key | access keys | secret key | secret keys | secret access key | access token | api token | ssh key | private key | credentials | token | tokens | keys | key',
  ),
  exposed: phrases(
    'leaked | leak | github | gitlab | public | repo | pushed | committed | published | pastebin | exposed | online | revoke',
  ),
  'carry-on': phrases(
    'dont cancel | dont want to cancel | do not want to cancel | dont want to stop | do not want to stop | do not cancel | dont stop | do not stop | keep going | carry on with it | dont give up | never cancel | dont quit',
  ),
  shut: phrases(
    `cant get into | cannot get into | cant access | cannot access | no access to | lost access | cant open | cannot open | cant reach | no longer have | dont have
    | do not have | locked out of | no longer exists | shut down | is gone | cant check | cannot check | cant get in | cant log in to | cant get at`,
  ),
  unasked:
    phrases(`didnt ask for | did not ask for | didnt request | did not request | never requested | never asked for | without asking
    | out of the blue | unrequested | not request | did nothing | why did you text | why do you text | why are you texting
    | why did you send | why do you send | why are you sending | why do i get | who sent me`),
  everywhere:
    phrases(`other devices | all devices | other computers | other sessions | all sessions | every device | everywhere | other browsers
    | another device | other phones | all my devices | everywhere else | all browsers | which devices | any device | other logins | other places | other device
    | other session | other computer | other browser | other phone | every other | any other | all other | internet cafe | library`),
  'sign-out': phrases(
    'sign out | log out | logout | sign me out | log me out | kick out | kick | throw out | disconnect | log off | signed in | logged in | remove | end',
  ),
  self: phrases('me | us | im | i am | am i | i was | ive been | we are | were'),
  ask: phrases('what can you | what do you do | help me with | your features | capabilities'),
  errand:
    phrases(`alarm | alarms | timer | reminder | reminders | playlist | song | songs | music | lights | lamp | volume | shopping list | list | calendar
    | meeting | appointment | podcast | radio | news | weather | forecast | recipe | taxi | cab | uber | train | flight | bus | hotel | restaurant
    | movie | movies | film | joke | photos | football | pizza | coffee | dinner | lunch | doctor | dentist | homework | translate | horoscope
    | concert | birthday | speakers | plug | socket | thermostat | vacuum | traffic | directions | stock | currency | dollars | euro | tweet
    | youtube | address book | phone book | contact list | my contacts | new contact | to my contacts | email contact | train ticket | ticket to
    | car | dog | cat | mum | mom | wife | plumber | landlord`),
  machine:
    phrases(`server | servers | vm | cluster | docker | kubernetes | nginx | linux | ubuntu | domain | dns | firewall | port | disk | snapshot
    | backup | api | certificate | ssl | load balancer | bucket | region | gpu | cpu | python | java | javascript | code in | script | sql`),
  ware: phrases(`delivery | shipping | parcel | package | shipment | purchase | item | product | products | rebate | voucher | coupon | discount
    | premium | platinum | gold | pro account | checking | savings | visa | mastercard | mortgage | loan | cheque | atm | debit | receipt
    | review | registration | signup | sign up | membership | identity | passport | address change | home address | shipping address`),
}

/** What weighs as evidence alone and is nothing that the classifier reads. */
export const signs: ConceptWords = {
  users: phrases(
    'all users | all my users | my users | our users | the users | every user | user sessions',
  ),
  intruder: phrases(
    `somebody keeps | someone keeps | somebody else keeps | someone else keeps | somebody is trying | someone is trying | somebody tries | someone tries
    | somebody tried | someone tried | somebody is changing | someone is changing | somebody changed | someone changed | a stranger`,
  ),
}
