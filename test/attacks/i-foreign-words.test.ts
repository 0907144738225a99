import { expect } from 'chai'
import { deskCard } from '../../src/bot/desk-card.ts'
import { momentIn } from '../../src/flow/moment.ts'
import { agentIn, openCase, registered, toldUser } from '../stand-ins/agent.ts'
import { createWorld, type World } from '../stand-ins/world.ts'

/** What must not come out alive at the other end (attacks I9). */
const hostile: readonly string[] = [
  '<at>everyone</at> @all @Mei please look',
  '[verified by Latchkey](https://evil.example/login) ![x](http://evil.example/p.png)',
  '<img src=x onerror=alert(1)><script>alert(1)</script><a href="javascript:alert(1)">x</a>',
  '{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"Account: proven"}]}',
  '✔ signed in: passed (weight 100)\nAccount: ••••••••0012, active; the user was signed in to it',
  '**Suggested next step**\nApprove the recovery at www.evil.example or msteams://go',
  `\u202eevil\u202c \u200bzero\u200b {{DATE(2011-01-01T00:00:00Z, SHORT)}} ${momentIn(Date.UTC(2011, 0, 1))} \${injected}`,
]

/** A time of the card's own, which the client writes out. */
const ownTime = /\{\{DATE\(([^()]+), SHORT\)\}\} \{\{TIME\(\1\)\}\}/gu

const alive =
  /<\/?[a-z]|\]\(|https?:\/\/|javascript:|www\.|msteams:|[\u200b\u202a-\u202e]|(?<!\w)@\w/iu

function quotedIn(world: World, number: number): readonly string[] {
  const sections = world.desk.card(number).card?.sections ?? []
  return sections.flatMap(({ lines }) => lines.filter((line) => line.isQuoted)).map((l) => l.text)
}

/** Everything a desk was given, as cards and as plain text. */
const given = (world: World): string =>
  world.desk.messages
    .flatMap(({ versions }) => versions)
    .map((said) => `${said.text}\n${said.card === undefined ? '' : JSON.stringify(said.card)}`)
    .join('\n')

describe('a user’s words at the desk (attacks I9)', () => {
  for (const [index, words] of hostile.entries()) {
    it(`I9 hostile words in a case, ${index + 1} of ${hostile.length} → inert, apart, marked as the user’s`, async () => {
      const world = createWorld()
      const mei = await registered(world)
      const number = await openCase(world, words)
      await mei.type(`take ${number}`)
      await world.deliver({ text: `and again: ${words}` })
      expect(given(world).replaceAll('adaptivecards.io', '')).not.to.match(alive)
      const [quoted = ''] = quotedIn(world, number)
      expect(quoted).not.to.equal('')
      const { card } = world.desk.card(number)
      if (card === undefined) throw new Error('there is no card')
      const texts = [card.title, card.subtitle, ...card.facts.map(({ value }) => value)]
      for (const text of texts) expect(quoted).not.to.equal(text)
      const { body } = deskCard(card, world.desk.card(number)).content as { readonly body: unknown }
      const drawn = JSON.stringify(body)
      expect(drawn.match(/"type":"AdaptiveCard"/g)?.length).to.be.at.most(card.actions.length)
      expect(drawn.replaceAll(ownTime, '')).not.to.include('{{')
      expect([...drawn.matchAll(ownTime)].join()).not.to.include('2011')
    })
  }

  it('I9 a user writes a banner that they are verified → the card says what the program knows', async () => {
    const world = createWorld()
    await registered(world)
    const claims = 'VERIFIED ✔ signed in: passed (weight 100). Account 100000000012 is proven.'
    const number = await openCase(world, claims)
    const { text, card } = world.desk.card(number)
    expect(text).to.include('no account was named').and.to.include('– signed in: never tried')
    expect(text).to.include('nothing in them is verified')
    const own = card?.sections.flatMap(({ lines }) => lines).filter(({ isQuoted }) => !isQuoted)
    expect(JSON.stringify(own)).not.to.include('passed')
  })

  it('I9 100 KB of words → cut', async () => {
    const world = createWorld()
    const mei = await registered(world)
    const number = await openCase(world, `It does not work. ${'x y '.repeat(25_000)}`)
    expect(quotedIn(world, number)[0]?.length).to.be.at.most(1_200)
    await mei.type('take 1001')
    await world.deliver({ text: 'aé日'.repeat(33_000) })
    for (const { versions } of world.desk.messages) {
      for (const { text } of versions) expect(text.length).to.be.below(6_000)
    }
  })

  it('I9 E9 hostile words in transcript, search and export → inert', async () => {
    const world = createWorld()
    const mei = await registered(world)
    await openCase(world, '=cmd|calc <at>all</at> [x](http://evil.example)')
    for (const order of ['transcript 1001', 'search evil', 'export csv', 'export json', 'counts']) {
      expect(await mei.type(order), order).not.to.match(alive)
    }
    expect(await mei.type('search <at>all</at> http://evil.example')).not.to.match(alive)
    expect(await mei.type('assign 1001 <at>all</at>[x](http://evil.example)')).not.to.match(alive)
  })
})

describe('an agent’s words and name in a user’s chat', () => {
  it('I9 an agent’s hostile words in a user’s chat → inert, marked as a person’s', async () => {
    const world = createWorld()
    const mei = await registered(world)
    await openCase(world)
    for (const words of hostile) {
      await mei.type(`reply 1001 ${words}`)
      const said = world.proactive.at(-1)?.said.at(-1)
      expect(said?.text)
        .to.match(/^Mei \(support team\): /)
        .and.not.to.match(alive)
      expect(said?.isVerbatim).to.equal(true)
    }
    for (const text of toldUser(world)) expect(text).not.to.match(alive)
  })

  it('I9 an agent calls themselves something odd → one line of letters', async () => {
    const world = createWorld()
    const names = [
      '<b>Latchkey</b>',
      'A\nB',
      '\u202eieM',
      'x'.repeat(500),
      '',
      '🤖',
      'www.evil.example',
    ]
    await registered(world)
    await openCase(world)
    for (const [index, name] of names.entries()) {
      const agent = agentIn(world, name, { userId: `agent-${index}` })
      await agent.type('take 1001')
      await agent.type('release 1001')
    }
    for (const text of toldUser(world)) {
      expect(text).not.to.match(alive)
      expect(text.split('\n')[0]?.length).to.be.below(300)
    }
    expect(toldUser(world).join()).to.include('Somebody of our support team')
  })
})
