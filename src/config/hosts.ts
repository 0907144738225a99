import { isIP } from 'node:net'

/** Labels between single dots; an underscore stands in names of networks at home. */
const hostName = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,30}$/i

/** Whether this is one host: a name without wildcard and empty label, or an address (IPv6 in brackets). */
function isHost(host: string): boolean {
  return hostName.test(host) || (host.startsWith('[') && isIP(host.slice(1, -1)) === 6)
}

/** Whether a text is an address of one of these protocols at one host; `smtps://` and `https://*.example.com` are none. */
export function isAddress(text: string, protocols: readonly string[]): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  const isWhole = text.toLowerCase().startsWith(`${protocol}//`)
  return isWhole && protocols.includes(protocol) && isHost(hostname)
}

/**
 * Whether a text is an address of PostgreSQL: the host may be left out, or be the folder of a socket. pg reads what
 * `URL` reads.
 */
export function isDatabaseAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  const isSocket = hostname === '' || hostname.toLowerCase().startsWith('%2f')
  return ['postgres:', 'postgresql:'].includes(protocol) && (isSocket || isHost(hostname))
}

/** Whether replies can be posted to hosts like this: a name as URLs have it, with `*.` in front for those below it. */
export function isHostPattern(text: string): boolean {
  const host = text.replace(/^\*\./, '')
  const isName = hostName.test(host) && isIP(host) === 0
  return isName && URL.canParse(`https://${host}`) && new URL(`https://${host}`).hostname === host
}

/** Names of clouds and tunnels below which anybody gets one; there are more. */
const shared = [
  'amazonaws.com',
  'azure.com',
  'azure.net',
  'azurecontainerapps.io',
  'azureedge.net',
  'azurefd.net',
  'azurewebsites.net',
  'chinacloudsites.cn',
  'cloudapp.net',
  'cloudfront.net',
  'devtunnels.ms',
  'ngrok-free.app',
  'ngrok.io',
  'trafficmanager.cn',
  'trafficmanager.net',
  'trycloudflare.com',
]

/**
 * The domain of a pattern below which strangers get names: one that a registry hands out (`com`; in a country also
 * `co.uk`, and with it every other of so few letters) or that a cloud does. Null when it is somebody's own, or no pattern.
 */
export function domainOfStrangers(pattern: string): string | null {
  if (!pattern.startsWith('*.')) return null
  const domain = pattern.slice(2)
  const labels = domain.split('.')
  const [first = '', last = ''] = labels
  const isRegistry =
    labels.length === 1 || (labels.length === 2 && last.length === 2 && first.length <= 3)
  const isShared = shared.some((each) => `.${domain}`.endsWith(`.${each}`))
  return isRegistry || isShared ? domain : null
}
