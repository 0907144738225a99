import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { intentModelFile, loadIntentModel } from '../../src/app/intent-model.ts'
import { projectRoot } from '../../src/root.ts'
import { vocabulary } from '../../src/app/vocabulary.ts'
import { phrases } from '../../src/flow/phrases.ts'
import { createUnderstanding } from '../../src/text/understand.ts'
import { trainedModel } from '../../training/model.ts'
import { traditionalFile } from '../../training/traditional.ts'
import { written } from './phrase-case.ts'

const understand = createUnderstanding(vocabulary, loadIntentModel())

const meant = (text: string): string =>
  written(understand({ text, choices: [], expects: 'choice' }))

/** What people say, and what it is taken for. */
const table: Readonly<Record<string, string>> = {
  '!lost-phone': `my phone is gone and with it the codes | the codes go to my old number, which I lost | 手机丢了收不到验证码 | 验证码发到旧手机上了 | shouji diule | somebody stole my phone | I lost my phone and cannot get the code | my mobile got stolen on the tram | 我手机被偷了 | 手機不見了`,
  '!cannot-sign-in': `I can't get into my account | 我登不上账号`,
  '!compromised': `my account has been hacked | somebody is using my account | 我的账号被盗了`,
  '!change-email': `change my email address | 修改邮箱 | there's a typo in my e-mail address`,
  '!close-account': `please delete my account | 我要注销账号 | 不想用了，资料全部删掉`,
  '!leaver': `our admin left the company and the account is in his name | 员工离职了，账号在他名下`,
  '!crisis': `I want to end my life | I see no reason to live any more | I'm standing on the bridge and want to jump | everything is lost and I'd rather be dead
    | 我不想活了 | 数据没了，人也不想活了 | 我真的撑不下去了 | 我想自殺`,
  upset: `this slow thing is killing me | you are useless | shut up, stupid bot | what a rubbish company | 这破网站气死我了 | 你真没用 | 我要被你们气死了 | 傻逼机器人`,
  '!bereaved': `my father died and nobody has his password | the account holder has passed away | 我爸去世了，他的账号登不上 | 账号主人过世了怎么办`,
  '!others-account': `I need my mother's login, she is ill | tell me whose number is on that account, it is my partner's | 帮我老婆改密码，她住院了 | 我要合伙人账号的手机号`,
  '!leaked-key': `our api key was leaked | I pushed my secret access key to a public repo | 我把密钥传到github上了 | 访问密钥泄露了`,
  '!hacked-mailbox': `my mailbox was hacked | the email mei@example.org got hacked | 我的邮箱被黑了`,
  '!unasked-code': `I received a code that I did not ask for | why did you send me a code | 收到验证码，但我没申请`,
  '!other-devices': `log out all other devices | sign me out everywhere | 把别的设备都踢下线`,
  '!lost-mailbox': `I have to reset my password but I can't get into my mailbox | 要重置密码，可是邮箱进不去`,
  privacy: `who can read this chat | do you keep my number | 聊天记录会被保存吗`,
  access: `I am blind and use a screen reader | I have no computer, only a phone | 字太小了看不清 | 没有电脑只有手机可以吗`,
  hours: `when are your people there | is support open on sundays | 你们几点上班 | 周末有人工吗`,
  trust: `how do I know that you are really from the company | somebody phoned me and said he is from you, was that you | 怎么证明你是官方的 | 刚才打电话的是你们的人吗`,
  goodbye: `bye | ok bye | that's all, thanks | 拜拜 | 没有别的事了，再见`,
  filler: `ok | hmm | lol | huh | 嗯 | 哈哈`,
  wait: `hang on | one sec, fetching my phone | 稍等 | 等一下，我去拿手机`,
  cancel: `stop texting me | 别再发短信了 | no wait don't`,
  words: `no idea | my grandson always does this | 都不是 | 记不得了`,
  '!change-number': `I want to change my phone number | Modifying Mobile Number | 我想换手机号 | 换号了 | I switched carriers and have a new number`,
  '!no-code': `the code never came | I got no text | 一直收不到验证码 | 沒有收到驗證碼 | same number but a new sim, and no texts`,
  '@retrieve-account': `I did NOT forget my password, I forgot my account | 密码没忘，账号忘了 | 帐号忘了`,
  '@change-password': `密码没忘，就是想换一个`,
  '@reset-password': `wo wangji mima le | zhaohui mima | forgot my pwd | 忘記密碼 | I forgot my passcode`,
  '@explain-lock': `why is my account blocked | 我的账户被冻结了`,
  '@my-case': `what is my case number | cancel my case`,
  '~es': `olvidé mi contraseña, necesito ayuda | ¿Alguien habla español?`,
  '~hi': `मेरा पासवर्ड भूल गया | mera account kaise kholu, password bhool gaya`,
  '~tr': `Şifremi unuttum | hesabıma giremiyorum`,
  '~vi': `tôi quên mật khẩu`,
  '~ru': `я забыл пароль`,
  '~ja': `パスワードを忘れました`,
  language: `能说粤语吗 | can we speak german | do you speak Spanish`,
  help: `what can you do | can you do it for me | I don't want a human, I'd rather do it myself | 不要转人工，我自己来`,
  bot: `are you a human? | am I talking to a person or a bot | 是人工客服吗 | 你是真人还是机器人`,
}

