import { maskEmailForOwner } from '../../src/domain/masking.ts'
import { choice } from '../../src/flow/choice.ts'
import type { ViewInput } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { Form, View } from '../../src/flow/reply.ts'
import { duration } from '../../src/flow/wording.ts'
import type { Context } from './context.ts'
import type { prompts } from './machine.ts'
import { noticeText } from './notices.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** This dialog's texts in every language. */
export const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

type Prompt = (typeof prompts)[number]

const choiceIds: Readonly<Record<Prompt, readonly (keyof Texts['choices'])[]>> = {
  'ask-email': ['unknown-email', 'no-email', 'sub-user'],
  'wait-for-page': ['resend', 'different-email', 'button-broken', 'unknown-email'],
}

function emailForm({ form }: Texts): Form {
  return {
    fields: [
      {
        id: 'value',
        kind: 'email',
        label: form.email,
        placeholder: form.example,
        options: [],
        initial: null,
      },
    ],
    submit: form.next,
  }
}

const linkLifetimeLeft = ({ context, now }: ViewInput<Context>): number =>
  (context.linkExpiresAt ?? now) - now

function question(prompt: Prompt, texts: Texts, input: ViewInput<Context>): string {
  if (prompt === 'ask-email') return texts.askEmail
  return linkLifetimeLeft(input) > 0 ? texts.waitForPage : texts.linkOver
}

/** Once a new message was sent, the notice has said all of it and the question would only say it again. */
function briefly(prompt: Prompt, texts: Texts, input: ViewInput<Context>): string | null {
  if (prompt === 'wait-for-page' && linkLifetimeLeft(input) <= 0) return null
  return texts.briefly[prompt]
}

function status(prompt: Prompt, { status: texts }: Texts, input: ViewInput<Context>): string {
  if (prompt === 'ask-email') return texts['ask-email']
  // What the person typed, for them to see a slip in it; of what is stored nothing is told.
  const mask = maskEmailForOwner(input.context.email ?? '')
  const left = linkLifetimeLeft(input)
  if (left <= 0) return texts.over({ mask })
  return texts.mailed({ mask, duration: duration(left, input.locale) })
}

/** What each prompt of reset password shows. */
export function view(prompt: Prompt, input: ViewInput<Context>): View {
  const { locale } = input
  const texts = catalogue[locale]
  return {
    notice: noticeText(texts, input),
    question: question(prompt, texts, input),
    briefly: briefly(prompt, texts, input),
    choices: choiceIds[prompt].map((id) =>
      choice(id, { en: en.choices[id], 'zh-CN': zhCn.choices[id] }, locale),
    ),
    form: prompt === 'ask-email' ? emailForm(texts) : null,
    link: null,
    expects: prompt === 'ask-email' ? 'value' : 'choice',
    help: texts.help[prompt],
    why: texts.why[prompt],
    status: status(prompt, texts, input),
  }
}
