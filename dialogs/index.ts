import type { Assistant, FlowSettings, Offers, SupportTalk } from '../src/flow/assistant.ts'
import { dialogsById, type DefinedDialog, type NameOf } from '../src/flow/dialog.ts'
import { call } from '../src/flow/flow-call.ts'
import { languageNames } from '../src/flow/locale.ts'
import { aboutCase } from './assistant/about-case.ts'
import { openingOf, recognise } from './assistant/recognise.ts'
import { en } from './assistant/texts.en.ts'
import { situationSteps } from './assistant/situations.ts'
import { zhCn } from './assistant/texts.zh-cn.ts'
import { bindEmail } from './bind-email/index.ts'
import { claimAccount } from './claim-account/index.ts'
import { changeContact } from './change-contact/index.ts'
import { changePassword } from './change-password/index.ts'
import { changeRecovery } from './change-recovery/index.ts'
import { explainLock } from './explain-lock/index.ts'
import { otherLanguages } from './language/others.ts'
import { myAccount } from './my-account/index.ts'
import { myCase } from './my-case/index.ts'
import { resetPassword } from './reset-password/index.ts'
import { retrieveAccount } from './retrieve-account/index.ts'
import { choosePassword } from './shared/choose-password/index.ts'
import { confirmMobile } from './shared/confirm-mobile/index.ts'
import { humanCheck } from './shared/human-check/index.ts'
import { verifyChannel } from './shared/verify-channel/index.ts'
import { verifyIdentity } from './shared/verify-identity/index.ts'
import { signIn, signInByPage } from './sign-in/index.ts'
import { talkToSupport } from './talk-to-support/index.ts'
import { withinOffers } from './within-offers.ts'
import { withoutTexts } from './without-texts.ts'
import {
  anyOfThese,
  asksSomething,
  consentWords,
  noneOfThese,
  tellsOfWaiting,
} from './words/consent.ts'
import { additionIn } from './words/addition.ts'
import { cues } from './words/cues.ts'
import { shared } from './words/shared.ts'

/** What a flow is called, in the menu, on buttons, above the chat and at the desk alike. */
const nameOf: NameOf = (flow, locale) => dialogs.get(flow)?.name(locale) ?? flow

/** The only list of flows. */
const defined: readonly DefinedDialog[] = [
  retrieveAccount,
  resetPassword,
  changePassword,
  changeContact,
  changeRecovery,
  bindEmail,
  myAccount,
  myCase,
  signIn,
  explainLock,
  talkToSupport(nameOf),
  claimAccount,
  verifyIdentity,
  verifyChannel,
  choosePassword,
  confirmMobile,
  humanCheck,
]

const dialogs = dialogsById(defined)

const support: SupportTalk = {
  flow: 'talk-to-support',
  startFor: (event) =>
    call('talk-to-support', {
      entrance: event.type === 'support.ended' ? 'ended' : 'held',
      number: event.number,
      agent: 'name' in event ? event.name : null,
    }),
  startBack: ({ isOpen, number, agent }) =>
    call('talk-to-support', isOpen ? null : { entrance: 'ended', number, agent }),
}

/** Everything the assistant says and when. */
export const assistant: Assistant = {
  dialogs,
  support,
  caseStatus: (number) => ({ flow: 'my-case', given: number === null ? null : { number } }),
  menu: [
    'retrieve-account',
    'reset-password',
    'change-password',
    'change-contact',
    'change-recovery',
    'talk-to-support',
  ],
  texts: { en, 'zh-CN': zhCn },
  situationSteps,
  adds: (text) => additionIn(text) !== null,
  asksSomething,
  tellsOfWaiting,
  cues,
  aboutCase,
  yesItself: consentWords.yesItself,
  anyOfThese,
  noneOfThese,
  strangers: Object.fromEntries(
    Object.entries(otherLanguages).map(([language, { text }]) => [language, text]),
  ),
  languageNames,
  choices: [shared, ...defined].flatMap(({ choices }) => choices),
  recognise,
  openingOf,
}

const byPage = dialogsById([...defined.filter(({ id }) => id !== signInByPage.id), signInByPage])

/**
 * The assistant for a provider that sends texts, or for one that does not.
 *
 * @param offers what the directory of the accounts cannot do, as far as is known by now; null where they live in the store
 */
export function assistantFor(
  { canText }: Pick<FlowSettings, 'canText'>,
  offers: (() => Offers) | null = null,
): Assistant {
  const able = canText ? assistant : withoutTexts({ ...assistant, dialogs: byPage })
  return offers === null ? able : withinOffers(able, offers)
}
