import { isContact } from '../../../src/domain/channel.ts'
import { choice } from '../../../src/flow/choice.ts'
import type { ViewInput } from '../../../src/flow/dialog.ts'
import type { Locale } from '../../../src/flow/locale.ts'
import type { Choice, View } from '../../../src/flow/reply.ts'
import { duration } from '../../../src/flow/wording.ts'
import { codeNotice } from '../../words/code-notice.ts'
import { personChoice } from '../../words/person-choice.ts'
import type { Context } from './context.ts'
import type { prompts } from './setup.ts'
import { en, type Texts } from './texts.en.ts'
import { zhCn } from './texts.zh-cn.ts'

const catalogue: Readonly<Record<Locale, Texts>> = { en, 'zh-CN': zhCn }

function own(id: keyof Texts['choices'], locale: Locale): Choice {
  return choice(id, { en: en.choices[id], 'zh-CN': zhCn.choices[id] }, locale)
}

function question(texts: Texts, { context, locale, now }: ViewInput<Context>): string {
  const { codeExpiresAt, channel, medium, mask } = context
  if (codeExpiresAt === null) return texts.noCodeYet
  if (codeExpiresAt <= now) return texts.codeOver
  const facts = { mask, validFor: duration(codeExpiresAt - now, locale) }
  return texts.askCode[channel === 'contactEmail' ? channel : medium](facts)
}

function choices({ channel }: Context, locale: Locale): readonly Choice[] {
  const always = [own('resend', locale), own('other-value', locale)]
  // Only a contact channel may wait; any other is changed with the code or not at all.
  return [...always, ...(isContact(channel) ? [own('later', locale)] : []), personChoice(locale)]
}

/** What the one prompt of verify channel shows. */
export function view(_prompt: (typeof prompts)[number], input: ViewInput<Context>): View {
  const { context, locale, now } = input
  const texts = catalogue[locale]
  const { code: label, example: placeholder, verify: submit } = texts.form
  const isLive = context.codeExpiresAt !== null && context.codeExpiresAt > now
  return {
    notice: codeNotice(texts, input),
    question: question(texts, input),
    briefly: isLive ? texts.briefly : null,
    choices: choices(context, locale),
    form: {
      fields: [{ id: 'value', kind: 'code', label, placeholder, options: [], initial: null }],
      submit,
    },
    link: null,
    expects: 'value',
    help: texts.help,
    why: texts.why,
    status: texts.status,
  }
}
