import { expect } from 'chai'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { itHashesPasswords, quick } from './hashers.ts'

describe('the hasher of the command line', () => {
  itHashesPasswords(() => createPasswordHasher({ cost: quick }))

  it('costs 12 unless told otherwise', async () => {
    expect(await createPasswordHasher().hash('Kettle_42.blue')).to.match(/^\$2b\$12\$/)
  })
})
