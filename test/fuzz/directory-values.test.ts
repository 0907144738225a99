import { expect } from 'chai'
import * as fc from 'fast-check'
import { activeDirectory } from '../../src/directories/ldap/active-directory.ts'
import { rawEntry } from '../../src/directories/ldap/attributes.ts'
import { planChange } from '../../src/directories/ldap/channel-change.ts'
import { openLdap } from '../../src/directories/ldap/openldap.ts'
import { readEntry } from '../../src/directories/ldap/reading.ts'
import {
  isAskable,
  isExact,
  readAccountId,
  readEmail,
  readMobile,
  readServerIp,
} from '../../src/directories/exact.ts'
import type { DirectoryEntry } from '../../src/ports/directory.ts'
import { directoryWorld } from '../stand-ins/directory-world.ts'
import { owner } from '../stand-ins/owner.ts'
import { patienceMs, runs } from './runs.ts'
import { anyText } from './texts.ts'

const reading = { defaultRegion: 'CN', allowDocumentationIps: true }

const attributes = {
  id: 'uid',
  displayName: 'cn',
  loginEmail: 'mail',
  recoveryMobile: 'mobile',
  recoveryEmail: 'otherMail',
  contactMobile: 'homePhone',
  contactEmail: 'contactMail',
  server: 'ipHostNumber',
  locale: 'preferredLanguage',
}

const kinds = { openldap: openLdap, 'active-directory': activeDirectory }

const named = fc.constantFrom(
  ...Object.values(attributes),
  ...Object.values(attributes).map((name) => name.toUpperCase()),
  ...Object.values(kinds).flatMap(({ attributes: own }) => own),
  '__proto__',
  'constructor',
)

const value = fc.oneof(
  anyText,
  fc.constantFrom('-1', '0', '512', '514', '1e3', 'NaN', '99999999999999999999', '20260101000000Z'),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
)

/** An entry as a server may send it: any attribute, with one value or several, of text and of bytes. */
const entry = fc
  .dictionary(named, fc.oneof(value, fc.array(value, { maxLength: 4 })), { maxKeys: 12 })
  .map((given) =>
    rawEntry({ ...(given as Record<string, string | string[] | Buffer | Buffer[]>), dn: 'cn=x' }),
  )

function expectCanonical(found: DirectoryEntry): void {
  const { loginEmails, recoveryEmails, contactEmails, recoveryMobiles, contactMobiles } = found
  for (const email of [...loginEmails, ...recoveryEmails, ...contactEmails]) {
    expect(readEmail(email)).to.equal(email)
  }
  for (const mobile of [...recoveryMobiles, ...contactMobiles]) {
    expect(readMobile(mobile, reading)).to.equal(mobile)
  }
  for (const ip of found.servers) expect(readServerIp(ip, reading)).to.equal(ip)
}

describe('values of a directory, whatever they are', function () {
  this.timeout(patienceMs)

  for (const [name, kind] of Object.entries(kinds)) {
    const plan = { baseDn: 'dc=x', attributes, kind, reading }

    it(`are read from ${name} as an entry with canonical addresses, or as none, the same each time`, () => {
      fc.assert(
        fc.property(entry, fc.integer({ min: 0, max: 2e12 }), (raw, now) => {
          const found = readEntry(raw, plan, now)
          expect(readEntry(raw, plan, now)).to.deep.equal(found)
          if (found !== null) expectCanonical(found)
        }),
        runs(200),
      )
    })

    it(`from ${name} are found by no key that is not exactly one of theirs`, () => {
      const by = fc.constantFrom('mobile', 'login-email', 'server-ip')
      fc.assert(
        fc.property(entry, by, anyText, (raw, kindOfKey, typed) => {
          const found = readEntry(raw, plan, 0)
          const key = { by: kindOfKey, value: typed } as const
          if (found === null || !isExact(found, key)) return
          expect(isAskable(key, reading)).to.equal(true)
        }),
        runs(200),
      )
    })
  }

  it('of Active Directory are of an active account only where it is told that it is not disabled', () => {
    const flags = fc.option(fc.oneof(value, fc.integer().map(String)), { nil: undefined })
    fc.assert(
      fc.property(flags, (given) => {
        const raw = rawEntry({
          dn: 'cn=x',
          ...(given === undefined ? {} : { userAccountControl: given }),
        })
        if (activeDirectory.statusOf(raw, 0) === 'disabled') return
        expect(given).to.match(/^-?\d+$/)
        expect(BigInt(String(given)) & 2n).to.equal(0n)
      }),
      runs(200),
    )
  })

  it('are changed by taking out what reads as the old address alone, and never to two', () => {
    const mail = fc.constantFrom('li.wei@example.com', 'LI.WEI@example.com', 'new@example.com', '@')
    fc.assert(
      fc.property(
        fc.array(fc.oneof(mail, anyText), { maxLength: 5 }),
        fc.option(mail.map(readEmail)),
        fc.option(mail.map(readEmail)),
        (values, from, to) => {
          const raw = rawEntry({ dn: 'cn=x', mail: values })
          const plan = planChange(
            raw,
            { channel: 'loginEmail', from, to },
            { type: 'mail', reading },
          )
          for (const { operation, modification } of plan ?? []) {
            const [only] = modification.values
            if (operation === 'delete') expect(readEmail(String(only))).to.equal(from)
            else expect(String(only)).to.equal(to)
          }
        },
      ),
      runs(200),
    )
  })

  it('reach people as one plain line of a length, in words that hold nothing else', async () => {
    const lie = fc.record({ accountId: anyText, displayName: anyText, locale: anyText })
    await fc.assert(
      fc.asyncProperty(lie, async ({ accountId, ...others }) => {
        const told = readAccountId(accountId)
        if (told === null) return
        const { world } = directoryWorld({ entry: { ...others, accountId: told } })
        await world.say('find my account')
        await world.say('mobile number')
        await world.say(owner.recoveryMobile)
        await world.say(world.codeFor(owner.recoveryMobile))
        await world.say('reset my password')
        await world.say(owner.loginEmail)
        expect(world.troubles).to.deep.equal([])
        for (const letter of world.sent) {
          const { text, subject } = letter
          expect(subject).not.to.match(/[\p{Cc}\p{Zl}\p{Zp}]/u)
          expect(text.replaceAll('\n', '')).not.to.match(
            /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u,
          )
          expect(text.length).to.be.at.most(1_500)
        }
      }),
      runs(25),
    )
  })
})