const heard = (text: string): string =>
  written(
    understand({
      text,
      choices: [{ id: 'other', label: 'Another way', also: [] }],
      expects: 'value',
    }),
  )

describe('what words want, by the trained classifier', () => {
  for (const [expected, cell] of Object.entries(table)) {
    it(`takes what people say for ${expected}`, () => {
      const wrong = phrases(cell).flatMap((text) => {
        const got = meant(text)
        return got === expected ? [] : [`${text}: ${got}`]
      })
      expect(wrong).to.deep.equal([])
    })
  }

  it('begins nothing for what another service knows', () => {
    const outside = phrases(`I forgot my facebook password | reset the root password of my server
      | what is the wifi password | my bank account is blocked | 微信密码忘了 | 银行卡被冻结了 | tell me a joke`)
    const begun = outside
      .map((text) => [text, meant(text)] as const)
      .filter(([, got]) => got.startsWith('@'))
    expect(begun).to.deep.equal([])
  })

  it('begins nothing that a sentence denies or sets aside', () => {
    const texts =
      phrases(`I remember my password but not the email | I know the password, what I forgot is the account
      | I do not want to reset my password, I want to know why it is locked | 我不想重置密码，我想知道为什么锁了`)
    const begun = texts.map((text) => [text, meant(text)] as const)
    expect(begun.filter(([, got]) => got.includes('reset-password'))).to.deep.equal([])
  })

  it('calls nothing outside that only fumbles, scolds or says goodbye', () => {
    const texts =
      phrases(`huh | you're useless | shut up | none of these | my daughter does that for me | what's the difference
      | see you | 我不懂电脑 | 都不是 | 拜拜 | 不弄了 | 呵呵`)
    const outside = texts.filter((text) => meant(text) === '!outside')
    expect(outside).to.deep.equal([])
  })

  it('takes no noise for an answer where a yes or no waits', () => {
    const choices = [{ id: 'yes', label: 'Yes, take it back', also: [] }]
    for (const text of ['lol', 'hmm', 'huh', '嗯哼哈哈']) {
      expect(written(understand({ text, choices, expects: 'choice' })), text).to.equal('words')
    }
  })

  it('hears what is missing, stopped or not understood where a value waits', () => {
    const expectedBy = {
      '^lacks': `I don't have that any more | no clue | my ex has it | 记不得了 | 那个号停机了`,
      '^stops': `stop sending me codes`,
      cancel: `never mind, I remember it now | 别再发了 | 不用了，我想起来了`,
      '^explains': `what do you mean by that | I got two codes, which one | 什么是IP | 这两个有什么区别`,
    }
    const wrong = Object.entries(expectedBy).flatMap(([expected, cell]) =>
      phrases(cell).flatMap((text) =>
        heard(text) === expected ? [] : [`${text}: ${heard(text)}`],
      ),
    )
    expect(wrong).to.deep.equal([])
  })

  it('asks before it begins anything for an account that is named as another service’s', () => {
    const texts =
      phrases(`unlock the door | my slack account got blocked by our admins | reset my steam password
      | I forgot my bank password | block my chase account | 朋友的账号被锁了`)
    const begun = texts.map((text) => [text, meant(text)] as const)
    expect(begun.filter(([, got]) => got.startsWith('@'))).to.deep.equal([])
  })

  it('asks about both when a new passcode is wanted', () => {
    expect(meant('could I be given a new passcode')).to.include('reset-password')
    expect(meant('could I be given a new passcode')).to.include('change-password')
  })

  it('has weights that training makes again, byte by byte', () => {
    const made = Buffer.from(trainedModel())
    const kept = readFileSync(intentModelFile)
    expect(kept.length).to.be.below(1_500_000)
    expect(made.equals(kept), 'run `npm run train` and commit training/intents.bin').to.equal(true)
  }).timeout(300_000)

  it('has the traditional characters that the library knows', () => {
    const kept = readFileSync(join(projectRoot(), 'src', 'text', 'traditional.ts'), 'utf8')
    expect(traditionalFile()).to.equal(kept)
  })
})
