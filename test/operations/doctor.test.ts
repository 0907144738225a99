import { expect } from 'chai'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { examineMachine, examineStore, type MachineDeps } from '../../src/operations/doctor.ts'
import type { Finding } from '../../src/operations/finding.ts'
import { ServiceError } from '../../src/errors.ts'
import { createMemoryStore } from '../../src/stores/memory/memory-store.ts'
import { createStand, start, tampered } from './stand.ts'

const levels = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ check, level }) => [check, level]))

describe('doctor', () => {
  let dir = ''
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'latchkey-doctor-'))
    await writeFile(join(dir, 'webchat.js'), '')
  })
  afterEach(() => rm(dir, { recursive: true }))

  const machine = (change: Partial<MachineDeps> = {}) =>
    examineMachine({
      clock: { now: () => start },
      nodeVersion: '24.1.0',
      dataDir: dir,
      webAssets: [join(dir, 'webchat.js')],
      ...change,
    })

  it('finds nothing on a sound machine', async () => {
    expect(levels(await machine())).to.deep.equal({
      node: 'ok',
      clock: 'ok',
      'data-dir': 'ok',
      'web-assets': 'ok',
    })
  })

  it('fails an old Node, and takes the oldest that is supported', async () => {
    expect(levels(await machine({ nodeVersion: '20.18.3' }))).to.include({ node: 'fail' })
    expect(levels(await machine({ nodeVersion: '20.19.0' }))).to.include({ node: 'ok' })
  })

  it('fails a clock that cannot be right', async () => {
    expect(levels(await machine({ clock: { now: () => 0 } }))).to.include({ clock: 'fail' })
  })

  it('warns of a folder that others can enter', async function () {
    if (process.platform === 'win32') this.skip()
    await chmod(dir, 0o755)
    const [finding] = (await machine()).filter(({ check }) => check === 'data-dir')
    expect(finding).to.include({ level: 'warn', remedy: `chmod 700 ${dir}` })
  })

  it('warns of a commit that a start has set aside', async () => {
    await writeFile(join(dir, 'log-1.99.torn'), '')
    const [finding] = (await machine()).filter(({ check }) => check === 'data-dir')
    expect(finding).to.include({ level: 'warn' })
    expect(finding?.message).to.include('log-1.99.torn')
  })

  it('warns of a folder that is not there, and fails a file in its place', async () => {
    expect(levels(await machine({ dataDir: join(dir, 'none') }))).to.include({ 'data-dir': 'warn' })
    const file = join(dir, 'webchat.js')
    expect(levels(await machine({ dataDir: file }))).to.include({ 'data-dir': 'fail' })
  })

  it('names the files of the pages that are missing', async () => {
    const findings = await machine({ webAssets: [join(dir, 'gone.js')] })
    expect(findings.at(-1)).to.include({ level: 'fail' })
    expect(findings.at(-1)?.message).to.include('gone.js')
  })

  it('finds nothing in a sound store', async () => {
    const { deps, importObjects } = createStand()
    await importObjects([{ id: '100000000012' }])
    expect(levels(await examineStore(deps))).to.deep.equal({
      store: 'ok',
      outbox: 'ok',
      desks: 'warn',
      cases: 'ok',
      tellings: 'ok',
      limits: 'ok',
      audit: 'ok',
      time: 'ok',
    })
  })

  it('warns of messages that have waited for over a minute', async () => {
    const { deps, store, time } = createStand()
    const row = { id: 'm', sealed: '', attempts: 0, dueAt: start, expiresAt: start + 300_000 }
    await store.commit([{ collection: 'outbox', key: 'm', base: 0, row }])
    time.now = start + 59_999
    expect(levels(await examineStore(deps))).to.include({ outbox: 'ok' })
    time.now = start + 60_000
    expect(levels(await examineStore(deps))).to.include({ outbox: 'warn' })
  })

  it('fails a broken audit chain', async () => {
    const { deps, store, importObjects } = createStand()
    await importObjects([{ id: '100000000012' }])
    const changed = tampered(store, (row) => ({ ...row, actor: 'somebody' }))
    expect(levels(await examineStore({ ...deps, store: changed }))).to.include({
      audit: 'fail',
      time: 'ok',
    })
  })

  it('fails a clock that was set back behind the audit trail', async () => {
    const { deps, importObjects, time } = createStand()
    await importObjects([{ id: '100000000012' }])
    time.now = start - 2 * 86_400_000
    expect(levels(await examineStore(deps))).to.include({ time: 'fail' })
  })

  it('tells a store that fails and still looks at the rest', async () => {
    const store = createMemoryStore()
    const full = new ServiceError('ERR_STORE_FULL', 'the disk is full')
    const { deps } = createStand({ ...store, check: () => Promise.reject(full) })
    const findings = await examineStore(deps)
    expect(levels(findings)).to.include({ store: 'fail', outbox: 'ok', audit: 'ok', time: 'ok' })
    expect(findings[0]?.message).to.equal('the disk is full')
  })
})
