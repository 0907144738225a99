import type { CommandId, SmalltalkTopic } from '../src/flow/command.ts'
import type { Locale } from '../src/flow/locale.ts'
import { phrases } from '../src/flow/phrases.ts'
import { commandsEn, smalltalkEn } from './commands.en.ts'
import { commandsZhCn, smalltalkZhCn } from './commands.zh-cn.ts'

/** The words that interrupt any flow, as people type them. */
export const commandPhrases: Readonly<
  Record<CommandId, Readonly<Record<Locale, readonly string[]>>>
> = {
  help: { en: commandsEn.help, 'zh-CN': commandsZhCn.help },
  cancel: { en: commandsEn.cancel, 'zh-CN': commandsZhCn.cancel },
  back: { en: commandsEn.back, 'zh-CN': commandsZhCn.back },
  'start-over': { en: commandsEn['start-over'], 'zh-CN': commandsZhCn['start-over'] },
  status: { en: commandsEn.status, 'zh-CN': commandsZhCn.status },
  why: { en: commandsEn.why, 'zh-CN': commandsZhCn.why },
  repeat: { en: commandsEn.repeat, 'zh-CN': commandsZhCn.repeat },
  language: { en: commandsEn.language, 'zh-CN': commandsZhCn.language },
  person: { en: commandsEn.person, 'zh-CN': commandsZhCn.person },
  'sign-out': { en: commandsEn['sign-out'], 'zh-CN': commandsZhCn['sign-out'] },
  menu: { en: commandsEn.menu, 'zh-CN': commandsZhCn.menu },
}

/** The words that want a friendly answer and nothing else. */
export const smalltalkPhrases: Readonly<
  Record<SmalltalkTopic, Readonly<Record<Locale, readonly string[]>>>
> = {
  greeting: { en: smalltalkEn.greeting, 'zh-CN': smalltalkZhCn.greeting },
  thanks: { en: smalltalkEn.thanks, 'zh-CN': smalltalkZhCn.thanks },
  bot: { en: smalltalkEn.bot, 'zh-CN': smalltalkZhCn.bot },
}

/** What each language is called, in each language. */
export const languageNames: Readonly<Record<Locale, readonly string[]>> = {
  en: phrases('english | 英文 | 英语 | en'),
  'zh-CN': phrases(
    'chinese | simplified chinese | mandarin | 中文 | 汉语 | 汉字 | 普通话 | 国语 | 简体中文 | 简体 | zh',
  ),
}

/** What stands beside a language's name or a case's number when a command names one. */
export const argumentWords: Readonly<Record<'language' | 'status', readonly string[]>> = {
  language:
    phrases(`language | speak | switch | switch to | change | change to | change language to | switch language to
    | set language to | use | reply in | answer in | write in | continue in | talk | do you speak | can you speak
    | version | 用 | 说 | 讲 | 换 | 换成 | 切换 | 切换到 | 改成 | 语言 | 语言换成 | 切换语言到 | 会说 | 会讲 | 用 回复 | 用 说 | 版 | 语言改成`),
  status:
    phrases(`case | ticket | case number | ticket number | status | status case | status of case | status of ticket
    | status ticket | check case | check ticket | show case | what about case | how is case | what happened to case
    | update on case | what is the status of case | what's the status of case | any news on case | any update on case | case no | news on case | 工单 | 工单号 | 号工单 | 查工单 | 查询工单 | 查看工单 | 工单进度 | 工单状态 | 工单 进度 | 工单 状态
    | 号工单状态 | 号工单进度 | 号工单到哪了 | 号工单怎么样了 | 案件 | 进度 | 状态 | 单号`),
}

/** Real words one slip away from a command; whoever types them means them. */
export const noSlips: readonly string[] =
  phrases(`edit | exist | bank | pack | black | jack | lack | hack | text | next
  | hell | held | heap | kelp | stay | stops | shop | step | suit | quiz | quiet | quite | many | mend | meno | hero
  | phones | parson | season | argent | urgent | home | some | come | hope | states | stats | human | peat
  | resend | send | sent | cancer | channel | reset | rest | best | test`)
