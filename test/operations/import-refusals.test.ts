import { expect } from 'chai'
import { createStand, problemsOf, someHash } from './stand.ts'

const id = '100000000012'

describe('import of accounts refused', () => {
  describe('of a bad file', () => {
    it('imports nothing and names every bad row with its line', async () => {
      const { importNdjson, accounts } = createStand()
      const result = await importNdjson(
        [
          '{"id":"100000000001"}',
          '',
          '{"id":"12345"}',
          '{"id":"100000000002","displayname":"x"}',
          'not json',
          '{"id":"100000000003","recoveryMobile":"021 6132 5555","status":"gone"}',
          '[]',
          '{"id":"100000000004"}',
        ].join('\r\n'),
      )
      expect(problemsOf(result)).to.deep.equal([
        '3: id: must look like 100000000012 (ACCOUNT_ID_PATTERN)',
        '4: unknown field "displayname"',
        '5: is not valid JSON',
        '6: status: must be active, disabled or frozen',
        '6: recoveryMobile: is not a mobile number (landline)',
        '7: must be a JSON object',
      ])
      expect(await accounts()).to.equal(0)
    })

    const badRows: readonly (readonly [object, string])[] = [
      [{}, 'id: is required'],
      [{ id: 100000000012 }, 'id: must be text'],
      [{ loginEmail: 'a@b@example.com' }, 'loginEmail: is not a mail address (many-ats)'],
      [{ recoveryMobile: '12' }, 'recoveryMobile: is not a mobile number (too-short)'],
      [
        { servers: [{ ip: '123.45.678.910' }] },
        'servers.0.ip: is not an IP address (number 3 is 678, number 4 is 910; each goes from 0 to 255)',
      ],
      [{ servers: [{ ip: '10.0.0.1' }] }, 'servers.0.ip: is not a public IP address (private)'],
      [{ servers: ['203.0.113.10'] }, 'servers.0: must be like {"ip":"203.0.113.10"}'],
      [{ servers: [{ ip: '203.0.113.1', name: 'x' }] }, 'servers.0: unknown field "name"'],
      [{ servers: '203.0.113.10' }, 'servers: must be a list'],
      [{ unverified: ['email'] }, 'unverified.0: must name a channel, such as contactEmail'],
      [
        { passwordHash: 'River-Stone-42' },
        'passwordHash: is not a bcrypt, Argon2id, scrypt or PBKDF2 hash as written by PHC or Django',
      ],
      [
        { passwordHash: `$2b$31$${'a'.repeat(53)}` },
        'passwordHash: has parameters out of bounds; see docs/security.md',
      ],
      [
        { password: '密'.repeat(25) },
        'password: must have 1 to 72 bytes and no control characters',
      ],
      [{ password: '' }, 'password: must have 1 to 72 bytes and no control characters'],
      [{ password: 'a', passwordHash: someHash }, 'name password or passwordHash, not both'],
      [{ locale: 'not a tag' }, 'locale: is not a language tag such as zh-CN'],
      [{ signedUpWith: 'by email' }, 'signedUpWith: must be a word such as email or sub-user'],
      [{ displayName: 'Li\u202eWei' }, 'displayName: holds invisible characters'],
      [{ status: null }, 'status: must be active, disabled or frozen'],
    ]
    for (const [row, problem] of badRows) {
      it(`says ${problem}`, async () => {
        const { importObjects } = createStand()
        const withId = Object.keys(row).length === 0 || 'id' in row ? row : { id: id, ...row }
        expect(problemsOf(await importObjects([withId]))).to.deep.equal([`1: ${problem}`])
      })
    }

    it('does not take a prototype for a field', async () => {
      const { importNdjson } = createStand()
      const result = await importNdjson('{"id":"100000000012","__proto__":{"status":"frozen"}}')
      expect(result.outcome === 'refused' || result.counts.created === 1).to.equal(true)
      expect(problemsOf(result)).to.deep.equal(['1: unknown field "__proto__"'])
    })

    it('never repeats a value, which could be a password', async () => {
      const { importNdjson } = createStand()
      const result = await importNdjson(
        '{"id":"100000000012","password":"River-Stone-42"\n{"id":"x","passwordHash":"River-Stone-42"}',
      )
      expect(problemsOf(result).join()).not.to.include('River')
    })

    it('lists a hundred problems and counts the others', async () => {
      const { importNdjson } = createStand()
      const result = await importNdjson('x\n'.repeat(250))
      if (result.outcome !== 'refused') throw new Error('taken')
      expect(result.problems).to.have.length(100)
      expect(result.problems.at(-1)?.line).to.equal(100)
      expect(result.unlisted).to.equal(150)
    })

    it('refuses a file without any account', async () => {
      const { importNdjson } = createStand()
      expect(problemsOf(await importNdjson('\n\n'))).to.deep.equal(['1: the file holds no account'])
    })

    it('refuses a line that is too long, and still reads the next', async () => {
      const { importNdjson } = createStand()
      const long = JSON.stringify({ id: '100000000012', displayName: 'x'.repeat(70_000) })
      expect(problemsOf(await importNdjson(`${long}\n{"id":"1"}`))).to.deep.equal([
        '1: the line is longer than 65536 characters',
        '2: id: must look like 100000000012 (ACCOUNT_ID_PATTERN)',
      ])
    })

    it('refuses an id that comes twice', async () => {
      const { importObjects } = createStand()
      expect(problemsOf(await importObjects([{ id }, { id }]))).to.deep.equal([
        '2: id: is the same as on line 1',
      ])
    })
  })

  describe('keeps a login email to one account:', () => {
    const a = { id: '100000000001', loginEmail: 'a@example.com' }
    const b = { id: '100000000002', loginEmail: 'b@example.com' }

    it('twice in a file, in whatever spelling', async () => {
      const { importObjects } = createStand()
      const result = await importObjects([a, { ...b, loginEmail: ' A@EXAMPLE.com' }])
      expect(problemsOf(result)).to.deep.equal(['2: loginEmail: is the same as on line 1'])
    })

    it('held by another account in the store, told by its masked id', async () => {
      const { importObjects, account } = createStand()
      await importObjects([a])
      const result = await importObjects([{ ...b, loginEmail: 'a@example.com' }])
      expect(problemsOf(result)).to.deep.equal([
        '1: loginEmail: belongs to account ••••••••0001 already',
      ])
      expect(await account(b.id)).to.equal(null)
    })

    it('exchanged between two accounts of the same file', async () => {
      const { importObjects, account } = createStand()
      await importObjects([a, b])
      const result = await importObjects([
        { id: a.id, loginEmail: b.loginEmail },
        { id: b.id, loginEmail: a.loginEmail },
      ])
      expect(result).to.deep.include({ counts: { created: 0, changed: 2, unchanged: 0 } })
      expect(await account(a.id)).to.include({ loginEmail: b.loginEmail })
    })

    it('given up by its holder in the same file', async () => {
      const { importObjects, account } = createStand()
      await importObjects([a])
      await importObjects([
        { id: b.id, loginEmail: a.loginEmail },
        { id: a.id, loginEmail: null },
      ])
      expect(await account(b.id)).to.include({ loginEmail: a.loginEmail })
    })
  })
})
