import type { Assistant } from '../src/flow/assistant.ts'
import type { Dialog } from '../src/flow/dialog.ts'
import { recognise } from './assistant/recognise.ts'
import { en } from './assistant/texts.en.ts'
import { zhCn } from './assistant/texts.zh-cn.ts'
import { retrieveAccount } from './retrieve-account/index.ts'
import { confirmMobile } from './shared/confirm-mobile/index.ts'
import { humanCheck } from './shared/human-check/index.ts'
import { talkToSupport } from './talk-to-support/index.ts'

/** The only list of flows. */
const dialogs: readonly Dialog[] = [retrieveAccount, talkToSupport, confirmMobile, humanCheck]

/** Everything the assistant says and when. */
export const assistant: Assistant = {
  dialogs: new Map(dialogs.map((dialog) => [dialog.id, dialog])),
  menu: ['retrieve-account', 'talk-to-support'],
  texts: { en, 'zh-CN': zhCn },
  languageNames: { en: 'English', 'zh-CN': '中文' },
  recognise,
}
