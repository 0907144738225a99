import { expect } from 'chai'
import { systemRandom } from '../../src/app/system.ts'
import { keepPassword, newPasswordKey, openKept } from '../../src/services/kept-password.ts'

const account = 'ref:6f1c-li'
const password = 'Copper-Kettle-26'

describe('a password on its way to a directory', () => {
  const key = newPasswordKey(systemRandom)
  const kept = keepPassword(systemRandom, { password, account }, key)

  it('is opened by the key of its page, for its account', () => {
    expect(openKept({ kept, account }, key)).to.equal(password)
  })

  it('is opened for no other account, so that no row of one can be moved to another', () => {
    for (const other of ['ref:6f1c-lin', 'ref:', '', account.toUpperCase()]) {
      expect(openKept({ kept, account: other }, key), other).to.equal(null)
    }
  })

  it('is opened by no other key, and by nothing that is none', () => {
    const zeros = Buffer.alloc(32).toString('base64url')
    for (const other of [newPasswordKey(systemRandom), zeros, '', 'x', key.slice(1), `${key}AA`]) {
      expect(openKept({ kept, account }, other), other).to.equal(null)
    }
  })

  it('is not opened once it was altered', () => {
    const bytes = Buffer.from(kept, 'base64url')
    for (const at of [0, 12, 30, bytes.length - 1]) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      const altered = changed.toString('base64url')
      expect(openKept({ kept: altered, account }, key), String(at)).to.equal(null)
    }
    expect(openKept({ kept: kept.slice(0, 20), account }, key)).to.equal(null)
  })
})
