import { choice } from '../../src/flow/choice.ts'
import type { ViewInput } from '../../src/flow/dialog.ts'
import { rungOf } from '../../src/flow/ladder.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { Choice, Form, View } from '../../src/flow/reply.ts'
import { newLinkChoice } from '../words/link-choices.ts'
import { notProven } from '../words/not-proven.ts'
import type { Context } from './context.ts'
import type { prompts } from './machine.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** This dialog's texts in every language. */
export const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

type Prompt = (typeof prompts)[number]

function own(id: keyof Texts['choices'], locale: Locale): Choice {
  return choice(id, { en: en.choices[id], 'zh-CN': zhCn.choices[id] }, locale)
}

function noticeText({ context, locale }: ViewInput<Context>): string | null {
  const { notices, nudge } = catalogue[locale]
  const { notice, misses } = context
  switch (notice?.kind) {
    case undefined:
      return null
    case 'reminded':
      return notices.reminded
    case 'not-proven':
      return notProven(notice.why, locale)
    case 'bad-account-id': {
      const sentences: Readonly<Partial<Record<string, string>>> = notices.accountId
      const what = sentences[notice.reason] ?? notices.accountId['not-digits']
      return `${what} ${nudge[rungOf(misses)]}`
    }
    default:
      return notice satisfies never
  }
}

function idForm({ form }: Texts): Form {
  return {
    fields: [
      {
        id: 'value',
        kind: 'account-id',
        label: form.accountId,
        placeholder: '100000000012',
        options: [],
        initial: null,
      },
    ],
    submit: form.next,
  }
}

type Shown = Pick<View, 'question' | 'briefly' | 'choices' | 'form' | 'link' | 'expects'>

function shown(prompt: Prompt, { locale, page }: ViewInput<Context>): Shown {
  const texts = catalogue[locale]
  switch (prompt) {
    case 'wait-for-page':
      return {
        question: page === null ? texts.waiting : texts.askPage({ words: page.words }),
        briefly: null,
        choices: [newLinkChoice(locale), own('use-code', locale)],
        form: null,
        link: page === null ? null : { label: texts.link, url: page.url },
        expects: 'choice',
      }
    case 'ask-account-id':
      return {
        question: texts.askAccountId,
        briefly: texts.briefly['ask-account-id'],
        choices: [own('use-page', locale)],
        form: idForm(texts),
        link: null,
        expects: 'value',
      }
    default:
      return prompt satisfies never
  }
}

/** What each prompt of sign-in shows. */
export function view(prompt: Prompt, input: ViewInput<Context>): View {
  const texts = catalogue[input.locale]
  return {
    ...shown(prompt, input),
    notice: noticeText(input),
    help: texts.help[prompt],
    why: texts.why[prompt],
    status: texts.status,
  }
}
