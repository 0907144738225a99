import { owner } from '../stand-ins/owner.ts'
import { baseDn, type Slapd } from './slapd.ts'

/**
 * Adds the owner's entry to an OpenLDAP.
 *
 * @param attributes what it has besides the usual, or in place of it
 * @returns its DN
 */
export async function addOwner(
  slapd: Slapd,
  attributes: Readonly<Record<string, string | string[]>>,
): Promise<string> {
  const dn = `uid=${owner.id},ou=people,${baseDn}`
  const usual = {
    objectClass: 'inetOrgPerson',
    uid: owner.id,
    cn: 'Li',
    sn: 'Li',
    userPassword: 'Harbour-Light-71',
    mail: [owner.loginEmail],
    mobile: [owner.recoveryMobile],
  }
  await slapd.admin(async (client) => client.add(dn, { ...usual, ...attributes }))
  return dn
}
