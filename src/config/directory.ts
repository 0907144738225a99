import { sharedChannels, type LdapAttributes } from '../directories/ldap/attribute-roles.ts'
import type { Environment } from './environment.ts'
import { isOnThisMachine, isOpenToListeners, needs, type Rule } from './rule.ts'

/** What the attributes are called where nothing else is set. */
const usualAttributes: Readonly<Record<'openldap' | 'active-directory', LdapAttributes>> = {
  openldap: {
    id: 'uid',
    displayName: 'cn',
    loginEmail: 'mail',
    recoveryMobile: 'mobile',
    server: 'ipHostNumber',
  },
  'active-directory': {
    id: 'sAMAccountName',
    displayName: 'displayName',
    loginEmail: 'mail',
    recoveryMobile: 'mobile',
  },
}

function ldapOf(env: Environment) {
  const kind = env.LDAP_KIND ?? 'openldap'
  return Object.freeze({
    kind: 'ldap',
    url: env.LDAP_URL ?? '',
    bindDn: env.LDAP_BIND_DN ?? '',
    bindPassword: env.LDAP_BIND_PASSWORD ?? '',
    baseDn: env.LDAP_BASE_DN ?? '',
    server: kind,
    attributes: Object.freeze(env.LDAP_ATTRIBUTES ?? usualAttributes[kind]),
    /** False: everything goes in clear, `ldap://` without StartTLS. */
    tls: env.LDAP_TLS !== 'off',
    /** A file of PEM certificates; null for those that Node.js knows. */
    caFile: env.LDAP_CA_FILE ?? null,
  })
}

/** Where accounts live. */
export function directoryOf(env: Environment) {
  switch (env.DIRECTORY) {
    case 'ldap':
      return ldapOf(env)
    case 'http':
      return Object.freeze({
        kind: 'http',
        url: env.DIRECTORY_URL ?? '',
        token: env.DIRECTORY_TOKEN ?? '',
      })
    case 'embedded':
    case undefined:
      return Object.freeze({ kind: 'embedded' })
    default:
      return env.DIRECTORY satisfies never
  }
}

const isOf = (kind: 'ldap' | 'http', name: keyof Environment, why: string): Rule => {
  return (env) => (env.DIRECTORY === kind && env[name] === undefined ? needs(name, why) : null)
}

/** What an outside directory needs in any mode. */
export const directoryRefusals: readonly Rule[] = [
  isOf('ldap', 'LDAP_URL', 'DIRECTORY=ldap needs the address of the directory'),
  isOf('ldap', 'LDAP_BIND_DN', 'DIRECTORY=ldap needs an account of its own there'),
  isOf('ldap', 'LDAP_BIND_PASSWORD', 'without one a bind would succeed as nobody'),
  isOf('ldap', 'LDAP_BASE_DN', 'DIRECTORY=ldap needs to know where the people are'),
  isOf('http', 'DIRECTORY_URL', 'DIRECTORY=http needs the address of the directory'),
  isOf(
    'http',
    'DIRECTORY_TOKEN',
    'DIRECTORY=http needs a token, so that the directory knows who asks',
  ),
  (env) => {
    const shared = env.LDAP_ATTRIBUTES === undefined ? null : sharedChannels(env.LDAP_ATTRIBUTES)
    if (shared === null) return null
    const [one, other] = shared.channels
    return `LDAP_ATTRIBUTES has "${shared.name}" for ${one} and for ${other}: what is written in one would count as the other at once, so leave one of them out or name another attribute`
  },
  (env) =>
    env.LDAP_TLS === 'off' && env.LDAP_URL?.startsWith('ldaps:') === true
      ? 'LDAP_TLS is "off" and LDAP_URL is ldaps://: leave LDAP_TLS out, or make it ldap://'
      : null,
]

/** What would let others on the way read passwords. */
export const openDirectoryRefusals: readonly Rule[] = [
  (env) =>
    env.DIRECTORY === 'ldap' &&
    env.LDAP_TLS === 'off' &&
    env.LDAP_URL !== undefined &&
    !isOnThisMachine(env.LDAP_URL)
      ? 'LDAP_TLS is "off": in production passwords go encrypted unless the directory is on this machine'
      : null,
  (env) =>
    env.DIRECTORY === 'http' && isOpenToListeners(env.DIRECTORY_URL)
      ? 'DIRECTORY_URL is plain http://: in production it must start with https:// unless it is on this machine'
      : null,
]
