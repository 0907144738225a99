import type { ViewInput } from '../../src/flow/dialog.ts'
import type { Locale } from '../../src/flow/locale.ts'
import type { View } from '../../src/flow/reply.ts'
import { newLinkChoice } from '../words/link-choices.ts'
import type { Context } from './context.ts'
import type { prompts } from './machine.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

/** This dialog's texts in every language. */
export const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

/** What the one prompt of change password shows; the link only in the turn that made it. */
export function view(
  _prompt: (typeof prompts)[number],
  { context, locale, page }: ViewInput<Context>,
): View {
  const texts = catalogue[locale]
  return {
    notice: context.reminded ? texts.reminded : null,
    question: page === null ? texts.waiting : texts.askPage({ words: page.words }),
    briefly: null,
    choices: [newLinkChoice(locale)],
    form: null,
    link: page === null ? null : { label: texts.link, url: page.url },
    expects: 'choice',
    help: texts.help,
    why: texts.why,
    status: texts.status,
  }
}
