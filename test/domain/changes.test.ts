import { expect } from 'chai'
import type { AccountChange, ChannelName } from '../../src/domain/account.ts'
import { latestChanges } from '../../src/domain/channel.ts'

const changed = (id: string, channel: ChannelName): AccountChange => ({
  id,
  kind: 'channel',
  channel,
  at: 0,
  undoneAt: null,
  before: { address: null, isVerified: false },
})

describe('the changes that can be undone', () => {
  it('of what guards an account are not pushed out by any number of changes of a contact', () => {
    let changes: readonly AccountChange[] = [changed('guard', 'recoveryMobile')]
    for (let times = 0; times < 30; times += 1) {
      changes = latestChanges([changed(`contact ${times}`, 'contactMobile'), ...changes])
    }
    expect(changes).to.have.lengthOf(10)
    expect(changes.map(({ id }) => id))
      .to.include('guard')
      .and.include('contact 29')
  })

  it('are the latest ten', () => {
    let changes: readonly AccountChange[] = []
    for (let times = 0; times < 12; times += 1) {
      changes = latestChanges([changed(String(times), 'loginEmail'), ...changes])
    }
    expect(changes.map(({ id }) => id)).to.deep.equal(
      [...Array(10).keys()].map((n) => String(11 - n)),
    )
  })
})
