import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { baseDn } from '../test/directories/slapd.ts'
import { emailOf, idOf, serverOf } from './accounts.ts'
import { mobileOf } from './load/talk.ts'

const perPart = 5_000

/** The n-th account of {@link fill} as an entry of an OpenLDAP. */
function entryOf(n: number): string {
  const id = idOf(n)
  return [
    `dn: uid=${id},ou=people,${baseDn}`,
    'objectClass: inetOrgPerson',
    'objectClass: ipHost',
    `uid: ${id}`,
    `cn: Customer ${n}`,
    `sn: ${n}`,
    `mail: ${emailOf(n)}`,
    `mobile: ${mobileOf(n)}`,
    `ipHostNumber: ${serverOf(n)}`,
    'userPassword: {SSHA}AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '',
    '',
  ].join('\n')
}

function* partsOf(count: number): Generator<string> {
  for (let from = 0; from < count; from += perPart) {
    const size = Math.min(perPart, count - from)
    yield Array.from({ length: size }, (_, at) => entryOf(from + at)).join('')
  }
}

/** Writes the first `count` accounts as LDIF. */
export async function writeLdif(file: string, count: number): Promise<void> {
  await pipeline(Readable.from(partsOf(count)), createWriteStream(file))
}
