import type { AnyStateMachine } from 'xstate'
import { spacedMobile } from '../../../src/domain/masking.ts'
import { unsureText } from '../consent.ts'
import { valueChoices } from '../value-entry.ts'
import type { Answers } from '../../../src/flow/concern.ts'
import { catalogueOf, inEveryLocale } from '../../../src/flow/catalogue.ts'
import {
  defineDialog,
  type ClosingWords,
  type DefinedDialog,
  type ViewInput,
} from '../../../src/flow/dialog.ts'
import { inEachLocale, type Locale } from '../../../src/flow/locale.ts'
import type { Form, View } from '../../../src/flow/reply.ts'
import { valueForm, viewOf } from '../../../src/flow/view.ts'
import { duration } from '../../../src/flow/wording.ts'
import {
  mobileRefusal,
  notProven,
  personChoice,
  sentenceIn,
  severalText,
  shared,
} from '../shared.ts'
import { contextSchema, otherRole, type Context, type Output, type Role } from './context.ts'
import type { Prompt } from './setup.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const byLocale: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

/** Names of a button that mean other things in a sentence: a number may be any. */
const vagueNames: ReadonlySet<string> = new Set(['number', 'text'])

/** What each medium is called in every language, as its button is. */
const mediumNames = (['mobile', 'email'] as const).map((id) =>
  inEveryLocale(inEachLocale((locale) => byLocale[locale].choices[id]))
    .map((name) => name.toLowerCase())
    .filter((name) => !vagueNames.has(name)),
)

