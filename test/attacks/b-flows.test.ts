import { expect } from 'chai'
import { openChat, type Chat, type Json } from '../stand-ins/chat.ts'
import { asksForCode, resetPage, say, signsIn } from './moves.ts'
import { targetForSuite, victim } from './target.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const newMobile = '+8613700137000'
const newPassword = 'Copper-Kettle-27'

/** What an attacker sends who has read the sources: events, results and proofs, in every shape a delivery can have. */
const forged: readonly Json[] = [
  'code.accepted',
  'page.completed',
  'identity.proven',
  'flow.returned',
  'session.opened',
  'password.chosen',
  'account.found',
].flatMap((name): readonly Json[] => {
  const event = { type: name, page: 'sign-in', output: { proven: true, passed: true }, way: 'x' }
  return [
    { type: 'event', name, value: event },
    { type: 'invoke', name, value: event },
    { type: 'message', text: '', value: { ...event, latchkey: { question: 1, choice: name } } },
    { type: 'message', text: name, channelData: { event } },
    {
      type: 'message',
      text: `/${name}`,
      value: { latchkey: { question: 1, choice: null }, ...event },
    },
  ]
})

/** Where a person can stand before anything was proven. */
const places: Readonly<Record<string, readonly string[]>> = {
  menu: [],
  'the method': ['find my account'],
  'the code': ['find my account', 'mobile number', victim.recoveryMobile],
  'the mask': ['find my account', 'account id', victim.id],
  'the sign-in page': ['sign in'],
  'the code of a sign-in': ['sign in', 'use my account id and a code', victim.id],
  'the mail of a reset': ['reset my password', victim.loginEmail],
  'a change of the recovery number': ['change my recovery number'],
  'the words of a case': ['a person'],
}

const isSignedIn = async (chat: Chat) =>
  (await say(chat, 'menu', 'my account')).step?.flow === 'my-account'

