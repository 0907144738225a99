import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A certificate that signed itself, and its key. */
export interface TestCertificate {
  readonly certificateFile: string
  readonly keyFile: string
  /** PEM. */
  readonly certificate: string
}

/**
 * Makes a certificate for a day in a folder.
 *
 * @param names what it is for, such as `IP:127.0.0.1`
 */
export function makeCertificate(folder: string, names: string, file = 'server'): TestCertificate {
  const certificateFile = join(folder, `${file}.crt`)
  const keyFile = join(folder, `${file}.key`)
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', keyFile]
  const subject = ['-subj', '/CN=latchkey test', '-addext', `subjectAltName=${names}`]
  execFileSync(
    'openssl',
    ['req', '-x509', ...key, '-days', '1', '-out', certificateFile, ...subject],
    { stdio: 'pipe' },
  )
  return { certificateFile, keyFile, certificate: readFileSync(certificateFile, 'utf8') }
}
