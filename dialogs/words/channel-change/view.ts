import { choice } from '../../../src/flow/choice.ts'
import type { Closing, ViewInput } from '../../../src/flow/dialog.ts'
import type { Locale } from '../../../src/flow/locale.ts'
import type { Choice, Form, View } from '../../../src/flow/reply.ts'
import { duration } from '../../../src/flow/wording.ts'
import { mobileRefusal } from '../mobile-refusal.ts'
import { startStep } from '../next-steps.ts'
import { notProven } from '../not-proven.ts'
import { personChoice } from '../person-choice.ts'
import { otherRole, type Context, type Output, type Role } from './context.ts'
import type { Prompt } from './setup.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

/** After so many misses a person is named as well. */
const patience = 3

function own(id: keyof Texts['choices'], locale: Locale): Choice {
  return choice(id, { en: en.choices[id], 'zh-CN': zhCn.choices[id] }, locale)
}

const choiceIds: Readonly<Record<Prompt, readonly (keyof Texts['choices'])[]>> = {
  'ask-kind': ['mobile', 'email'],
  'ask-new-mobile': [],
  'ask-new-email': [],
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

function swapped(speaking: Speaking, heldUntil: number | null): string {
  const { texts, input } = speaking
  const facts = { name: nameOf(speaking), after: input.context.after }
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
  const { notice, after } = input.context
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
      return notices.saved({ name: nameOf(speaking), after })
    case 'not-verified':
      return notices.notVerified
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
  const { before, after, medium } = input.context
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
  const field = { id: 'value', options: [], initial: null } as const
  if (prompt === 'ask-new-mobile') {
    const mobile = { ...field, label: form.mobile, placeholder: '138 0013 8000' }
    return { fields: [{ ...mobile, kind: 'mobile' }], submit: form.next }
  }
  if (prompt !== 'ask-new-email') return null
  const email = { ...field, label: form.email, placeholder: 'name@example.com' }
  return { fields: [{ ...email, kind: 'email' }], submit: form.next }
}

/** The questions that bring their reason with them have no shorter form (S7). */
function brief(prompt: Prompt, { briefly }: Texts): string | null {
  return prompt === 'ask-use-for-both' || prompt === 'ask-verify-now' ? null : briefly[prompt]
}

/** What each prompt of a change of a channel shows, in the role it changes first. */
export function viewOf(role: Role, prompt: Prompt, input: ViewInput<Context>): View {
  const { locale } = input
  const texts = catalogue[locale]
  const speaking = { role, texts, input }
  const choices = choiceIds[prompt].map((id) => own(id, locale))
  return {
    notice: noticeText(speaking),
    question: question(prompt, speaking),
    briefly: brief(prompt, texts),
    choices: [...choices, ...(prompt === 'ask-kind' ? [personChoice(locale)] : [])],
    form: formFor(prompt, texts),
    link: null,
    expects: choices.length > 0 ? 'choice' : 'value',
    help: texts.help[prompt],
    why: texts.why[role],
    status: texts.status[role],
  }
}

function changedText(role: Role, output: Output, texts: Texts): string {
  const { medium, after, isVerified, both } = output
  const facts = { name: texts.names[role][medium], after }
  const first = (isVerified ? texts.closing.verified : texts.closing.unverified)(facts)
  if (both === null) return first
  const name = texts.names[otherRole(role)][medium]
  return `${first} ${(both === 'changed' ? texts.closing.both : texts.closing.notBoth)({ name })}`
}

function refusedText(why: string | null, { closing }: Texts): string {
  const sentences: Readonly<Partial<Record<string, string>>> = closing.refused
  return sentences[why ?? 'proof'] ?? closing.refused.proof
}

/** What is said when a change of a channel has ended. */
export function closingOf(role: Role, output: Output, locale: Locale): Closing {
  const texts = catalogue[locale]
  const { end, why } = output
  const account = startStep('my-account', locale)
  const person = startStep('talk-to-support', locale)
  switch (end) {
    case 'changed':
    case 'verified': {
      const text = changedText(role, output, texts)
      return { text, handback: text, next: [account] }
    }
    case 'refused': {
      const text = refusedText(why, texts)
      return { text, handback: text, next: [account, person] }
    }
    case 'not-confirmed': {
      const text = texts.closing[role === 'contact' ? 'stillWaiting' : 'notConfirmed']
      return { text, handback: text, next: [account] }
    }
    case 'not-proven': {
      const text = `${texts.closing.unchanged} ${notProven(why ?? 'left', locale)}`
      return { text, handback: text, next: [person] }
    }
    case 'left':
      return { text: texts.closing.left, next: [] }
    default:
      return end satisfies never
  }
}
