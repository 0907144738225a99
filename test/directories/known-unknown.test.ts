import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { expect } from 'chai'
import { evenly } from '../../src/directories/evenly.ts'
import { say, signInPage, type Opened } from '../attacks/moves.ts'
import { openChat, type Heard } from '../stand-ins/chat.ts'
import { createFailingDirectory } from '../stand-ins/failing-directory.ts'
import { dataFolder, startProgram, unlimited, type Program } from '../stand-ins/program.ts'
import { apart, median, shuffled, type Taken } from '../stand-ins/rank-test.ts'
import { createWorld } from '../stand-ins/world.ts'
import { skipBecause } from '../stand-ins/skip.ts'
import { crowdLdif, crowdSize, oneOf } from './crowd.ts'
import { movedTimer } from './moved-timer.ts'
import { baseDn, hasSlapd, noSlapd, serviceDn, servicePassword, startSlapd } from './slapd.ts'

/** Less than this by chance once in two thousand runs of one comparison. */
const significance = 0.0005
const samples = 30

/** How somebody is looked up: what is said first, and the words whose answer is timed. */
const ways = {
  'by mobile': ({ mobile }: ReturnType<typeof oneOf>) => [mobile, 'yes'],
  'by account ID': ({ id }: ReturnType<typeof oneOf>) => [id, 'yes'],
  'by login email': ({ mail }: ReturnType<typeof oneOf>) => ['reset my password', mail],
} as const
type Way = keyof typeof ways

/** Even numbers are somebody's. */
const isKnown = (index: number): boolean => index % 2 === 0

/** An answer without what is another in every answer: ids, moments, the digits and the address that were asked for. */
const shapeOf = ({ status, body }: Heard): string =>
  `${status} ${body
    .replaceAll(/"(id|replyToId|timestamp|localTimestamp|conversation)":"[^"]*"/g, '"$1"')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'uuid')
    .replaceAll(/\d/g, '#')}`

/** A page without its nonce, its link and the two words that tie it to a chat. */
const pageOf = ({ status, html, nonce, url }: Opened): string =>
  `${status} ${html
    .replaceAll(nonce, 'nonce')
    .replaceAll(new URL(url).pathname.split('/').at(-1) ?? '', 'token')
    .replaceAll(/[a-z]+ [a-z]+<\/strong>/g, 'words</strong>')
    .replaceAll(/\d/g, '#')}`