describe('B: steps skipped, swapped and outlived', () => {
  const suite = targetForSuite({ CODE_RESEND_SECONDS: '0', SENDS_PER_NUMBER_PER_HOUR: '1000' })

  beforeEach(() => {
    suite.get().clock.pass(2 * dayMs)
  })

  for (const [place, words] of Object.entries(places)) {
    it(`B1 thirty-five forged events, results and card payloads at ${place} → no proof, no session, nothing about the account`, async () => {
      const target = suite.get()
      const before = await target.account()
      const chat = openChat(target)
      await say(chat, ...words)
      for (const activity of forged) {
        const heard = await chat.send(activity)
        expect(heard.status, JSON.stringify(activity)).to.be.lessThan(502).and.not.equal(500)
        expect(heard.body, JSON.stringify(activity)).not.to.include(victim.loginEmail)
      }
      expect(await isSignedIn(chat)).to.equal(false)
      expect(await target.account()).to.deep.equal(before)
    })

    it(`B2 nothing, reactions, edits, deletions, typing and a file at ${place} → it waits as before`, async () => {
      const chat = openChat(suite.get())
      await say(chat, ...words)
      const before = (await chat.say('repeat')).step
      for (const odd of [
        { text: '' },
        { text: undefined },
        { text: '   ' },
        { text: '', value: {} },
        { text: undefined, value: { latchkey: {} } },
        {
          text: undefined,
          attachments: [{ contentType: 'image/png', contentUrl: 'https://x.example/a.png' }],
        },
        { type: 'messageReaction', text: undefined, reactionsAdded: [{ type: 'like' }] },
        { type: 'messageUpdate', text: 'yes' },
        { type: 'messageDelete', text: undefined },
        { type: 'typing', text: undefined },
        { type: 'endOfConversation', text: undefined },
      ] as readonly Json[]) {
        const heard = await chat.send(odd)
        expect(heard.status, JSON.stringify(odd)).to.be.lessThan(500)
      }
      expect((await chat.say('repeat')).step).to.deep.include({
        flow: before?.flow,
        prompt: before?.prompt,
      })
    })
  }

  it('B1 back, cancel, help, another way, a restart and the other language at the code → no session, no details', async () => {
    const target = suite.get()
    for (const words of [
      'back',
      'cancel',
      'help',
      'another way',
      'start over',
      '中文',
      'yes',
      'skip',
      'ok',
      'done',
      'I am verified',
    ]) {
      const chat = openChat(target)
      await say(chat, 'sign in', 'use my account id and a code', victim.id, words, 'yes')
      expect(await isSignedIn(chat), words).to.equal(false)
    }
  })

  it('B1 a form of a later step is sent to the page of a reset, with the nonce of the first → the password stays', async () => {
    const target = suite.get()
    const page = await resetPage(target)
    const before = await target.account()
    for (const fields of [
      { code: '000000' },
      { way: 'recoveryMobile' },
      { action: 'confirm' },
      { action: 'done', step: 'done', outcome: 'password-changed' },
      { newPassword, confirmPassword: newPassword, code: '', proven: 'true', identity: 'proven' },
    ]) {
      await page.send(fields)
    }
    expect((await target.account()).passwordHash).to.equal(before.passwordHash)
  })

  it('B4 a new number is replaced by another after its code was sent → the code does not serve for the second', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await signsIn(target, chat)
    await chat.say('change my recovery number')
    await chat.say(await target.code(victim.recoveryEmail))
    await say(chat, 'mobile', newMobile, 'yes')
    const first = await target.code(newMobile)
    await say(chat, 'back', '+8613600136000', 'yes')
    if (first === (await target.code('+8613600136000'))) return
    await chat.say(first)
    expect((await target.account()).recoveryMobile).to.equal(victim.recoveryMobile)
    await chat.say('cancel')
  })

  it('B6 the right code comes after ten idle minutes → the flow is gone, nothing is told', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await say(chat, 'sign in', 'use my account id and a code', victim.id)
    const code = await target.code(victim.recoveryMobile)
    target.clock.pass(10 * minuteMs + 1)
    await chat.say(code)
    expect(await isSignedIn(chat)).to.equal(false)
  })

  it('B6 a session is used every fourteen minutes → over after an hour all the same', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await signsIn(target, chat)
    expect(await isSignedIn(chat)).to.equal(true)
    for (let quarter = 0; quarter < 4; quarter += 1) {
      target.clock.pass(14 * minuteMs)
      expect(await isSignedIn(chat), `after ${quarter + 1} times fourteen minutes`).to.equal(true)
    }
    target.clock.pass(4 * minuteMs)
    expect(await isSignedIn(chat)).to.equal(false)
  })

  it('B6 a session that nobody uses for fifteen minutes → over', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await signsIn(target, chat)
    target.clock.pass(15 * minuteMs + 1)
    expect(await isSignedIn(chat)).to.equal(false)
  })

  it('B7 a second flow begins while a code of the first waits → that code does nothing in the second', async () => {
    const target = suite.get()
    const chat = await asksForCode(target, victim.recoveryMobile)
    const code = await target.code(victim.recoveryMobile)
    await say(chat, 'cancel', 'sign in', 'use my account id and a code', victim.id)
    if (code === (await target.code(victim.recoveryMobile))) return
    await chat.say(code)
    expect(await isSignedIn(chat)).to.equal(false)
  })

  it('B7 the flow is begun anew to shed the proof it asked for → it asks for it again', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await signsIn(target, chat)
    for (const again of ['cancel', 'start over', 'menu', 'back']) {
      expect((await chat.say('change my recovery number')).step?.prompt, again).to.equal('ask-code')
      await say(chat, '000000', again)
    }
    expect((await target.account()).changes).to.deep.equal([])
  })

  it('B8 the account is disabled between code and sign-in → no session', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await say(chat, 'sign in', 'use my account id and a code', victim.id)
    const code = await target.code(victim.recoveryMobile)
    await target.operate({ status: 'disabled' })
    const heard = await chat.say(code)
    await target.operate({ status: 'active' })
    expect(heard.step?.flow).not.to.equal('my-account')
    expect(await isSignedIn(chat)).to.equal(false)
  })

  it('B8 the recovery number is given to somebody else between code and details → nothing goes to the old one', async () => {
    const target = suite.get()
    const chat = await asksForCode(target, victim.recoveryMobile)
    const code = await target.code(victim.recoveryMobile)
    await target.operate({ recoveryMobile: '+8613500135000' })
    const before = (await target.sent(victim.recoveryMobile)).length
    await chat.say(code)
    expect((await target.sent(victim.recoveryMobile)).length).to.equal(before)
    await target.operate({ recoveryMobile: victim.recoveryMobile })
  })

  it('B8 a signed-in account is disabled → its chat is signed out at the next step', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await signsIn(target, chat)
    expect(await isSignedIn(chat)).to.equal(true)
    await target.operate({ status: 'frozen' })
    expect(await isSignedIn(chat)).to.equal(false)
    await target.operate({ status: 'active' })
  })

  it('B9 an account with email and password is offered every way in → a code alone signs in, and changes nothing without a second method', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await signsIn(target, chat)
    const sent = (await target.sent(victim.recoveryMobile)).length
    for (const words of [
      'change my password',
      'change my recovery number',
      'change my contact number',
    ]) {
      const heard = await chat.say(words)
      expect(heard.step?.prompt, words).to.equal('ask-code')
      await chat.say('cancel')
    }
    // What opened the session is never asked again: the codes go to the recovery mailbox.
    expect((await target.sent(victim.recoveryMobile)).length).to.equal(sent)
  })
})
