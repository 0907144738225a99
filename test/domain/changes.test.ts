import { expect } from 'chai'
import type { Account, AccountChange, ChannelName } from '../../src/domain/account.ts'
import { blankAccount } from '../../src/domain/account.ts'
import { latestChanges, settledValues, takenBack } from '../../src/domain/change-chains.ts'
import { withChannel } from '../../src/domain/channel.ts'
import { withoutChange, withPassword } from '../../src/domain/password-change.ts'

const hourMs = 3_600_000
const undoMs = 72 * hourMs

const changed = (id: string, channel: ChannelName, at = 0): AccountChange => ({
  id,
  kind: 'channel',
  channel,
  at,
  undoneAt: null,
  before: { address: null, isVerified: false },
})

const owners = (): Account => ({
  ...blankAccount('100000000012'),
  loginEmail: 'li@example.com',
  recoveryEmail: 'r@example.net',
})

/** An account after changes of a channel, each an hour after the one before; their ids are the addresses. */
function after(addresses: readonly string[], channel: ChannelName = 'recoveryEmail'): Account {
  return addresses.reduce(
    (account, address, index) =>
      withChannel(account, {
        channel,
        address,
        isVerified: true,
        id: address,
        now: (index + 1) * hourMs,
        holdMs: 24 * hourMs,
        undoMs,
      }),
    owners(),
  )
}

const undoOf = (account: Account, id: string, hours: number): Account | null =>
  withoutChange(account, { id, now: hours * hourMs, undoMs, frozenUntil: 1 })

const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `x${index}@evil.example`)

describe('the changes that can be undone', () => {
  it('of what guards an account are not pushed out by any number of changes of a contact', () => {
    let changes: readonly AccountChange[] = [changed('guard', 'recoveryMobile')]
    for (let times = 0; times < 30; times += 1) {
      changes = latestChanges([changed(`contact ${times}`, 'contactMobile'), ...changes], undoMs)
    }
    expect(changes).to.have.lengthOf(10)
    expect(changes.map(({ id }) => id))
      .to.include('guard')
      .and.include('contact 29')
  })

  it('are the latest ten of those that no longer can be undone', () => {
    let changes: readonly AccountChange[] = []
    for (let times = 0; times < 12; times += 1) {
      const change = changed(String(times), 'loginEmail', times * undoMs)
      changes = latestChanges([change, ...changes], undoMs)
    }
    expect(changes.map(({ id }) => id)).to.deep.equal(
      [...Array(10).keys()].map((n) => String(11 - n)),
    )
  })

  it('stay within their time however many follow, and each leads back to the owner’s value', () => {
    const addresses = numbered(30)
    const account = after(addresses)
    expect(account.changes.length).to.be.at.most(10)
    for (const id of addresses) {
      const undone = undoOf(account, id, 31)
      expect(undone?.recoveryEmail, id).to.equal('r@example.net')
      expect(undone?.holds, id).to.deep.equal([])
      expect(undone?.changes.every(({ undoneAt }) => undoneAt !== null)).to.equal(true)
    }
  })

  it('of one channel are not pushed out by those of another', () => {
    const made = { isVerified: true, holdMs: hourMs, undoMs } as const
    let account = withChannel(owners(), {
      ...made,
      channel: 'loginEmail',
      address: 'thief@evil.example',
      id: 'login',
      now: 0,
    })
    for (const [index, address] of numbered(20).entries()) {
      const now = (index + 1) * hourMs
      account = withChannel(account, {
        ...made,
        channel: 'recoveryEmail',
        address,
        id: address,
        now,
      })
    }
    expect(undoOf(account, 'login', 21)?.loginEmail).to.equal('li@example.com')
  })

  it('of a password stay too, and an undo of any of them leaves none', () => {
    let account = owners()
    for (const [index, id] of numbered(30).entries()) {
      account = withPassword(account, { hash: id, id, now: index * hourMs, undoMs })
    }
    expect(account.changes.length).to.be.at.most(10)
    for (const id of numbered(30)) {
      expect(undoOf(account, id, 30), id).to.deep.include({ passwordHash: null })
    }
  })

  it('go back no further than their time allows', () => {
    const account = after(['a@x.example', 'b@x.example'])
    expect(undoOf(account, 'b@x.example', 73.5)?.recoveryEmail).to.equal('a@x.example')
    expect(undoOf(account, 'a@x.example', 73.5)).to.equal(null)
  })

  it('that were taken back are not gone back through again', () => {
    const undone = undoOf(after(['a@x.example']), 'a@x.example', 2)
    if (undone === null) throw new Error('it was not undone')
    const again = withChannel(undone, {
      channel: 'recoveryEmail',
      address: 'b@x.example',
      isVerified: true,
      id: 'again',
      now: 3 * hourMs,
      holdMs: hourMs,
      undoMs,
    })
    expect(undoOf(again, 'again', 4)?.recoveryEmail).to.equal('r@example.net')
  })

  it('of two values of one channel are taken back apart, and the hold of the other stays', () => {
    const first = { ...after(['x@evil.example']), recoveryEmail: 'second@example.net' }
    const both = withChannel(first, {
      channel: 'recoveryEmail',
      address: 'y@evil.example',
      isVerified: true,
      id: 'y@evil.example',
      now: 2 * hourMs,
      holdMs: 24 * hourMs,
      undoMs,
    })
    const [newest, oldest] = both.changes
    if (newest?.kind !== 'channel' || oldest?.kind !== 'channel') throw new Error('no changes')
    expect(takenBack(both, newest, 0)).to.deep.include({
      from: 'y@evil.example',
      to: { address: 'second@example.net', isVerified: true },
    })
    expect(takenBack(both, oldest, 0)).to.deep.include({
      from: 'x@evil.example',
      to: { address: 'r@example.net', isVerified: true },
    })
    expect(undoOf(both, 'x@evil.example', 3)?.holds).to.have.lengthOf(1)
    expect(settledValues(both, 'recoveryEmail', 0).map(({ address }) => address)).to.deep.equal([
      'r@example.net',
      'second@example.net',
    ])
  })

  it('of an earlier version, which does not say what it brought, follow one another', () => {
    const account = after(['a@x.example', 'b@x.example'])
    const changes = account.changes.map((change) => {
      if (change.kind === 'password') return change
      const { after: _, ...rest } = change
      return rest
    })
    const earlier = { ...account, changes }
    expect(undoOf(earlier, 'b@x.example', 3)?.recoveryEmail).to.equal('r@example.net')
    expect(settledValues(earlier, 'recoveryEmail', 0)).to.have.lengthOf(1)
  })
})
