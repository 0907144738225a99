import { choice } from '../../src/flow/choice.ts'
import type { ViewInput } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { Choice, Form, View } from '../../src/flow/reply.ts'
import { newLinkChoice } from '../words/link-choices.ts'
import type { Context } from './context.ts'
import type { prompts } from './setup.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** This dialog's texts in every language. */
export const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

type Prompt = (typeof prompts)[number]

/** After so many misses a person is named as well. */
const patience = 3

function own(id: keyof Texts['choices'], locale: Locale): Choice {
  return choice(id, { en: en.choices[id], 'zh-CN': zhCn.choices[id] }, locale)
}

function confirmation({ confirm }: Texts, { unbinds, bound, after }: Context): string {
  if (unbinds) return confirm.unbind({ before: bound ?? '' })
  return bound === null ? confirm.first({ after }) : confirm.replace({ before: bound, after })
}

function emailForm({ form }: Texts): Form {
  const field = { id: 'value', kind: 'email', options: [], initial: null } as const
  const email = { ...field, label: form.email, placeholder: 'name@example.com' }
  return { fields: [email], submit: form.next }
}

type Shown = Pick<View, 'question' | 'briefly' | 'choices' | 'form' | 'link' | 'expects'>

const plain = { form: null, link: null, expects: 'choice' } as const

function shown(prompt: Prompt, { context, locale, page }: ViewInput<Context>): Shown {
  const texts = catalogue[locale]
  switch (prompt) {
    case 'ask-kind':
      return {
        ...plain,
        question: texts.askKind({ bound: context.bound ?? '' }),
        briefly: texts.briefly[prompt],
        choices: [own('change', locale), own('unbind', locale)],
      }
    case 'ask-new-email':
      return {
        question: texts.askNew,
        briefly: texts.briefly[prompt],
        choices: [],
        form: emailForm(texts),
        link: null,
        expects: 'value',
      }
    case 'confirm-change':
      return {
        ...plain,
        question: confirmation(texts, context),
        briefly: texts.briefly[prompt],
        choices: [own('yes', locale), own('no', locale)],
      }
    case 'wait-for-page':
      return {
        ...plain,
        question: page === null ? texts.waiting : texts.askPage({ words: page.words }),
        briefly: null,
        choices: [newLinkChoice(locale), own('later', locale)],
        link: page === null ? null : { label: texts.link, url: page.url },
      }
    default:
      return prompt satisfies never
  }
}

function noticeText({ notices, person }: Texts, { notice, misses }: Context): string | null {
  if (notice === null) return null
  return misses >= patience ? `${notices[notice]} ${person}` : notices[notice]
}

/** What each prompt of bind email shows. */
export function view(prompt: Prompt, input: ViewInput<Context>): View {
  const texts = catalogue[input.locale]
  return {
    ...shown(prompt, input),
    notice: noticeText(texts, input.context),
    help: texts.help[prompt],
    why: texts.why,
    status: texts.status,
  }
}
