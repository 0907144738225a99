import { expect } from 'chai'
import type { BusinessHours } from '../../src/domain/business-hours.ts'
import { owner } from '../stand-ins/owner.ts'
import { createWorld } from '../stand-ins/world.ts'

/** A week in which somebody is there for a minute. */
const rarely: BusinessHours = {
  timeZone: 'Asia/Shanghai',
  week: [[{ from: 0, to: 1 }], [], [], [], [], [], []],
  holidays: [],
}

/** What is said after a case was opened outside the hours of support, by somebody who named an account before. */
async function answerFor(named: string, account: object): Promise<string> {
  const world = createWorld({ supportHours: rarely })
  await world.add({ ...owner, ...account })
  for (const text of ['find my account', 'account id', named, 'cancel', 'a person']) {
    await world.say(text)
  }
  await world.say('I cannot get in')
  return (await world.say('yes')).text
}

describe('a case outside the hours of support', () => {
  const frozen = { frozenUntil: Number.MAX_SAFE_INTEGER }

  it('T6 C1 a case outside the hours of support for a frozen, a sound and an unknown account → the same answer', async () => {
    const unknown = await answerFor('999999999999', frozen)
    expect(unknown).to.match(/1001/)
    expect(await answerFor(owner.id, frozen)).to.equal(unknown)
    expect(await answerFor(owner.id, {})).to.equal(unknown)
  })
})