/** The only medium that a text names; null for none and for both. */
export function mediumNamed(text: string): 'sms' | 'email' | null {
  const words = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}-]+/gu, ' ')} `
  const isNamed = (name: string) => words.includes(/[a-z]/.test(name) ? ` ${name} ` : name)
  const [mobile = false, email = false] = mediumNames.map((names) => names.some(isNamed))
  if (mobile === email) return null
  return mobile ? 'sms' : 'email'
}

/** The texts of both flows, which differ in what they are called and in single words. */
const catalogueFor = (role: Role) =>
  catalogueOf(inEachLocale((locale) => ({ ...byLocale[locale], ...byLocale[locale].flows[role] })))

const catalogues = { contact: catalogueFor('contact'), recovery: catalogueFor('recovery') }

/** After so many misses a person is named as well. */
const patience = 3

const choiceIds: Readonly<Record<Prompt, readonly (keyof Texts['choices'])[]>> = {
  'ask-kind': ['mobile', 'email'],
  'ask-new-mobile': ['keep'],
  'ask-new-email': ['keep'],
  'confirm-change': ['yes', 'edit'],
  'ask-verify-now': ['verify', 'later'],
  'ask-use-for-both': ['both', 'one'],
}

interface Speaking {
  readonly role: Role
  readonly texts: Texts
  readonly input: ViewInput<Context>
}

const nameOf = ({ role, texts, input }: Speaking) =>
  texts.names[role][input.context.medium ?? 'sms']

/** The new value whole, so that a slip in it can be seen; masked for one that was told in another run. */
function newValue({ input }: Speaking): string {
  const { address, medium, after } = input.context
  if (address === null) return after
  return medium === 'sms' ? spacedMobile(address) : address
}

function swapped(speaking: Speaking, heldUntil: number | null): string {
  const { texts, input } = speaking
  const facts = { name: nameOf(speaking), after: newValue(speaking) }
  if (heldUntil === null || heldUntil <= input.now) return texts.notices.swapped(facts)
  const hold = duration(heldUntil - input.now, input.locale)
  return texts.notices.swappedHeld({ ...facts, hold })
}

function nudge({ texts, input }: Speaking): string {
  const { misses, medium } = input.context
  return misses >= patience ? texts.nudge.person : texts.nudge[medium ?? 'sms']
}

function noticeText(speaking: Speaking): string | null {
  const { texts, input } = speaking
  const { notice } = input.context
  const { notices } = texts
  switch (notice?.kind) {
    case undefined:
      return null
    case 'bad-mobile':
      return `${mobileRefusal(notice.reason, input.locale)} ${nudge(speaking)}`
    case 'bad-email':
      return `${notices.badEmail} ${nudge(speaking)}`
    case 'swapped':
      return swapped(speaking, notice.heldUntil)
    case 'saved':
      return notices.saved({ name: nameOf(speaking), after: newValue(speaking) })
    case 'not-verified':
      return notices.notVerified
    case 'several':
      return severalText(notice, input.locale)
    case 'corrected':
      return shared.texts(input.locale).corrected({ value: newValue(speaking) })
    case 'unsure-question':
    case 'unsure-delay':
    case 'unsure-unclear':
      return unsureText(notice.kind, input.locale)
    case 'same':
    case 'choose':
    case 'verified':
      return notices[notice.kind]
    default:
      return notice satisfies never
  }
}

function question(prompt: Prompt, speaking: Speaking): string {
  const { role, texts, input } = speaking
  const { before, medium } = input.context
  const after = newValue(speaking)
  switch (prompt) {
    case 'ask-kind':
      return texts.askKind[role]
    case 'ask-new-mobile':
      return texts.askNew.sms
    case 'ask-new-email':
      return texts.askNew.email
    case 'confirm-change': {
      const name = nameOf(speaking)
      return before === null
        ? texts.confirm.first({ name, after })
        : texts.confirm.replace({ name, before, after })
    }
    case 'ask-verify-now':
      return texts.askVerifyNow({ after })
    case 'ask-use-for-both': {
      const name = texts.names[otherRole(role)][medium ?? 'sms']
      return texts.askBoth[role]({ name, after })
    }
    default:
      return prompt satisfies never
  }
}

function formFor(prompt: Prompt, { form }: Texts): Form | null {
  const { mobile, email, next } = form
  if (prompt === 'ask-new-mobile') {
    return valueForm({ kind: 'mobile', label: mobile, placeholder: '138 0013 8000' }, next)
  }
  if (prompt !== 'ask-new-email') return null
  return valueForm({ kind: 'email', label: email, placeholder: 'name@example.com' }, next)
}

/** The questions that bring their reason with them have no shorter form (S7). */
function brief(prompt: Prompt, { briefly }: Texts): string | null {
  return prompt === 'ask-use-for-both' || prompt === 'ask-verify-now' ? null : briefly[prompt]
}

/** What is said to questions and doubts. */
function answersFor(prompt: Prompt, { texts, input }: Speaking): Answers {
  const { reader, undo, notYet, none: lacks } = texts.answers
  const { slip } = shared.texts(input.locale).answers
  switch (prompt) {
    case 'ask-new-mobile':
      return { slip, lacks }
    case 'ask-new-email':
      return { slip, lacks, 'lost-mailbox': lacks }
    case 'confirm-change':
      return { reader, undo, content: { whole: notYet } }
    case 'ask-kind':
    case 'ask-verify-now':
    case 'ask-use-for-both':
      return {}
    default:
      return prompt satisfies never
  }
}

function viewIn(role: Role, prompt: Prompt, input: ViewInput<Context>): View {
  const { locale } = input
  const texts = catalogues[role].texts(locale)
  const speaking = { role, texts, input }
  const choices = choiceIds[prompt].map((id) => catalogues[role].choice(id, locale))
  const asksValue = prompt === 'ask-new-mobile' || prompt === 'ask-new-email'
  return viewOf(
    prompt,
    { help: texts.help, why: texts.why[role] },
    {
      notice: noticeText(speaking),
      question: question(prompt, speaking),
      briefly: brief(prompt, texts),
      choices: [
        ...valueChoices(input.context.notice),
        ...choices,
        ...(prompt === 'ask-kind' ? [personChoice(locale)] : []),
      ],
      form: formFor(prompt, texts),
      expects: asksValue && input.context.notice?.kind !== 'several' ? 'value' : 'choice',
      answers: answersFor(prompt, speaking),
      status: texts.status[role],
    },
  )
}

function changedText(role: Role, output: Output, texts: Texts): string {
  const { medium, after, isVerified, both } = output
  const facts = { name: texts.names[role][medium], after }
  const first = (isVerified ? texts.closing.verified : texts.closing.unverified)(facts)
  if (both === null) return first
  const name = texts.names[otherRole(role)][medium]
  return `${first} ${(both === 'changed' ? texts.closing.both : texts.closing.notBoth)({ name })}`
}

function closingIn(role: Role, output: Output, locale: Locale): ClosingWords {
  const texts = catalogues[role].texts(locale)
  const { end, why } = output
  switch (end) {
    case 'changed':
    case 'verified': {
      const text = changedText(role, output, texts)
      return { text, handback: text, next: ['my-account'] }
    }
    case 'refused': {
      const text = sentenceIn(texts.closing.refused, why, 'proof')
      return { text, handback: text, next: ['my-account', 'talk-to-support'] }
    }
    case 'not-confirmed': {
      const text = texts.closing[role === 'contact' ? 'stillWaiting' : 'notConfirmed']
      return { text, handback: text, next: ['my-account'] }
    }
    case 'not-proven': {
      const text = `${texts.closing.unchanged} ${notProven(why, locale)}`
      return { text, handback: text, next: ['talk-to-support'] }
    }
    case 'left':
      return { text: texts.closing.left, next: [] }
    default:
      return end satisfies never
  }
}

/** The dialog that changes a contact or a recovery channel, whichever role it is for. */
export function channelDialog(
  role: Role,
  flow: {
    readonly id: `change-${Role}`
    readonly machine: AnyStateMachine
    readonly prompts: readonly Prompt[]
  },
): DefinedDialog {
  return defineDialog({
    ...flow,
    catalogue: catalogues[role],
    contextSchema,
    view: (prompt, input) => viewIn(role, prompt, input),
    isReached: ({ end }: Output) => end === 'changed' || end === 'verified',
    closing: (output: Output, locale) => closingIn(role, output, locale),
  })
}
