import { choice } from '../../../src/flow/choice.ts'
import { defineDialog, type ViewInput } from '../../../src/flow/dialog.ts'
import type { Locale } from '../../../src/flow/locale.ts'
import type { View } from '../../../src/flow/reply.ts'
import { contextSchema, type Context } from './context.ts'
import { machine, prompts } from './machine.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

function view(
  _prompt: (typeof prompts)[number],
  { context, locale, page }: ViewInput<Context>,
): View {
  const texts = catalogue[locale]
  return {
    notice: context.reminded ? texts.reminded : null,
    question: page === null ? texts.waiting : texts.question({ words: page.words }),
    briefly: null,
    choices: [choice('new-link', { en: en.newLink, 'zh-CN': zhCn.newLink }, locale)],
    form: null,
    link: page === null ? null : { label: texts.link, url: page.url },
    expects: 'choice',
    help: texts.help,
    why: texts.why,
    status: texts.status,
  }
}

/** The check that a human is asking, for every flow that looks somebody up (S26). */
export const humanCheck = defineDialog({
  id: 'human-check',
  version: 1,
  machine,
  contextSchema,
  migrations: {},
  prompts,
  view,
  detours: null,
  closing: null,
  entry: null,
})
