import type { ConceptWords } from '../../src/flow/language.ts'
import { phrases } from '../../src/flow/phrases.ts'

/** Chinese words that stand for the same thing. */
export const concepts: ConceptWords = {
  account: phrases(
    'zhanghao | zhang hao | 账号 | 用户 | 我的号 | 我号 | 这个号 | 个号 | 号被 | 号找 | 号忘 | 把号 | 封号 | 上号',
  ),
  username: phrases('yonghuming | yong hu ming | 用户名 | 登录名 | 账号名 | 账号ID | 账号名称'),
  password: phrases('mima | mi ma | 密码 | 口令 | 登录密码'),
  phone: phrases('shouji | shou ji | 手机 | 电话 | 手机卡 | 卡 | sim卡 | 苹果手机'),
  number: phrases(
    'shoujihao | haoma | shoujihaoma | 手机号 | 手机号码 | 号码 | 电话号码 | 新号 | 旧号 | 换号 | 号换 | 改号 | 门号 | 电话',
  ),
  email: phrases('信箱 | 收件箱 | youxiang | you xiang | 邮箱 | 邮件 | 电子邮箱 | 邮件地址'),
  code: phrases(
    'yanzhengma | yan zheng ma | duanxin | 验证码 | 短信 | 校验码 | 动态码 | 动态密码 | 简讯',
  ),
  lost: phrases(
    'diule | diu le | diushi | mei le | 丢了 | 丢失 | 掉了 | 不见了 | 没了 | 遗失 | 弄丢 | 找不到 | 不在身边',
  ),
  stolen: phrases('被偷 | 被盗 | 被抢 | 小偷 | 偷了 | 盗了'),
  broken: phrases('坏了 | 摔坏 | 碎了 | 进水'),
  forgot: phrases(
    'wangji | wang le | wangle | wang ji | wangjile | bu jide | 忘 | 忘了 | 忘记 | 不记得 | 想不起 | 记不清 | 记不得 | 不知道 | 记不住',
  ),
  change: phrases(
    'xiugai | xiu gai | genghuan | gai | huan | 修改 | 更改 | 更换 | 换 | 改 | 变更 | 变了 | 换了 | 更新 | 改一下 | 更正 | 纠正',
  ),
  bind: phrases('绑定 | 解绑 | 换绑 | 绑 | 关联 | 改绑 | 解除绑定'),
  reset: phrases('chongzhi | chong zhi | zhaohui | zhao hui | 重置 | 找回 | 重设 | 取回 | 恢复'),
  find: phrases('zhaohui | zhao hui | 查 | 找 | 查询 | 查找 | 找回'),
  new: phrases('新的 | 另一个 | 别的'),
  key: phrases('密钥 | 私钥 | 令牌 | api key | accesskey | token | AK | key'),
  exposed: phrases('泄露 | 泄漏 | 外泄 | github | 公开 | 提交到 | 传到 | 发到网上 | 贴到 | 作废'),
  'carry-on': phrases(
    '不要取消 | 不想取消 | 不想停 | 别取消 | 不取消 | 别停 | 不要停 | 继续弄 | 别终止',
  ),
  shut: phrases(
    '进不去 | 登不上 | 打不开 | 上不去 | 用不了 | 停用了 | 没了 | 不用了 | 登不进 | 收不了 | 进不了 | 没有了',
  ),
  unasked: phrases(
    '没申请 | 不是我要的 | 没操作 | 什么都没弄 | 没要 | 没点过 | 没点登录 | 没登录 | 没登过 | 什么都没干 | 莫名其妙 | 为什么给我发 | 为啥给我发 | 干嘛给我发 | 怎么给我发 | 老给我发 | 谁给我发的',
  ),
  everywhere: phrases(
    '其他设备 | 别的设备 | 所有设备 | 其他电脑 | 别的电脑 | 其他登录 | 其它手机 | 别处 | 其他地方 | 其它地方 | 全部设备 | 其它设备 | 哪些设备 | 网吧 | 别人电脑',
  ),
  'sign-out': phrases('踢 | 退出 | 登出 | 下线 | 登着 | 登录了'),
  self: phrases('我'),
  person: phrases(
    'rengong | kefu | ren gong | ke fu | 人工 | 客服 | 真人 | 工作人员 | 专员 | 操作员 | 活人 | 技术支持 | 热线 | 工程师 | 报障',
  ),
  somebody: phrases('经理 | 领导 | 主管 | 有人 | 来个人 | 找个人 | 叫个人 | 换个人'),
  talk: phrases(
    'zhuan | 转 | 联系 | 转接 | 打电话 | 沟通 | 投诉 | 接通 | 回电话 | 打个电话 | 来个电话',
  ),
  case: phrases('工单 | 单子 | 问题单 | 投诉 | case | 故障单 | 反馈 | 申请 | 申诉 | 材料'),
  open: phrases('提交 | 新建 | 开一个 | 提一个 | 创建 | 提工单'),
  state: phrases('进度 | 状态 | 怎么样了 | 处理到哪 | 有结果 | 催'),
  hacked: phrases(
    'bei dao | beidao | daohao | xielou | 被盗 | 被黑 | 黑客 | 入侵 | 盗用 | 盗号 | 异地登录 | 钓鱼 | 泄露 | 骗子 | 挖矿 | 假网站 | 骗子页面 | 陌生登录 | 不是本人 | 不是我 | 异常登录',
  ),
  locked: phrases(
    'suoding | suo le | dongjie | suozhu | 锁 | 锁定 | 冻结 | 封 | 解锁 | 解冻 | 限制 | 停用 | 禁用 | 受限 | 被封 | 次数过多 | 停权 | 解开 | 号停 | 号给停 | 不让登 | 不让进 | 太频繁 | 太多次 | 次数太多',
  ),
  close: phrases('注销 | 销户 | 删除 | 关闭 | 销号 | 删号 | 删掉 | 删了 | 清空 | 清除 | 撤销账'),
  left: phrases('离职 | 辞职 | 走了 | 前员工 | 前任 | 跑路 | 去世 | 前同事 | 交接'),
  staff: phrases('员工 | 同事 | 管理员 | 运维 | 负责人 | 公司账号 | 老板'),
  'not-arrive': phrases(
    'shoubudao | shou bu dao | mei shoudao | 收不到 | 呢 | 重发 | 再发 | 重新发 | 没有验证码 | 没看到 | 没收到 | 没有收到 | 没来 | 不来 | 未收到 | 接收不到 | 还没到 | 没影 | 迟迟 | 啥也没有 | 什么都没有 | 没有短信 | 没有邮件',
  ),
  'not-work': phrases('错误 | 不对 | 不正确 | 失效 | 无效 | 失败 | 不能用 | 报错 | 过期'),
  'sign-in': phrases('denglu | deng lu | deng | 登录 | 登入 | 登陆 | 登不上 | 登不进 | 登'),
  cannot: phrases(
    'deng bu shang | bu liao | dengbushang | jin bu qu | 不了 | 不上 | 进不去 | 无法 | 不能 | 没法 | 上不去 | 登不上',
  ),
  access: phrases(
    'jin bu qu | 进不去 | 进入 | 访问 | 能进 | 不让进 | 登不进 | 不让她进 | 不让我进',
  ),
  contact: phrases('联系 | 通知 | 消息 | 提醒 | 告警 | 联系人 | 联系方式 | 账单'),
  recovery: phrases(
    '安全手机 | 安全邮箱 | 密保 | 备用 | 验证身份 | 证明身份 | 身分 | 绑定手机 | 绑定的手机 | 验证手机 | 预留',
  ),
  settings: phrases('设置 | 概览 | 资料 | 信息 | 资讯 | 订阅 | 退订 | 个人中心'),
  other:
    phrases(`微信 | QQ号 | QQ账号 | QQ密码 | QQ被 | 我的QQ | QQ登 | 支付宝 | 淘宝 | wifi | root | 数据库 | 网站 | 路由器 | 银行卡 | 信用卡 | 支付密码 | 游戏 | 服务器密码
    | 苹果ID | 工商银行 | 建设银行 | 招商银行 | 银行账号 | 花呗 | 借呗 | 远程 | 实例 | 抖音 | 交易密码
    | 小红书 | 微博 | 快手 | 知乎 | 百度 | 京东 | 拼多多 | 美团 | B站 | 钉钉 | 飞书 | 网易云 | 宝塔 | 王者 | 原神 | steam | 苹果账号 | 谷歌账号`),
  mailhost: phrases('qq邮箱 | 163邮箱 | 126邮箱 | foxmail | 新浪邮箱'),
  money: phrases(
    '退款 | 发票 | 充值 | 还款 | 借款 | 额度 | 付款 | 订单 | 价格 | 多少钱 | 利息 | 贷款 | 红包 | 转账 | 提现 | 优惠',
  ),
  ask: phrases('你能做什么 | 你会什么 | 有什么功能 | 你能帮 | 可以做什么'),
  errand:
    phrases(`闹钟 | 提醒我 | 音乐 | 歌 | 电影 | 天气 | 新闻 | 机票 | 火车 | 高铁 | 酒店 | 外卖 | 菜 | 日程 | 笑话 | 股票 | 地图 | 导航 | 灯 | 小说
    | 比赛 | 频道 | 节目 | 电视 | 打电话给 | 发短信给 | 发邮件给 | 通讯录 | 新建联系人 | 联系人叫 | 打车 | 航班 | 做法 | 怎么做 | 好吃 | 翻译
    | 医院 | 吃什么 | 喜欢 | 唱 | 播放 | 浏览器 | 下载 | 快递 | 车 | 狗 | 猫`),
  machine: phrases(
    '服务器 | 云主机 | 域名 | 备案 | 证书 | 硬盘 | 快照 | 容器 | 防火墙 | 带宽 | 集群 | 备份 | 镜像 | 端口 | 代码 | python | java | docker | nginx | 接口 | api',
  ),
  ware: phrases(
    '物流 | 订单 | 商品 | 发货 | 收货 | 退货 | 优惠券 | 会员 | 套餐 | 押金 | 运费 | 信用卡 | 银行卡 | 还款 | 借款 | 征信 | 分期 | 提现 | 实名 | 认证 | 注册 | 开户 | 身份证 | 人脸',
  ),
}

/** What weighs as evidence alone and is nothing that the classifier reads. */
export const signs: ConceptWords = {
  users: phrases('所有用户 | 全部用户 | 我的用户 | 我们的用户'),
  intruder: phrases(
    '有人一直 | 有人老是 | 有人总是 | 有人不停 | 有人在改 | 有人在试 | 有人想改 | 有人试图 | 别人在改 | 陌生人',
  ),
}
