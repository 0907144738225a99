import { baseDn } from './slapd.ts'

/** How many people there are in a large directory of a test. */
export const crowdSize = 10_000

/** The attributes of one of many; even ones are there, odd ones are nobody. */
export const oneOf = (index: number) => ({
  id: `1000001${String(index).padStart(5, '0')}`,
  mobile: `+8613800${String(200_000 + index)}`,
  mail: `person.${String(index).padStart(5, '0')}@example.com`,
})

/** LDIF of so many people, who have the even numbers. */
export function crowdLdif(size = crowdSize): string {
  const entries = Array.from({ length: size }, (_, at) => {
    const { id, mobile, mail } = oneOf(2 * at)
    const name = `Person ${at}`
    return [
      `dn: uid=${id},ou=people,${baseDn}`,
      'objectClass: inetOrgPerson',
      `uid: ${id}`,
      `cn: ${name}`,
      `sn: ${name}`,
      `mail: ${mail}`,
      `mobile: ${mobile}`,
      'userPassword: {SSHA}AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      '',
    ].join('\n')
  })
  return entries.join('\n')
}
