import { choice } from '../../src/flow/choice.ts'
import { defineDialog, type ViewInput } from '../../src/flow/dialog.ts'
import { locales, type Locale } from '../../src/flow/locale.ts'
import type { Choice, View } from '../../src/flow/reply.ts'
import { contextSchema, type Context, type Output } from './context.ts'
import { machine, prompts } from './machine.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

type Prompt = (typeof prompts)[number]

function choices(prompt: Prompt, locale: Locale): readonly Choice[] {
  if (prompt === 'ask-problem') return []
  return (['yes', 'rewrite', 'no'] as const).map((id) =>
    choice(id, { en: en.choices[id], 'zh-CN': zhCn.choices[id] }, locale),
  )
}

function notice({ notices }: Texts, context: Context): string | null {
  if (context.notice === null) return null
  return context.notice === 'too-short' ? notices.tooShort : notices.badChoice
}

function view(prompt: Prompt, { context, locale }: ViewInput<Context>): View {
  const texts = catalogue[locale]
  return {
    notice: notice(texts, context),
    question:
      prompt === 'ask-problem'
        ? texts.askProblem
        : texts.confirmCase({ problem: context.problem ?? '' }),
    briefly: null,
    choices: choices(prompt, locale),
    form: null,
    link: null,
    expects: prompt === 'ask-problem' ? 'words' : 'choice',
    help: texts.help[prompt],
    why: texts.why[prompt],
    status: texts.status,
  }
}

/** A person of support, reachable from everywhere (S79). */
export const talkToSupport = defineDialog({
  id: 'talk-to-support',
  version: 1,
  machine,
  contextSchema,
  migrations: {},
  prompts,
  view,
  detours: null,
  closing: (output: Output, locale) => {
    const { closing } = catalogue[locale]
    const { number } = output
    return { text: number === null ? closing.left : closing.opened({ number }), next: [] }
  },
  entry: (locale) => ({
    label: catalogue[locale].entry.label,
    also: locales.flatMap((each) => [catalogue[each].entry.label, ...catalogue[each].entry.also]),
  }),
})
