import { isLoopbackHost } from '../this-machine.ts'
import { isOnThisMachine, type Rule } from './rule.ts'

/**
 * Options of SMTP_URL that production takes. Nodemailer lets an option in the address set anything, over what the program
 * sets: switch TLS or its check off, go through a proxy, write every mail to the log.
 */
const mailOptions: ReadonlySet<string> = new Set([
  'authMethod',
  'maxConnections',
  'maxMessages',
  'name',
  'rateDelta',
  'rateLimit',
  'tls.servername',
])

/** What a server on the same machine may go without: its certificate is often its own. */
const localMailOptions: ReadonlySet<string> = new Set(['ignoreTLS', 'tls.rejectUnauthorized'])

/** Whether mail goes to another machine, so that it has to be encrypted on the way (RFC 3207; ASVS 12.3). */
export function mailLeaves(url: string): boolean {
  return !isOnThisMachine(url)
}

const mailInClear: Rule = ({ SMTP_URL: url }) => {
  if (url === undefined) return null
  const isLocal = !mailLeaves(url)
  const isTaken = (name: string, value: string): boolean =>
    mailOptions.has(name) ||
    (name === 'requireTLS' && value === 'true') ||
    (isLocal && localMailOptions.has(name))
  const refused = [...new URL(url).searchParams].some(([name, value]) => !isTaken(name, value))
  return refused
    ? `SMTP_URL (value not shown) has an option that could take the encryption or its check away: in production only ${[...mailOptions].join(', ')} may stand behind the ?, and to another machine TLS is always demanded`
    : null
}

const decoded = (host: string): string => {
  try {
    return decodeURIComponent(host)
  } catch {
    return host
  }
}

/** The hosts that a driver may read in an address: `?host=` goes before the one in front. A path is a socket's. */
function databaseHosts(url: URL): readonly string[] {
  const named = [decoded(url.hostname), ...url.searchParams.getAll('host')]
  return named.filter((host) => host !== '')
}

const isLocalHost = (host: string): boolean =>
  host.startsWith('/') || host === '::1' || isLoopbackHost(host)

const databaseInClear: Rule = ({ DATABASE_URL: text }) => {
  if (text === undefined) return null
  const url = new URL(text)
  const hosts = databaseHosts(url)
  if (hosts.length > 0 && hosts.every(isLocalHost)) return null
  const modes = url.searchParams.getAll('sslmode')
  return modes.length > 0 && modes.every((mode) => mode === 'verify-full')
    ? null
    : 'DATABASE_URL (value not shown) does not demand a checked certificate: in production end it with ?sslmode=verify-full, and with &sslrootcert=FILE where the certificate is signed by an authority of your own, unless the database is on this machine (localhost, or a socket)'
}

/** What would let others on the way read or change mails and rows. */
export const openConnectionRefusals: readonly Rule[] = [mailInClear, databaseInClear]

/** Options of Node.js by which every connection of the process gets weaker, or its keys are written down. */
const weakNodeOptions = ['--tls-min-v1.0', '--tls-min-v1.1', '--tls-keylog']

/**
 * What the environment tells Node.js itself and production refuses: with these every check of a certificate in the process
 * is void, whatever the settings say.
 *
 * @param env as the process has it
 */
export function nodeRefusals(env: NodeJS.ProcessEnv): readonly string[] {
  const options = (env['NODE_OPTIONS'] ?? '').replaceAll('_', '-')
  const weak = weakNodeOptions.find((option) => options.includes(option))
  return [
    ...(env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0'
      ? [
          'NODE_TLS_REJECT_UNAUTHORIZED is "0": no certificate would be checked, leave it out; an authority of your own goes into NODE_EXTRA_CA_CERTS',
        ]
      : []),
    ...(weak === undefined
      ? []
      : [`NODE_OPTIONS has ${weak}: it weakens every connection in production, leave it out`]),
  ]
}
