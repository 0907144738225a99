import { readFile } from 'node:fs/promises'
import { X509Certificate } from 'node:crypto'
import type { Config } from '../config.ts'
import { ServiceError } from '../errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { Directory } from '../ports/directory.ts'

/** The certificates of LDAP_CA_FILE. */
async function readCertificates(file: string | null): Promise<string | null> {
  if (file === null) return null
  try {
    const pem = await readFile(file, 'utf8')
    // Node.js passes over what it cannot read, and would then trust nobody.
    return new X509Certificate(pem).raw.length > 0 ? pem : null
  } catch (cause) {
    throw new ServiceError('ERR_CONFIG', 'LDAP_CA_FILE is no file with certificates (PEM)', {
      cause,
    })
  }
}

/**
 * Opens the directory that DIRECTORY names. LDAP is asked at the first call, an API at once for what it can do, and again
 * later if it is away.
 *
 * @returns null where accounts live in the store
 * @throws ServiceError `ERR_CONFIG` for LDAP_CA_FILE
 */
export async function openDirectory(
  config: Pick<Config, 'directory' | 'defaultRegion' | 'allowDocumentationIps'>,
  clock: Clock,
): Promise<Directory | null> {
  const { directory, defaultRegion, allowDocumentationIps } = config
  const reading = { defaultRegion, allowDocumentationIps }
  switch (directory.kind) {
    case 'embedded':
      return null
    case 'ldap': {
      const { createLdapDirectory } = await import('../directories/ldap/ldap-directory.ts')
      const { usualLimits: limits } = await import('../directories/ldap/connection.ts')
      const { url, tls, bindDn, bindPassword, baseDn, server, attributes, caFile } = directory
      return createLdapDirectory({
        address: { url, tls, ca: await readCertificates(caFile), limits },
        credentials: { dn: bindDn, password: bindPassword },
        baseDn,
        kind: server,
        attributes,
        reading,
        now: () => clock.now(),
      })
    }
    case 'http': {
      const { openHttpDirectory } = await import('../directories/http/http-directory.ts')
      const { usualLimits: limits } = await import('../directories/http/call.ts')
      const { url, token } = directory
      return openHttpDirectory({ address: { url, token, limits }, reading })
    }
    default:
      return directory satisfies never
  }
}