/** A place between the program and its directory, where answers may come late or not at all. */
async function startPassage(port: number) {
  let lateMs: (() => number) | null = null
  let isShut = false
  const sockets = new Set<Socket>()
  const server = createServer((here) => {
    if (isShut) return here.destroy()
    const there = connect(port, '127.0.0.1')
    for (const socket of [here, there]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
    }
    // In their order, each as late as it comes.
    const late = new Transform({
      transform(part, _encoding, done) {
        if (lateMs === null) done(null, part)
        else setTimeout(() => done(null, part), lateMs())
      },
    })
    here.pipe(there).pipe(late).pipe(here)
    return undefined
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const end = (): void => sockets.forEach((socket) => socket.destroy())
  return {
    port: address.port,
    slow: (ms: (() => number) | null) => {
      lateMs = ms
    },
    shut() {
      isShut = true
      end()
    },
    open() {
      isShut = false
    },
    close() {
      server.close()
      end()
    },
  }
}

describe('known and unknown in a directory of ten thousand, over the wire (S88)', function () {
  // A machine with other work to do is slow, not wrong.
  this.timeout(240_000)
  let program: Program
  let passage: Awaited<ReturnType<typeof startPassage>>
  let remove: (() => Promise<void>) | null = null

  before(async function () {
    if (!hasSlapd()) skipBecause(this, noSlapd)
    const slapd = await startSlapd()
    await slapd.load(crowdLdif())
    passage = await startPassage(Number(new URL(slapd.secureUrl).port))
    program = await startProgram(await dataFolder(), {
      ...unlimited,
      DIRECTORY: 'ldap',
      LDAP_URL: `ldaps://127.0.0.1:${passage.port}`,
      LDAP_CA_FILE: slapd.certificate.certificateFile,
      LDAP_BIND_DN: serviceDn,
      LDAP_BIND_PASSWORD: servicePassword,
      LDAP_BASE_DN: `ou=people,${baseDn}`,
    })
    remove = async () => {
      await program.stop()
      await rm(program.dir, { recursive: true, force: true })
      passage.close()
      await slapd.remove()
    }
  })
  after(async () => remove?.())

  let used = 0
  /** People and nobodies who were not asked for yet, in any order. */
  function fresh(count: number): readonly number[] {
    const from = used
    used += 2 * count
    expect(used).to.be.at.most(2 * crowdSize)
    return shuffled(Array.from({ length: 2 * count }, (_, at) => from + at))
  }

  async function measure(way: Way, count: number) {
    const taken: Taken[] = []
    const shapes = { known: new Set<string>(), unknown: new Set<string>() }
    for (const index of fresh(count)) {
      const [first = '', second = ''] = ways[way](oneOf(index))
      const chat = openChat(program)
      await say(chat, first)
      const begun = performance.now()
      const heard = await chat.say(second)
      taken.push({ isKnown: isKnown(index), ms: performance.now() - begun })
      shapes[isKnown(index) ? 'known' : 'unknown'].add(shapeOf(heard))
    }
    return { taken, shapes }
  }

  for (const way of ['by mobile', 'by account ID', 'by login email'] as const) {
    it(`${way}: the same bytes, and no difference in rank; twice the time would be seen`, async () => {
      const { taken, shapes } = await measure(way, samples)
      expect([...shapes.known]).to.deep.equal([...shapes.unknown])
      const found = apart(taken)
      expect(found.p, JSON.stringify(found)).to.be.greaterThan(significance)
      const more = median(taken.map(({ ms }) => ms))
      const delayed = taken.map(({ isKnown: is, ms }) => ({ isKnown: is, ms: is ? ms + more : ms }))
      expect(apart(delayed).p, 'delayed').to.be.lessThan(significance)
    })
  }

  it('on the sign-in page: the same page for a wrong password, and no difference in rank', async () => {
    const taken: Taken[] = []
    const pages = { known: new Set<string>(), unknown: new Set<string>() }
    for (const index of fresh(20)) {
      const page = await signInPage(program, openChat(program))
      const begun = performance.now()
      const answer = await page.send({ email: oneOf(index).mail, password: 'Wrong-Horse-7' })
      taken.push({ isKnown: isKnown(index), ms: performance.now() - begun })
      pages[isKnown(index) ? 'known' : 'unknown'].add(pageOf(answer))
    }
    expect([...pages.known]).to.deep.equal([...pages.unknown])
    const found = apart(taken)
    expect(found.p, JSON.stringify(found)).to.be.greaterThan(significance)
  })

  it('while every answer is slow: the same bytes, and no difference in rank', async () => {
    passage.slow(() => 60 + 30 * Math.random())
    const { taken, shapes } = await measure('by mobile', samples)
    passage.slow(null)
    expect([...shapes.known]).to.deep.equal([...shapes.unknown])
    const found = apart(taken)
    expect(found.known, JSON.stringify(found)).to.be.greaterThan(90)
    expect(found.p, JSON.stringify(found)).to.be.greaterThan(significance)
  })

  it('while it is away: the same bytes, which say that it is, and no difference in rank', async () => {
    passage.shut()
    const { taken, shapes } = await measure('by mobile', samples)
    passage.open()
    expect([...shapes.known]).to.deep.equal([...shapes.unknown])
    expect([...shapes.known].join()).to.match(/RCV-######/)
    const found = apart(taken)
    expect(found.p, JSON.stringify(found)).to.be.greaterThan(significance)
  })
})

describe('known and unknown in a directory of ten thousand, counted', () => {
  interface Case {
    /** How late an answer about somebody comes, and one about nobody, in milliseconds. */
    readonly lateMs: readonly [known: number, unknown: number]
    readonly isAway?: true
  }

  /** How long each turn took by the moved clock, and what the directory was asked in it. */
  async function asked(way: Way, index: number, { lateMs, isAway }: Case) {
    const timer = movedTimer()
    const directory = createFailingDirectory(() => 0)
    for (let at = 0; at < crowdSize; at += 1) {
      const { id: accountId, mobile, mail } = oneOf(2 * at)
      const seed = { reference: `r${at}`, accountId, recoveryMobiles: [mobile] }
      directory.add({ ...seed, loginEmails: [mail] })
    }
    directory.delay(async () => timer.pass(lateMs[isKnown(index) ? 0 : 1]))
    if (isAway === true) directory.fail('find', 'away', 'away', 'away')
    const world = createWorld({ directory: evenly(directory, { timer }) })
    const turns = []
    for (const text of ways[way](oneOf(index))) {
      const [began, calls, trips] = [timer.now(), directory.calls.length, directory.trips.length]
      const said = await world.say(text)
      turns.push({
        ms: timer.now() - began,
        calls: directory.calls.slice(calls).map(({ method }) => method),
        keys: directory.trips.slice(trips).map((keys) => keys.length),
        prompt: said.step.prompt,
      })
    }
    return turns
  }

  const cases: Readonly<Record<string, Case>> = {
    'answers at once': { lateMs: [9, 2] },
    'is slow': { lateMs: [145, 112] },
    'is away': { lateMs: [0, 0], isAway: true },
  }

  for (const way of ['by mobile', 'by account ID', 'by login email'] as const) {
    for (const [what, given] of Object.entries(cases)) {
      it(`${way}, where it ${what}: as many questions, answered at the same moments`, async () => {
        const known = await asked(way, 4242, given)
        expect(known).to.deep.equal(await asked(way, 4243, given))
        expect(known.at(-1)?.calls).to.include('find')
        expect(known.at(-1)?.keys).to.have.lengthOf(1)
      })
    }
  }
})
