import { expect } from 'chai'
import { decoyOf, hashFault, hashKind, readForeignHash } from '../../src/domain/password-hash.ts'
import { createPasswordHasher } from '../../src/hashing/password-hasher.ts'
import { createPasswordPool } from '../../src/hashing/password-pool.ts'

/** Hashes of "password" as other programs and their documentation have them. */
const ofPassword = {
  'Argon2id, reference':
    '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
  'Argon2id, Django':
    'argon2$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
  'scrypt, passlib':
    '$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E',
  'PBKDF2, passlib':
    '$pbkdf2-sha256$6400$0ZrzXitFSGltTQnBWOsdAw$Y11AchqV4b0sUisdZd0Xr97KWoymNE0LNNrnEgY4H9M',
}

describe('hashes of other systems', function () {
  this.timeout(20_000)
  const pool = createPasswordPool({ threads: 1, cost: 4 })
  after(() => pool.close())
  const hashers = { pool, thread: createPasswordHasher({ cost: 4 }) }

  for (const [name, hash] of Object.entries(ofPassword)) {
    it(`are checked: ${name}`, async () => {
      expect(hashFault(hash)).to.equal(null)
      for (const hasher of Object.values(hashers)) {
        expect(await hasher.matches('password', hash)).to.equal(true)
        expect(await hasher.matches('Password', hash)).to.equal(false)
      }
    })

    it(`have a decoy of the same kind that no password made: ${name}`, async () => {
      const decoy = decoyOf(hash)
      expect(hashKind(decoy)).to.equal(hashKind(hash))
      expect(hashFault(decoy)).to.equal(null)
      expect(await pool.matches('password', decoy)).to.equal(false)
    })
  }

  it('are taken among ours, in their order', async () => {
    const own = await pool.hash('River-Stone-42')
    const hashes = [...Object.values(ofPassword), own]
    expect(await pool.indexAmong('River-Stone-42', hashes)).to.equal(4)
    expect(await pool.indexAmong('password', [own, ...hashes])).to.equal(1)
  })

  it('read Django’s salt as text, and the algorithm and rounds of PBKDF2 from the hash', async () => {
    for (const hash of [
      'pbkdf2_sha256$5000$seasalt$kjEQjNByC4sfO5dG4EpMqhSR4KbM3vNcMJ9x5ga2hzk=',
      '$pbkdf2-sha512$i=2000$MDEyMzQ1Njc4OWFiY2RlZg$ImK2Ki4m6tqP1dMMpiybwQGMGkgIwvJsLn+G0rhNAPUL3NzL5bZMK7NJux+3aOSQ8DznbHhZSXL5pBpLo6wGqg',
    ]) {
      expect(await pool.matches('River-Stone-42', hash), hash).to.equal(true)
    }
  })

  const digest = 'A'.repeat(43)
  const refused: Readonly<Record<string, string>> = {
    'Argon2id of 1 GiB': `$argon2id$v=19$m=1048576,t=1,p=4$c29tZXNhbHQ$${digest}`,
    'Argon2id of 100 passes': `$argon2id$v=19$m=1024,t=100,p=1$c29tZXNhbHQ$${digest}`,
    'Argon2id of 256 MiB ten times': `$argon2id$v=19$m=262144,t=10,p=1$c29tZXNhbHQ$${digest}`,
    'Argon2id of no lanes': `$argon2id$v=19$m=1024,t=1,p=0$c29tZXNhbHQ$${digest}`,
    'Argon2id of less memory than its lanes need': `$argon2id$v=19$m=8,t=1,p=4$c29tZXNhbHQ$${digest}`,
    'scrypt of 2^20': `$scrypt$ln=20,r=8,p=1$c29tZXNhbHQ$${digest}`,
    'scrypt of 2^0': `$scrypt$ln=0,r=8,p=1$c29tZXNhbHQ$${digest}`,
    'scrypt in 16 lanes of 2^17': `$scrypt$ln=17,r=8,p=16$c29tZXNhbHQ$${digest}`,
    'PBKDF2 of ten rounds': `$pbkdf2-sha256$i=10$c29tZXNhbHQ$${digest}`,
    'PBKDF2 of 50 million rounds': `pbkdf2_sha256$50000000$seasalt$${digest}=`,
    'bcrypt of cost 31': `$2b$31$${'a'.repeat(53)}`,
  }
  for (const [name, hash] of Object.entries(refused)) {
    it(`are refused when a comparison would take too much: ${name}`, () => {
      expect(hashFault(hash)).to.include('out of bounds')
    })
  }

  it('are refused when nobody here knows them', () => {
    const unknown = [
      'River-Stone-42',
      '',
      `$argon2i$v=19$m=1024,t=2,p=1$c29tZXNhbHQ$${digest}`,
      `$argon2id$v=16$m=1024,t=2,p=1$c29tZXNhbHQ$${digest}`,
      `$pbkdf2-md5$i=5000$c29tZXNhbHQ$${digest}`,
      'pbkdf2_sha256$5000$sea$salt$xx',
      '$1$salt$qJH7.N4xYta3aEG/dfqo/0',
      '5f4dcc3b5aa765d61d8327deb882cf99',
    ]
    for (const hash of unknown) {
      expect(hashFault(hash), hash).to.match(/^is not a bcrypt/)
      expect(readForeignHash(hash), hash).to.equal(null)
    }
  })
})
