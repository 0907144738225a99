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
  '!lost-phone': `somebody stole my phone | I lost my phone and cannot get the code | my mobile got stolen on the tram | 我手机被偷了 | 手機不見了`,
  '!no-code': `the code never came | I got no text | 一直收不到验证码 | 沒有收到驗證碼`,
  '!cannot-sign-in': `I can't get into my account | 我登不上账号`,
  '!compromised': `my account has been hacked | somebody is using my account | 我的账号被盗了`,
  '!change-number': `I want to change my phone number | Modifying Mobile Number | 我想换手机号`,
  '!change-email': `change my email address | 修改邮箱`,
  '!close-account': `please delete my account | 我要注销账号`,
  '!leaver': `our admin left the company and the account is in his name | 员工离职了，账号在他名下`,
  '@retrieve-account': `I did NOT forget my password, I forgot my account | 密码没忘，账号忘了 | 帐号忘了`,
  '@reset-password': `forgot my pwd | 忘記密碼 | I forgot my passcode`,
  '@explain-lock': `why is my account blocked | 我的账户被冻结了`,
  '@my-case': `what is my case number | cancel my case`,
  '~es': `olvidé mi contraseña, necesito ayuda`,
  '~ru': `я забыл пароль`,
  '~ja': `パスワードを忘れました`,
  help: `what can you do`,
  bot: `are you a human? | am I talking to a person or a bot | 是人工客服吗 | 你是真人还是机器人`,
}

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
