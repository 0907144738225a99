import { choice } from '../../../src/flow/choice.ts'
import type { ViewInput } from '../../../src/flow/dialog.ts'
import type { Locale } from '../../../src/flow/locale.ts'
import type { Choice, Form, View } from '../../../src/flow/reply.ts'
import { duration } from '../../../src/flow/wording.ts'
import { personChoice } from '../../words/person-choice.ts'
import { otherWays, type Context } from './context.ts'
import { noticeText } from './notices.ts'
import type { prompts } from './setup.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

type Prompt = (typeof prompts)[number]
type Way = Context['ways'][number]

function own(id: keyof Texts['choices'], locale: Locale): Choice {
  return choice(id, { en: en.choices[id], 'zh-CN': zhCn.choices[id] }, locale)
}

/** A way is named with its mask; two buttons of one medium stay apart, and its owner recognises it. */
function wayChoice({ id, medium, mask }: Way, locale: Locale): Choice {
  const wordsOf = ({ ways }: Texts) => ({
    label: ways[medium].label({ mask }),
    also: ways[medium].also,
  })
  return choice(`way:${id}`, { en: wordsOf(en), 'zh-CN': wordsOf(zhCn) }, locale)
}

function codeForm({ form }: Texts): Form {
  return {
    fields: [
      {
        id: 'value',
        kind: 'code',
        label: form.code,
        placeholder: form.example,
        options: [],
        initial: null,
      },
    ],
    submit: form.verify,
  }
}

function codeQuestion(texts: Texts, { context, locale, now }: ViewInput<Context>): string {
  const { codeExpiresAt, lookup, ways, way: chosen } = context
  if (codeExpiresAt === null) return texts.noCodeYet
  if (codeExpiresAt <= now) return texts.codeOver
  const validFor = duration(codeExpiresAt - now, locale)
  const way = ways.find(({ id }) => id === chosen)
  if (lookup !== null || way === undefined) return texts.askCode.stranger({ validFor })
  return texts.askCode[way.medium]({ mask: way.mask, validFor })
}

/** "What is the code?" would be no question while there is none that works. */
function briefly(texts: Texts, { context, now }: ViewInput<Context>): string | null {
  const { codeExpiresAt, notice } = context
  if (codeExpiresAt === null) return null
  if (notice?.kind === 'expired-code') return texts.brieflyOver
  return codeExpiresAt > now ? texts.briefly : null
}

type Shown = Pick<View, 'question' | 'briefly' | 'choices' | 'form' | 'expects'>

function askingCode(texts: Texts, input: ViewInput<Context>): Shown {
  const { locale } = input
  return {
    question: codeQuestion(texts, input),
    briefly: briefly(texts, input),
    choices: [own('resend', locale), own('other-way', locale), personChoice(locale)],
    form: codeForm(texts),
    expects: 'value',
  }
}

function askingWay(texts: Texts, { context, locale }: ViewInput<Context>): Shown {
  const others = otherWays(context)
  return {
    question: others.length === 0 ? texts.noOtherWay : texts.askWay,
    briefly: null,
    choices: [...others.map((way) => wayChoice(way, locale)), personChoice(locale)],
    form: null,
    expects: 'choice',
  }
}

function shown(prompt: Prompt, texts: Texts, input: ViewInput<Context>): Shown {
  switch (prompt) {
    case 'ask-code':
      return askingCode(texts, input)
    case 'ask-verification-method':
      return askingWay(texts, input)
    default:
      return prompt satisfies never
  }
}

/** What each prompt of verify identity shows. */
export function view(prompt: Prompt, input: ViewInput<Context>): View {
  const texts = catalogue[input.locale]
  return {
    ...shown(prompt, texts, input),
    notice: noticeText(texts, input),
    link: null,
    help: texts.help[prompt],
    why: texts.why[prompt],
    status: texts.status[input.context.purpose],
  }
}
