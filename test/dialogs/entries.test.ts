import { expect } from 'chai'
import { vocabulary } from '../../src/app/vocabulary.ts'
import { phrases } from '../../src/flow/phrases.ts'
import { loadIntentModel } from '../../src/app/intent-model.ts'
import { createUnderstanding } from '../../src/text/understand.ts'
import { written } from '../text/phrase-case.ts'

const understand = createUnderstanding(vocabulary, loadIntentModel())

const meant = (text: string): string =>
  written(understand({ text, choices: [], expects: 'choice' }))

const table: Readonly<Record<string, string>> = {
  '@retrieve-account': `forgot account | I forgot my account | find my account | I don't know my account | 忘记账号 | 找回账号 | 我忘记账号了`,
  '@reset-password': `forgot password | I forgot my password | Reset my password | i forgot my pasword | reset password please
    | I can't remember my password | how can I reset the old password | I forgot the password of my account
    | my password does not work | 忘记密码 | 我忘记密码了 | 密码忘了怎么办 | 帮我重置一下密码 | 请问怎么找回密码`,
  '@change-password': `change password | I want to change my password | change my pasword | update my password please
    | 修改密码 | 我想改密码 | 怎么更换密码 | 帮我换个密码`,
  '@explain-lock': `why am I locked | why am I locked out? | my account is locked | sign-in locked | Is my account locked?
    | unlock my account please | 为什么被锁 | 我的账号被锁了 | 登录被锁定了 | 怎么解锁账号`,
  '!cannot-sign-in': `I cannot sign in | I can't log in | 登录不了`,
  '@sign-in': `sign in | Sign in please | log in | I want to log in | login | 登录 | 我要登录`,
  '@my-account': `my account | My account please | show my account | what do I get here? | recovery check-up
    | 我的账号 | 账号概览 | 我会收到什么消息`,
  '@change-contact': `change my contact number | I want to change my contact email | update my contact details
    | my contact email has changed | 我要修改联系方式 | 怎么更换联系邮箱`,
  '@change-recovery': `change my recovery number | my recovery number changed | I want to change my recovery email
    | 修改安全手机 | 我要更换安全邮箱 | 我的安全手机换了`,
  '@bind-email': `bind a login email | I want to bind an email | change my login email | unbind my login email
    | 绑定登录邮箱 | 我要绑定邮箱 | 解绑登录邮箱`,
  '@talk-to-support': `open a case | 提交工单`,
  '?@change-password,@reset-password': `password | 密码 | how do I set a new password`,
  'sign-out': `sign out | log out | 退出登录`,
  person: `I cannot log in and want to talk to somebody | a person`,
  'start-over': `reset this | start over`,
  '!compromised': `somebody keeps resetting my password | 有人一直在重置我的密码`,
  '!lost-phone': `my phone was stolen, the server is 203.0.113.10 | 手机被偷了，服务器是203.0.113.10`,
  '!change-number': `I have a new phone number`,
  '!outside': `my server is down | 今天天气不错`,
  words: `I don't want to reset my password`,
}

describe('the flows, found from free words', () => {
  for (const [expected, cell] of Object.entries(table)) {
    it(`takes what people say for ${expected}`, () => {
      const wrong = phrases(cell).flatMap((text) => {
        const got = meant(text)
        return got === expected ? [] : [`${text}: ${got}`]
      })
      expect(wrong).to.deep.equal([])
    })
  }

  it('takes every phrase of every flow for that flow', () => {
    const wrong = vocabulary.flows.flatMap(({ flow, also }) =>
      also
        .filter((text) => !text.includes('^'))
        .map((text) => [text, meant(text)] as const)
        // Asking for a person is a command as well, and both lead to one place.
        .filter(
          ([, got]) => got !== `@${flow}` && !(flow === 'talk-to-support' && got === 'person'),
        )
        .map(([text, got]) => `${text} is ${flow}, taken for ${got}`),
    )
    expect(wrong).to.deep.equal([])
  })
})
