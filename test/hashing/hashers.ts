import { expect } from 'chai'
import type { PasswordHasher } from '../../src/ports/password-hasher.ts'

/** What bcrypt is asked in tests: the least it can do. */
export const quick = 4

const made = 'Kettle_42.blue'

/** What every implementation of the port keeps to; `create` makes one of cost 4. */
export function itHashesPasswords(create: () => PasswordHasher): void {
  let hasher: PasswordHasher
  beforeEach(() => {
    hasher = create()
  })

  it('makes another hash each time, of the asked cost, and knows both again', async () => {
    const hashes = [await hasher.hash(made), await hasher.hash(made)]
    expect(new Set(hashes).size).to.equal(2)
    for (const hash of hashes) {
      expect(hash).to.match(/^\$2b\$04\$.{53}$/)
      expect(await hasher.matches(made, hash)).to.equal(true)
      expect(await hasher.matches(`${made}!`, hash)).to.equal(false)
      expect(await hasher.matches(made.toUpperCase(), hash)).to.equal(false)
    }
  })

  it('takes the composed and the decomposed spelling of a character for one', async () => {
    const composed = 'Zo\u00e9_kettle.42'
    const decomposed = 'Zoe\u0301_kettle.42'
    expect(await hasher.matches(decomposed, await hasher.hash(composed))).to.equal(true)
    expect(await hasher.matches(composed, await hasher.hash(decomposed))).to.equal(true)
    expect(await hasher.indexAmong(decomposed, [await hasher.hash(composed)])).to.equal(0)
  })

  it('tells which of several hashes a password made, the first one of those that fit', async () => {
    const hashes = await Promise.all(['a', 'b', 'c', 'b'].map(async (word) => hasher.hash(word)))
    expect(await hasher.indexAmong('a', hashes)).to.equal(0)
    expect(await hasher.indexAmong('b', hashes)).to.equal(1)
    expect(await hasher.indexAmong('c', hashes)).to.equal(2)
    expect(await hasher.indexAmong('d', hashes)).to.equal(-1)
    expect(await hasher.indexAmong('a', [])).to.equal(-1)
  })

  it('never cuts a password at 72 bytes: it is not hashed, and it fits nothing', async () => {
    const longest = 'a'.repeat(72)
    const hash = await hasher.hash(longest)
    expect(await hasher.matches(longest, hash)).to.equal(true)
    for (const tooLong of [`${longest}b`, '𝒜'.repeat(19), 'a'.repeat(1_000_000)]) {
      const refusal = await hasher.hash(tooLong).catch((error: unknown) => error)
      expect(refusal).to.be.instanceOf(RangeError)
      expect(await hasher.matches(tooLong, hash)).to.equal(false)
      expect(await hasher.indexAmong(tooLong, [hash])).to.equal(-1)
    }
  })

  it('says no to what is no hash', async () => {
    expect(await hasher.matches(made, '')).to.equal(false)
    expect(await hasher.matches(made, 'plain text')).to.equal(false)
  })
}
