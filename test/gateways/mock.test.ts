import { expect } from 'chai'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ServiceError } from '../../src/errors.ts'
import { openMockGateway } from '../../src/gateways/mock.ts'
import type { OutgoingMessage, Simulation } from '../../src/ports/messenger.ts'

const text = (id: string, to = '+8613800138000'): OutgoingMessage => ({
  id,
  medium: 'sms',
  to,
  template: 'code',
  subject: null,
  text: `Code ${id}`,
  html: null,
})

const rule = (change: Partial<Simulation>): Simulation => ({
  to: null,
  template: null,
  becomes: 'failed',
  seconds: 0,
  isOnce: false,
  ...change,
})

const outcomeOf = async (sending: Promise<void>): Promise<string> =>
  sending.then(
    () => 'taken',
    (error: unknown) =>
      error instanceof ServiceError ? `${error.code} ${error.retryable}` : 'bug',
  )

describe('the mock gateway', () => {
  let folder: string
  let now = 0

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-mock-'))
    now = 1_000
  })
  afterEach(() => rm(folder, { recursive: true }))

  const open = async () =>
    openMockGateway({ file: join(folder, 'inbox.ndjson'), clock: { now: () => now } })

  it('fails the next message when told to, and delivers it when it is tried again', async () => {
    const gateway = await open()
    gateway.simulate(rule({ isOnce: true }))
    expect(await outcomeOf(gateway.deliver(text('1')))).to.equal('ERR_GATEWAY_UNAVAILABLE true')
    expect(gateway.list(null)).to.deep.equal([])
    expect(gateway.entries().map(({ status }) => status)).to.deep.equal(['failed'])
    expect(await outcomeOf(gateway.deliver(text('1')))).to.equal('taken')
    expect(gateway.entries().map(({ status }) => status)).to.deep.equal(['delivered'])
  })

  it('refuses for one address what it delivers to others', async () => {
    const gateway = await open()
    gateway.simulate(rule({ to: '+8613800138001', becomes: 'refused' }))
    const refused = await outcomeOf(gateway.deliver(text('1', '+8613800138001')))
    expect(refused).to.equal('ERR_GATEWAY_REFUSED false')
    expect(await outcomeOf(gateway.deliver(text('2')))).to.equal('taken')
    expect(gateway.list(null).map(({ id }) => id)).to.deep.equal(['2'])
    gateway.restore()
    expect(gateway.simulations()).to.deep.equal([])
  })

  it('asks the rule of an address before the one for everybody', async () => {
    const gateway = await open()
    gateway.simulate(rule({ becomes: 'refused' }))
    gateway.simulate(rule({ to: '+8613800138000', becomes: 'late', seconds: 5 }))
    expect(await outcomeOf(gateway.deliver(text('1')))).to.equal('taken')
  })

  it('goes by the kind of a message too, and by recipient and kind before either', async () => {
    const gateway = await open()
    const letter = { ...text('letter'), template: 'letter' }
    gateway.simulate(rule({ template: 'code', becomes: 'refused' }))
    gateway.simulate(rule({ to: '+8613800138000', becomes: 'late', seconds: 5 }))
    gateway.simulate(rule({ to: '+8613800138000', template: 'code', isOnce: true }))
    expect(await outcomeOf(gateway.deliver(letter))).to.equal('taken')
    expect(await outcomeOf(gateway.deliver(text('1')))).to.equal('ERR_GATEWAY_UNAVAILABLE true')
    expect(await outcomeOf(gateway.deliver(text('2')))).to.equal('taken')
    expect(gateway.list(null)).to.deep.equal([])
    const other = await outcomeOf(gateway.deliver(text('3', '+8613800138001')))
    expect(other).to.equal('ERR_GATEWAY_REFUSED false')
  })

  it('lets a late message arrive at once, in its place, and over a restart', async () => {
    const gateway = await open()
    gateway.simulate(rule({ becomes: 'late', seconds: 30, isOnce: true }))
    gateway.simulate(rule({ to: '+8613800138001', isOnce: true }))
    await gateway.deliver(text('late'))
    await outcomeOf(gateway.deliver(text('failed', '+8613800138001')))
    await gateway.hurry('late')
    for (const id of ['failed', 'unknown']) await gateway.hurry(id)
    expect(gateway.list(null).map(({ id }) => id)).to.deep.equal(['late'])
    expect(gateway.entries().map(({ status }) => status)).to.deep.equal(['delivered', 'failed'])
    const again = await open()
    expect(again.list(null).map(({ at }) => Date.parse(at))).to.deep.equal([now])
  })

  it('brings a late message when its time has come, in the order of arrival', async () => {
    const gateway = await open()
    gateway.simulate(rule({ becomes: 'late', seconds: 30, isOnce: true }))
    await gateway.deliver(text('late'))
    await gateway.deliver(text('soon'))
    expect(gateway.list(null).map(({ id }) => id)).to.deep.equal(['soon'])
    now += 30_000
    expect(gateway.list(null).map(({ id }) => id)).to.deep.equal(['soon', 'late'])
  })

  it('keeps what became of each message, and nothing after it was cleared, over a restart', async () => {
    const first = await open()
    first.simulate(rule({ isOnce: true }))
    await outcomeOf(first.deliver(text('1')))
    await first.deliver(text('1'))
    await first.deliver(text('2'))
    const second = await open()
    expect(second.entries().map(({ id, status }) => [id, status])).to.deep.equal([
      ['1', 'delivered'],
      ['2', 'delivered'],
    ])
    await second.clear()
    expect(second.entries()).to.deep.equal([])
    expect((await open()).entries()).to.deep.equal([])
  })
})
