import type { Scene } from '../../stand-ins/gallery.ts'

/** Signing in by code, as Li Wei who has a recovery email besides, and as Wang Fang who has none. */
const signIn = (id: string, mobile: string) => ['sign in', 'use my account id and a code', id, `{code ${mobile}}`]

const en = (name: string, ends: string, ...lines: readonly string[]): Scene => ({
  name,
  locale: 'en',
  lines,
  ends,
})

const zh = (name: string, ends: string, ...lines: readonly string[]): Scene => ({
  name,
  locale: 'zh-CN',
  lines,
  ends,
})

const menu = 'menu/ask-what'

const asLiWei = signIn('100000000012', '+8613800138000')
const asWangFang = ['登录', '用验证码', '100000000045', '{code +8613800138002}']

/** Every flow and every situation in both languages. */
export const flowScenes: readonly Scene[] = [
  en('retrieve-account', menu, 'hello', 'I forgot my account', 'mobile', '1380013', '13800138001', 'why', '{code +8613800138001}', 'thanks'),
  zh('retrieve-account', menu, '你好', '我忘记账号了', '手机', '1380013', '13800138001', '为什么', '{code +8613800138001}', '谢谢'),
  en('retrieve-by-id', menu, 'my account id is 100000000023, I want the account details', 'yes', 'help', '13800138001'),
  zh('retrieve-by-id', menu, '100000000023', '是', '帮助', '13800138001'),
  en('reset-password', 'reset-password/wait-for-page', 'forgot password', 'not sure', 'li.wei@example.com', 'how long does it take', 'hello?', 'is it broken', 'come on'),
  zh('reset-password', 'reset-password/wait-for-page', '忘记密码', '不知道怎么办', 'li.wei@example.com', '要多久', '在吗', '还没好', '快点'),
  en('sign-in', menu, ...signIn('100000000067', '+12025550147'), 'sign out'),
  zh('sign-in', menu, '登录', '用验证码', '100000000067', '{code +12025550147}', '退出登录'),
  en('change-password', 'change-password/wait-for-page', ...asLiWei, 'change my password', '{code li.wei@example.net}', 'what now', 'ok'),
  zh('change-password', menu, ...asWangFang, '修改密码'),
  en('change-contact', menu, ...asLiWei, 'I want my bills at bills@example.org', '{code li.wei@example.net}', 'no, the address is accounts@example.org', 'are you sure?', 'yes', 'later', 'only this one'),
  zh('change-contact', menu, ...asWangFang, '修改联系邮箱'),
  en('change-recovery', 'verify-channel/ask-code', ...asLiWei, 'change my recovery number to 13900139000', '{code li.wei@example.net}', 'yes', 'I do not have that phone'),
  zh('change-recovery', menu, ...asWangFang, '修改安全手机'),
  en('bind-email', menu, ...asLiWei, 'change my login email', 'change it', '{code li.wei@example.net}', 'li.new@example.org', 'no', 'cancel'),
  zh('bind-email', menu, '登录', '用验证码', '100000000023', '{code +8613800138001}', '绑定邮箱'),
  en('my-account', 'my-account/ask-check-up', ...asLiWei, 'my account', 'messages I get', 'Stop events by mail', 'back', 'recovery check-up', 'what?', 'hm'),
  zh('my-account', 'my-account/ask-check-up', ...asWangFang, '我的账号', '找回检查'),
  en('explain-lock', menu, 'why am I locked?'),
  zh('explain-lock', menu, '为什么被锁定了'),
  en('talk-to-support', menu, 'a person', 'help', 'hm', 'The console shows an error when I sign in, since Monday.', 'wait, not yet', 'yes', 'what is my case number', 'nothing', 'cancel my case', 'yes', 'status'),
  zh('talk-to-support', menu, '人工', '嗯', '从周一开始，控制台一登录就报错。', '等一下', '是', '我的工单号是多少', '没有了', '取消我的工单', '是', '状态'),
  en('claim-account', menu, 'evidence form', '100000000045', 'Acme Trading Ltd', 'since March 2026', 'our former administrator', 'x', 'the invoices of two years and the business licence', 'Jo Park, head of finance, on weekdays from 9 to 17', 'what happens then?', 'yes'),
  zh('claim-account', menu, '找回公司账号', '100000000056', '示例贸易有限公司', '今年三月', '离职的管理员', '两年的发票和营业执照', '财务负责人，工作日上午都在', '是'),
  en('lost-phone', 'talk-to-support/ask-problem', 'find my account', 'mobile', 'my phone was stolen yesterday', 'account id', '100000000034', 'I don’t have that phone', 'a person'),
  zh('lost-phone', 'talk-to-support/ask-problem', '找回账号', '账号ID', '100000000034', '手机丢了', '人工'),
  en('no-code', menu, 'the code never arrives'),
  zh('no-code', menu, '一直收不到验证码'),
  en('cannot-sign-in', menu, 'I cannot sign in', 'I cannot sign in'),
  zh('cannot-sign-in', menu, '登录不了', '还是登录不了'),
  en('compromised', 'talk-to-support/confirm-case', 'somebody hacked my account', 'a person', 'Somebody hacked my account and changed the email.'),
  zh('compromised', 'talk-to-support/confirm-case', '我的账号被盗了', '人工', '账号被盗，邮箱也被改了。'),
  en('change-number', menu, 'I have a new phone number'),
  zh('change-number', menu, '我换手机号了'),
  en('change-email', menu, 'I want to use another email address'),
  zh('change-email', menu, '我要换邮箱'),
  en('close-account', menu, 'please delete my account'),
  zh('close-account', menu, '我要注销账号'),
  en('leaver', 'claim-account/ask-claim-account', 'our administrator left the company and took the account with him', 'recover a company account'),
  zh('leaver', 'claim-account/ask-claim-account', '管理员离职了，公司账号在他手上', '找回公司账号'),
  en('outside', menu, 'how do I resize the disk of my server', 'what is the weather'),
  zh('outside', menu, '怎么给服务器扩容硬盘', '今天天气怎么样'),
]
