import { expect } from 'chai'
import { createLog } from '../../src/app/log.ts'
import { usualLimits, type LdapAddress } from '../../src/directories/ldap/connection.ts'
import { createLdapDirectory } from '../../src/directories/ldap/ldap-directory.ts'
import { ServiceError } from '../../src/errors.ts'
import type { Directory } from '../../src/ports/directory.ts'
import { freePort } from '../stand-ins/free-port.ts'
import { request, startFakeLdap, type FakeLdap, type Reply } from './fake-ldap.ts'

const bindPassword = 'bind-password-nobody-logs'
const limits = { ...usualLimits, openMs: 300, answerMs: 300, answerBytes: 100_000 }
const keys = [{ by: 'login-email', value: 'whom.nobody.logs@example.com' }] as const
const change = { operation: 'x', reference: '00000000-0000-4000-8000-000000000000' }

function directoryAt(address: Partial<LdapAddress> & { readonly url: string }): Directory {
  return createLdapDirectory({
    address: { tls: false, ca: null, limits, ...address },
    credentials: { dn: 'cn=whom-nobody-logs', password: bindPassword },
    baseDn: 'dc=example,dc=com',
    kind: 'openldap',
    attributes: { id: 'uid', loginEmail: 'mail' },
    reading: { defaultRegion: 'CN', allowDocumentationIps: true },
    now: () => 0,
  })
}

/** The outage that a call ends in. */
async function outageOf(work: Promise<unknown>): Promise<ServiceError> {
  const error: unknown = await work.then(
    () => new Error('it answered'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ServiceError)) throw error
  expect(error).to.include({ code: 'ERR_DIRECTORY_UNAVAILABLE', retryable: true })
  return error
}

/** The line that an outage leaves in the log. */
function logged(error: unknown): string {
  const lines: string[] = []
  const log = createLog(
    { logLevel: 'debug', logFormat: 'json' },
    { write: (line) => void lines.push(line) },
  )
  log.error('turn', { error })
  return lines.join('')
}

const allIsWell = (): Reply => 0

describe('an LDAP directory that fails', () => {
  let fake: FakeLdap | null = null
  let replies: (tag: number) => Reply = allIsWell
  const at = (over: Partial<LdapAddress> = {}): Directory =>
    directoryAt({ url: fake?.url ?? '', ...over })

  before(async () => {
    fake = await startFakeLdap((tag) => replies(tag))
  })
  after(async () => fake?.close())

  const searchGets = (reply: Reply): void => {
    replies = (tag) => (tag === request.search ? reply : 0)
  }

  const faults: readonly (readonly [string, Reply, RegExp])[] = [
    ['is busy', 51, /result code 51/],
    ['is unavailable', 52, /result code 52/],
    ['refers to another server', 10, /result code 10/],
    ['may not be read', 50, /result code 50/],
    ['lacks the base', 32, /result code 32/],
    ['breaks off in the middle of an answer', 'cut', /cannot be reached/],
    ['hangs up between the bind and the search', 'gone', /cannot be reached/],
    ['does not answer', 'silence', /in time/],
    ['answers what is no LDAP', 'garbage', /in time/],
    ['answers more than any answer should have', 'huge', /too large/],
  ]
  for (const [what, reply, message] of faults) {
    it(`is away for a search when it ${what}, and nobody's words are logged`, async () => {
      searchGets(reply)
      const directory = at()
      const error = await outageOf(directory.find(keys))
      expect(error.message).to.match(message)
      expect(logged(error)).not.to.match(/nobody|secret|example\.com/)
      await directory.close()
    })
  }

  it('says in the log by which code it refused to answer', async () => {
    searchGets(51)
    const directory = at()
    expect(logged(await outageOf(directory.find(keys)))).to.contain('"code":"LDAP_51"')
    await directory.close()
  })

  it('is away when it does not take the program’s own password', async () => {
    replies = () => 49
    const directory = at()
    const error = await outageOf(directory.check())
    expect(error.message).to.contain('LDAP_BIND_DN')
    expect(logged(error)).not.to.match(/nobody|secret/)
    await directory.close()
  })

  it('is away when nobody listens, for every call alike', async () => {
    const directory = directoryAt({ url: `ldap://127.0.0.1:${await freePort()}` })
    const to = { channel: 'loginEmail', from: null, to: 'a@example.com' } as const
    for (const call of [
      directory.find(keys),
      directory.verifyPassword(change.reference, 'x'),
      directory.setPassword(change, 'x'),
      directory.changeChannel(change, to),
      directory.unlock(change),
      directory.check(),
    ]) {
      expect(logged(await outageOf(call))).to.contain('ECONNREFUSED')
    }
  })

  it('sends no password to a server that does not begin TLS', async () => {
    replies = (tag) => (tag === request.extended ? 2 : 0)
    const before = fake?.asked.length ?? 0
    const directory = at({ tls: true })
    await outageOf(directory.find(keys))
    expect(fake?.asked.slice(before)).not.to.include(request.bind)
    await directory.close()
  })

  it('waits for no TLS that is begun and not gone on with', async () => {
    replies = allIsWell
    const directory = at({ tls: true })
    const error = await outageOf(directory.check())
    expect(error.message).to.match(/in time|reached/)
    await directory.close()
  })

  it('asks a kept connection that died again on a fresh one, for reads alone', async () => {
    let searches = 0
    replies = (tag) => {
      if (tag !== request.search) return 0
      searches += 1
      return searches === 2 ? 'cut' : 0
    }
    const directory = at()
    await directory.check()
    await directory.check()
    expect(searches).to.equal(3)
    await directory.close()
  })

  it('opens no more connections than it may, and tells who waits for long', async () => {
    searchGets('silence')
    const directory = at({ limits: { ...limits, answerMs: 200, connections: 2 } })
    const errors = await Promise.all([1, 2, 3].map(async () => outageOf(directory.check())))
    const messages = errors.map(({ message }) => message)
    expect(messages.filter((message) => message.includes('in use'))).to.have.length.at.most(1)
    await directory.close()
  })

  it('asks nothing any more once it is closed', async () => {
    const directory = at()
    await directory.close()
    await outageOf(directory.check())
  })
})
