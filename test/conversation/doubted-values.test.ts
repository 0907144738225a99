import { expect } from 'chai'
import { createWorld, type World } from '../stand-ins/world.ts'

const email = 'li.wei@example.com'

async function worldOfOwner(): Promise<World> {
  const world = createWorld()
  await world.add({ loginEmail: email })
  return world
}

/** Whole orders, which name the account they are for and leave nothing to ask. */
const orders = [
  `forgot my password, my email is ${email}`,
  `reset the password of ${email}`,
  `please reset my password: ${email}`,
  `hi, reset my password please, ${email}, thanks`,
  `我忘了 ${email} 的密码`,
  `忘记密码，我的邮箱是${email}`,
]

/** Sentences about a password with an address in them, which order nothing plainly. */
const mentions = [
  `should I reset the password for ${email}?`,
  `before I reset my password: is ${email} even registered?`,
  `reset the password but not for ${email}, that one is fine`,
  `forgot my password, write me at ${email}, I sign in with a different one`,
  `don't reset the password of ${email}`,
  `yesterday I reset the password of ${email} and I still cannot get in`,
  `reset my wife's password, it is ${email}`,
  `if I forgot my password, do you write to ${email}`,
  `“reset the password of ${email}”`,
  `Hello customer,\nreset your password now.\nSecurity <${email}>`,
  `Sign in\nEmail ${email}\nPassword\nForgot password?`,
  `昨天用 ${email} 重置过密码了还是登不上`,
  `要不要重置${email}的密码`,
  `我老婆忘了密码，她的邮箱是${email}`,
  `不是${email}，是另一个邮箱的密码忘了`,
  `“忘记密码请联系 ${email}”`,
]

describe('an address in a sentence about passwords', () => {
  for (const words of orders) {
    it(`gets its mail at once by a plain order: ${words}`, async () => {
      const world = await worldOfOwner()
      const said = await world.say(words)
      expect(said.step.prompt).to.equal('wait-for-page')
      expect(world.sent).to.have.lengthOf(1)
    })
  }

  for (const words of mentions) {
    it(`gets nothing by being named: ${JSON.stringify(words)}`, async () => {
      const world = await worldOfOwner()
      const said = await world.say(words)
      expect(world.sent).to.deep.equal([])
      expect(said.step.prompt).not.to.equal('wait-for-page')
    })
  }
})
