import { expect } from 'chai'
import {
  agentIn,
  caseIn,
  openCase,
  personTurn,
  registered,
  type Agent,
} from '../stand-ins/agent.ts'
import { linkIn, openPage, owner } from '../stand-ins/owner.ts'
import { proveFor, worldWithPassword } from '../stand-ins/signed-in.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

const hour = 3_600_000

/** Somebody else, of whom a thief has the number alone. */
const victim = {
  id: '100000000777',
  loginEmail: 'victim@example.org',
  recoveryMobile: '+8613911112222',
  recoveryEmail: 'victim.r@example.net',
  contactEmail: null,
} as const

const thief = personTurn('thief')

type Person = typeof thief

/** Signs in with an account ID and the code that goes to its number. */
async function signInByNumber(
  world: World,
  { id, recoveryMobile }: { readonly id: string; readonly recoveryMobile: string },
  who: Person = {},
): Promise<void> {
  for (const text of ['sign in', 'use my account id and a code', id]) await world.say(text, who)
  await world.say(world.codeFor(recoveryMobile), who)
}

/** Sends the form by which a company asks for its account. */
async function sendClaim(world: World, id: string, who: Person = {}): Promise<string> {
  await world.say('an employee left with our account', who)
  await world.say('Recover a company account', who)
  const answers = [id, 'Some Co', 'since 2020', 'ex employee', 'invoices', 'me@example.com']
  for (const text of answers) await world.say(text, who)
  return (await world.say('yes', who)).text
}

/** A case about the owner's account with two proofs, for which two agents opened a way back. */
async function granted(world: World): Promise<Agent> {
  const [mei, tom] = [await registered(world), agentIn(world, 'Tom')]
  await proveFor(world, 'change my recovery number')
  await world.say('menu')
  await openCase(world)
  for (const order of ['take 1001', 'recover 1001']) await mei.type(order)
  await tom.type('approve 1001')
  return mei
}

/** Lets the wait of an approved way back pass. */
async function waitOut(world: World): Promise<void> {
  world.clock.pass(24 * hour)
  await world.core.attendCases()
  await world.core.courier.idle()
}

describe('whose case it is', () => {
  for (const [when, late] of [
    ['granted', true],
    ['approved', false],
  ] as const) {
    it(`T16 B4 G1 the case of a way back that was ${when} is moved to another account, by its number alone → the way back is closed`, async () => {
      const world = createWorld()
      await world.add(owner, victim)
      await granted(world)
      if (late) await waitOut(world)
      expect((await caseIn(world)).recovery?.state).to.equal(when)
      await world.say('back to the assistant')
      await world.say('sign out')
      await signInByNumber(world, victim)
      await sendClaim(world, victim.id)
      const moved = await caseIn(world)
      expect([moved.account, moved.recovery?.state]).to.deep.equal([victim.id, 'refused'])
      if (!late) await waitOut(world)
      await world.say('menu')
      await world.say('a person')
      const said = await world.deliver({ text: 'set a new password' })
      expect(JSON.stringify(said)).not.to.include('/p/reset-password')
    })
  }

  it('T16 B4 a case stays with its account → the way back that two agents opened is open', async () => {
    const world = createWorld()
    await world.add(owner, victim)
    await granted(world)
    await waitOut(world)
    await world.say('back to the assistant')
    await sendClaim(world, owner.id)
    expect((await caseIn(world)).recovery?.state).to.equal('granted')
  })

  it('T16 G1 the number alone signs in beside the owner’s talk with support → a case of its own: no word of the talk, no answer, no withdrawal', async () => {
    const world = createWorld()
    await world.add(owner)
    const mei = await registered(world)
    await proveFor(world, 'change my recovery number')
    await world.say('menu')
    await openCase(world, 'somebody has my SIM card')
    await mei.type('take 1001')
    const before = await caseIn(world)
    world.clock.pass(3 * 60_000)
    await signInByNumber(world, owner, thief)
    expect(await sendClaim(world, owner.id, thief)).to.include('1002')
    const unknown = (await world.say('status 99999999', thief)).text
    expect((await world.say('status 1001', thief)).text).to.equal(unknown)
    const told = world.proactive.length
    await mei.type('reply 1001 Which mailbox do you use?')
    await world.core.courier.idle()
    const { conversation, person, trail } = await caseIn(world)
    expect({ conversation, person, trail }).to.deep.equal({
      conversation: before.conversation,
      person: before.person,
      trail: before.trail,
    })
    const reached = world.proactive.slice(told).map((each) => each.reference)
    expect(new Set(reached)).to.have.lengthOf(1)
  })

  it('T16 G6 an undo link is pressed while its owner talks with support → a case of its own: the talk goes on as it was', async () => {
    const world = await worldWithPassword()
    const mei = await registered(world)
    await proveFor(world, 'change my recovery number')
    for (const text of ['+8613700137000', 'yes']) await world.say(text)
    await world.say(world.codeFor('+8613700137000'))
    await world.say('menu')
    await openCase(world, 'I changed my number, and now I doubt it')
    await mei.type('take 1001')
    const before = await caseIn(world)
    await world.core.courier.idle()
    const links = world.sent.map(({ text }) => text)
    const page = await openPage(world, 'undo', linkIn(links, 'undo'))
    await page.send({})
    expect(await caseIn(world)).to.deep.equal(before)
    expect((await caseIn(world, 1002)).memory.severity).to.equal('urgent')
  })
})
