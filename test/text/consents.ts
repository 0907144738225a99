import { phrases } from '../../src/flow/phrases.ts'

/** What people say for yes. */
export const agreed = [
  'yesss',
  'yeaaah',
  'all good',
  'that’s fine',
  'looks correct',
  'everything is correct',
  'I accept',
  'approved',
  'okie',
  'very well',
  'perfect, thanks',
  'great, go ahead',
  '是滴',
  '对哒',
  '好咧',
  '行嘞',
  '确认无误',
  '信息无误',
  '完全正确',
  '当然啦',
  '就这个',
  '继续吧',
  '要得',
  '我愿意',
  '係',
  '冇問題',
  '嗯好的',
  '可以的',
  '可以可以',
  '好好好',
  '对对对',
  '👌',
  '好的👌',
  'yes',
  'Yes!',
  'YES!!!',
  'yep',
  'yup',
  'yeah sure',
  'yeah',
  'y',
  'Y.',
  'ok',
  'OK',
  'Okay',
  'k',
  'sure',
  'go ahead',
  'please do',
  'yes please',
  'Yes, please.',
  'yes thanks',
  'correct',
  'that’s right',
  'of course',
  'do it',
  'yes do it now',
  'yes yes yes',
  'ok go ahead',
  'absolutely',
  'I agree',
  'sounds good',
  'right',
  'ok thanks',
  'ＹＥＳ',
  'yes\u200b',
  '👍',
  '👍🏽',
  '✅',
  '✔️',
  '👌 ok',
  'yes 👍',
  '是',
  '是的',
  '好',
  '好的',
  '好的，谢谢',
  '行',
  '嗯',
  '嗯嗯',
  '可以',
  '没错',
  '确定',
  '确认',
  '对',
  '对的',
  '同意',
  '当然可以',
  '没问题',
  '好，可以',
  '是的！！！',
  '好的好的',
  '行，确定',
  '沒問題',
  '確定',
]

/** What people say for no. */
export const refused = [
  'no',
  'No!',
  'nope',
  'n',
  'no thanks',
  'No, thank you.',
  'no no no',
  'don’t',
  'wrong',
  'that’s not right',
  '👎',
  '❌',
  '不',
  '不是',
  '不对',
  '不用了，谢谢',
  '否',
  '不行',
  '别',
  '不要',
]

/** What sounds like a yes or a no and is none. */
export const neither =
  phrases(`yeah right | yeah, right | please confirm | correct it | correct that | correct the number | yes…
  | 嗯…… | 好吧……等等 | 好吧...再想想 | yes but wait | yes, but first | yes except the email
  | yes when I’m back | yes tomorrow | I guess so | it depends | don’t send yes | do not say yes
  | I never said ok | he said yes | my wife says yes | say yes | type yes?
  | oh sure, because that worked so well | ok hang on | ok let me check | ok one sec | do you agree
  | yes cancel | yes no | sí | oui | ja | да | はい | 네 | sim | haan | نعم | yes 123456
  | yes li@example.org | 是么 | 是不 | 好不 | 好么 | 好，只是 | 好像可以 | 也许 | 应该是 | 应该没问题吧 | 我再确认一下 | 让我确认 | 别发送
  | 不要提交 | 别说是 | 我没说是 | 谁说可以 | 老板同意才行 | 要是可以 | 万一不对 | 真的假的 | 哦是吗 | 好一个是 | 好你个头 | 对了 | 对了，我想改号码
  | 同意书 | 「好」 | 『好』 | 输入是？ | 是13800138001 | 可以取消吗 | 可以先不发吗 | 明天再说 | 回头再说 | are you sure?
  | are you sure | wait before you send it | when will you send it | ok, wait | ok wait a minute
  | yes but not yet | yes, but change the number | yes if it is free | if yes, what happens? | yes?
  | ok? | sure? | not yes | not ok | not sure | "yes" | “yes” | 「是」 | ‘yes’ | should I say yes
  | what does yes mean | yesterday | yes or no | yes and no | ok so what now | maybe | I think so
  | probably yes | hm | I said yes to the other one | hold on | later | not yet | is that right
  | is it right? | do it later | go away | right after lunch | sure, once my boss agrees
  | ok I will think about it | yes unless it costs money | confirm what
  | you send it then I sue you | send what | okay… but why | I do not know | 对吗？ | 对吗 | 好的，等一下 | 好吗
  | 好，不过先等等 | 可以吗 | 行不行 | 对不对 | 是不是 | 好不好 | 确定吗？ | 是吧 | 真的可以吗 | 如果可以的话 | 嗯？ | 好像不对 | 不确定 | “好的”
  | 是吗 | 等我确认 | 要是不对呢 | 你确定 | 好了吗 | 可以晚点吗 | 好，但是不要发`)
