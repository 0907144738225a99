import { messageKinds, type ContactName, type MessageKind } from '../../src/domain/account.ts'
import { catalogueOf } from '../../src/flow/catalogue.ts'
import type { ViewInput } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { Choice, View } from '../../src/flow/reply.ts'
import { viewOf } from '../../src/flow/view.ts'
import { list } from '../../src/flow/wording.ts'
import type { Context } from './context.ts'
import { checkUp, overview } from './lines.ts'
import { subscriptionId, type prompts } from './machine.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** This dialog's texts in every language. */
export const catalogue = catalogueOf({ en, 'zh-CN': zhCn })

type Prompt = (typeof prompts)[number]
type Account = NonNullable<Context['account']>

const own = catalogue.choice

const contacts: readonly ContactName[] = ['contactMobile', 'contactEmail']

/** A channel that waits to be verified comes before the password, which has its own place in the menu. */
function whatChoices({ channels }: Account, locale: Locale): readonly Choice[] {
  const waiting = channels.find(
    ({ channel, state }) => state === 'pending' && contacts.some((name) => name === channel),
  )
  const fourth = contacts.find((name) => name === waiting?.channel)
  return [
    own('contact', locale),
    own('recovery', locale),
    own('login', locale),
    own(fourth === undefined ? 'password' : `verify:${fourth}`, locale),
    own('subscriptions', locale),
    own('check-up', locale),
  ]
}

function switchChoices({ channels, muted }: Account, locale: Locale): readonly Choice[] {
  const present = contacts.filter((name) => channels.some(({ channel }) => channel === name))
  return present.flatMap((channel) =>
    messageKinds.map((kind) => {
      const isOff = muted.some((each) => each.channel === channel && each.kind === kind)
      const wordsOf = (texts: Texts) => {
        const facts = { kind: texts.kinds[kind], medium: texts.media[channel] }
        return { label: (isOff ? texts.switchOn : texts.switchOff)(facts), also: [] }
      }
      return catalogue.choiceOf(subscriptionId(channel, kind), wordsOf, locale)
    }),
  )
}

/** The step that is missing for whoever would be left with nothing but a person. */
function checkUpChoices({ outlook }: Account, locale: Locale): readonly Choice[] {
  return [
    ...(outlook.withoutPhone === 'person' ? [own('add:recoveryEmail', locale)] : []),
    ...(outlook.withoutMailbox === 'person' ? [own('add:recoveryMobile', locale)] : []),
    own('done', locale),
  ]
}

type Shown = Pick<View, 'question' | 'briefly' | 'choices' | 'isOverview' | 'answers'>

/** "What do I get here?", a line for each contact channel (S8). */
function got(texts: Texts, { channels, muted }: Account, locale: Locale): string {
  const present = contacts.filter((name) => channels.some(({ channel }) => channel === name))
  const lines = present.map((name) => {
    const medium = texts.media[name]
    const isOn = (kind: MessageKind) =>
      !muted.some((each) => each.channel === name && each.kind === kind)
    const kinds = messageKinds.filter(isOn).map((kind) => texts.kinds[kind])
    return kinds.length === 0
      ? texts.getsNothing({ medium })
      : texts.gets({ medium, kinds: list(kinds, locale) })
  })
  return lines.join('\n\n')
}

function subscriptions(texts: Texts, account: Account, locale: Locale): Shown {
  const choices = switchChoices(account, locale)
  const { some, none } = texts.askSubscription
  return choices.length === 0
    ? { question: none, briefly: null, choices: [own('contact', locale)] }
    : { question: `${got(texts, account, locale)}\n\n${some}`, briefly: null, choices }
}

function shown(prompt: Prompt, account: Account, input: ViewInput<Context>): Shown {
  const { locale } = input
  const texts = catalogue.texts(locale)
  switch (prompt) {
    case 'ask-what-to-change':
      return {
        question: `${overview(texts, account, input)}\n\n${texts.askWhat}`,
        briefly: texts.askWhat,
        choices: whatChoices(account, locale),
        isOverview: true,
        answers: { explains: { whole: texts.help['ask-what-to-change'] } },
      }
    case 'ask-subscription':
      return subscriptions(texts, account, locale)
    case 'ask-check-up':
      return {
        question: checkUp(texts, account),
        briefly: null,
        choices: checkUpChoices(account, locale),
      }
    default:
      return prompt satisfies never
  }
}

const nothing: Account = {
  id: '',
  channels: [],
  hasPassword: false,
  passwordChangedAt: null,
  muted: [],
  openCase: null,
  changes: [],
  outlook: { withoutPhone: 'person', withoutMailbox: 'person' },
}

/** What each prompt of my account shows. */
export function view(prompt: Prompt, input: ViewInput<Context>): View {
  const { context, locale } = input
  const texts = catalogue.texts(locale)
  return viewOf(prompt, texts, {
    ...shown(prompt, context.account ?? nothing, input),
    notice: context.missed ? texts.missed : null,
    status: texts.status,
  })
}
