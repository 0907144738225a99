import { cases, type PhraseCase } from './phrase-case.ts'

/** What people type in Chinese, and what it must be taken for, under each kind of question. */
export const chinese: readonly PhraseCase[] = [
  ...cases(
    'choice',
    'help',
    `请帮帮我 | 我看不懂 | 这个怎么弄啊 | 我该怎么办呢 | 能帮帮我吗 | 不知道怎么办了 | 这是什么意思啊 | 你能做什么呢
    | 帮助！ | 我不太明白 | 怎么操作呢？ | 请给点提示`,
  ),
  ...cases(
    'choice',
    'cancel',
    `请取消 | 我要取消 | 取消一下 | 那算了吧 | 我不想弄了 | 算了，不弄了 | 我想退出 | 先取消吧 | 我放弃了
    | 帮我取消 | 好吧，算了 | 停止吧 | 取消！ | 我改主意了，取消吧`,
  ),
  ...cases(
    'choice',
    'back',
    `请返回上一步 | 我要返回 | 回到上一步吧 | 我填错了 | 能返回上一步吗 | 刚才填错了 | 帮我退回上一步 | 返回吧
    | 上一步。 | 输错了，返回`,
  ),
  ...cases(
    'choice',
    'start-over',
    `我要重新开始 | 从头再来吧 | 请重新开始 | 能重来吗 | 重新来过吧 | 我想从头开始 | 再从头来一下 | 全部重来吧`,
  ),
  ...cases(
    'choice',
    'status',
    `现在到哪一步了 | 进度怎么样了 | 请查一下进度 | 办好了吗？ | 还要等多久啊 | 现在什么情况 | 有结果了吗
    | 帮我查进度`,
  ),
  ...cases(
    'choice',
    'status 1042',
    `工单1042 | 1042号工单 | 查一下工单1042 | 工单1042的状态 | 1042号工单到哪了 | 状态 1042 | 进度1042
    | 帮我查询工单 1042 | 案件1042到哪了 | ＃1042 | 【工单1042】
    | 工单一零四二 | 工单号一〇四二 | 案件一零四二到哪了 | 一零四二号工单`,
  ),
  ...cases(
    'choice',
    'why',
    `为什么呢 | 为什么要这个啊？ | 这有什么用 | 为什么需要我的手机号 | 要这个干嘛 | 有必要吗？ | 为啥呀 | 一定要吗`,
  ),
  ...cases(
    'choice',
    'repeat',
    `请再说一遍 | 没听清，再说一遍 | 再说一次吧 | 你刚才问什么 | 能重复一下吗 | 问题是什么来着 | 麻烦重复一遍`,
  ),
  ...cases(
    'choice',
    'language',
    `我要换语言 | 请切换语言 | 能换个语言吗 | 怎么切换语言 | 帮我换一种语言`,
  ),
  ...cases(
    'choice',
    'language zh-CN',
    `中文 | 用中文 | 请说中文 | 切换到中文 | 能说中文吗 | 我要用中文 | 换成简体中文 | 语言 中文 | 中文吧`,
  ),
  ...cases(
    'choice',
    'language en',
    `英文 | 切换到英文 | 请用英语回复 | 改成英文 | 用English | 语言换成英语 | 说英文吧`,
  ),
  ...cases(
    'choice',
    'person',
    `转人工 | 我要转人工 | 请转接人工客服 | 人工！人工！ | 我要找真人 | 能帮我转人工吗 | 有没有真人客服 | 我想找客服
    | 请帮我联系客服 | 给我转人工服务 | 叫个人来吧 | 我手机丢了，请帮我转人工 | 你们有人工客服吗 | 试了好几次都不行，找人工`,
  ),
  ...cases(
    'choice',
    'sign-out',
    `请退出登录 | 帮我登出 | 我要退出登录 | 我想退出账号 | 登出吧 | 请帮我下线`,
  ),
  ...cases(
    'choice',
    'menu',
    `返回主菜单 | 我要回首页 | 给我看看菜单 | 打开主菜单 | 请回到菜单 | 还能做什么呢 | 我想办别的`,
  ),

  ...cases(
    'choice',
    'greeting',
    `你好 | 您好！ | 你好啊 | 在吗？ | 早上好 | 哈喽 | 你好你好 | 嗨，你好`,
  ),
  ...cases(
    'choice',
    'thanks',
    `谢谢 | 谢谢你啊 | 非常感谢！ | 好的，谢谢 | 多谢了 | 辛苦了 | 谢谢您的帮助`,
  ),
  ...cases(
    'choice',
    'bot',
    `你是机器人吗？ | 你是真人吗 | 请问你是谁 | 是不是机器人啊 | 你叫什么名字？ | 请问是真人吗`,
  ),

  ...cases(
    'choice',
    '#mobile',
    `手机号 | 手机 | 用手机号 | 第一个 | 1 | １ | 一 | 选第一个 | 我选1 | 用手机号查吧 | 手机号码吧 | 我要用手机号找 | 第1个`,
  ),
  ...cases(
    'choice',
    '#account-id',
    `账号ID | 用账号ID | 第二个 | 2 | 选2 | 我知道账号id | 我选第二个 | 二 | 账号id吧`,
  ),
  ...cases(
    'choice',
    '#server-ip',
    `服务器IP | 第三个 | 3 | 三 | 最后一个 | 用服务器ip吧 | 我有服务器ip | 我选最后一个`,
  ),
  ...cases('choice', '?#mobile,#server-ip', `手机号还是服务器ip呢 | 手机号和服务器IP都有`),

  ...cases(
    'choice',
    '@retrieve-account',
    `我忘记账号了 | 找回账号 | 我想找回我的账号 | 账号忘了怎么办 | 帮我找回账号 | 我忘了账号 | 你好，我想找回账号
    | 请问怎么找回账号 | 账号找不到了`,
  ),
  ...cases(
    'choice',
    '@reset-password',
    `我忘记密码了 | 重置密码 | 帮我重置一下密码 | 密码忘了 | 忘了密码怎么办 | 想要重置我的密码 | 你好，我忘记密码了
    | 请问怎么重置密码 | 密码想不起来了`,
  ),
  ...cases(
    'choice',
    '@change-contact',
    `我要修改联系方式 | 更换联系邮箱 | 怎么修改联系电话 | 修改我的联系方式`,
  ),
  ...cases('choice', '?@change-password,@reset-password', `密码 | 密码的问题`),

  ...cases(
    'choice',
    'words',
    `取消我的服务器 | 帮我取消订单 | 我不想取消 | 不要取消 | 别取消 | 停止我的实例 | 重启服务器 | 我不要人工客服 | 不要转人工
    | 我的钱什么时候退回 | 今天天气不错 | 第五个 | 4 | 9号 | 我想订披萨 | 语言模型出错了 | 服务器状态异常 | 我不想重置密码 | 蓝色 | 13800138000
    | 银行 | 备份数据库 | 返回值是空的 | 啊啊啊啊 | 一二三 | 。。。`,
  ),

  ...cases(
    'value',
    'words',
    `13800138000 | 我的手机号是13800138000 | 验证码123456 | １２３４５６ | 203.0.113.10 | 第一个 | 1 | 不对，是13900139000
    | li@例子.中国 | 100000000012 | 尾号是34`,
  ),
  ...cases('value', '^lacks', `我记不清 | 欠费停机了`),
  ...cases('value', '^stops', `算了以后再说`),
  ...cases('value', 'cancel', `别再发了`),
  ...cases('choice', '^explains', `什么是服务器IP | 有什么区别`),
  ...cases('value', 'cancel', `取消 | 算了吧 | 我不想弄了`),
  ...cases('value', 'back', `返回 | 请返回上一步`),
  ...cases('value', 'why', `为什么要手机号 | 为什么`),
  ...cases('value', 'help', `帮助 | 怎么填`),
  ...cases('value', 'person', `转人工 | 手机早就不用了，我要找人工客服`),
  ...cases('value', '#account-id', `账号ID | 改用账号ID吧`),
  ...cases('value', '#server-ip', `我还是用服务器IP吧`),
  ...cases('value', '@reset-password', `我忘记密码了`),
  ...cases('value', 'status 1042', `工单1042`),

  ...cases(
    'words',
    'words',
    `我登录不了 | 手机坏了，想找人工客服帮我处理 | 第一个 | 1 | 谢谢 | 你好 | 忘记密码 | 取消我的服务器 | 我想取消之前的订单然后返回
    | 为什么总是失败 | 手机号收不到短信 | 状态一直不对 | 换了中文也不行`,
  ),
  ...cases('words', 'cancel', `取消 | 算了`),
  ...cases('words', 'back', `返回 | 上一步`),
  ...cases('words', 'help', `帮助`),
  ...cases('words', 'person', `转人工 | 人工客服`),
  ...cases('words', 'language en', `切换到英文`),
  ...cases('words', '#server-ip', `服务器IP`),
  // Situations are met inside a flow, too.
  ...cases('choice', '!lost-phone', `手机坏了 | 手机号已经停机`),
  ...cases('value', '!lost-phone', `手机不在身边`),
  ...cases('choice', '!change-number', `我手机号换了`),
]
