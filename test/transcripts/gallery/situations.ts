import type { Scene } from '../../stand-ins/gallery.ts'
import { en, menu, zh } from './scene.ts'

/** Every situation in both languages. */
export const situationScenes: readonly Scene[] = [
  en(
    'lost-phone',
    'talk-to-support/ask-problem',
    'find my account',
    'mobile',
    'my phone was stolen yesterday',
    'account id',
    '100000000034',
    'I don’t have that phone',
    'a person',
  ),
  zh(
    'lost-phone',
    'talk-to-support/ask-problem',
    '找回账号',
    '账号ID',
    '100000000034',
    '手机丢了',
    '人工',
  ),
  en('no-code', menu, 'the code never arrives'),
  zh('no-code', menu, '一直收不到验证码'),
  en('cannot-sign-in', menu, 'I cannot sign in', 'I cannot sign in'),
  zh('cannot-sign-in', menu, '登录不了', '还是登录不了'),
  en(
    'compromised',
    'talk-to-support/confirm-case',
    'somebody hacked my account',
    'a person',
    'Somebody hacked my account and changed the email.',
  ),
  zh(
    'compromised',
    'talk-to-support/confirm-case',
    '我的账号被盗了',
    '人工',
    '账号被盗，邮箱也被改了。',
  ),
  en('change-number', menu, 'I have a new phone number'),
  zh('change-number', menu, '我换手机号了'),
  en('change-email', menu, 'I want to use another email address'),
  zh('change-email', menu, '我要换邮箱'),
  en('close-account', menu, 'please delete my account'),
  zh('close-account', menu, '我要注销账号'),
  en(
    'leaver',
    'claim-account/ask-claim-account',
    'our administrator left the company and took the account with him',
    'recover a company account',
  ),
  zh('leaver', 'claim-account/ask-claim-account', '管理员离职了，公司账号在他手上', '找回公司账号'),
  en('outside', menu, 'how do I resize the disk of my server', 'what is the weather'),
  zh('outside', menu, '怎么给服务器扩容硬盘', '今天天气怎么样'),
]
