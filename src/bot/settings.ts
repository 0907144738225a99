import { isIPv4 } from 'node:net'
import { clouds, type CloudName } from './cloud.ts'

/** The bot's registration with Bot Framework, who may write to it, and where it may post to. */
export interface BotSettings {
  /** Empty for anonymous mode (development only): no token is asked for and none is sent. */
  readonly appId: string
  readonly appPassword: string
  /** `MultiTenant`, `SingleTenant` or `UserAssignedMSI`. */
  readonly appType: string
  readonly tenantId: string
  /** Tenants whose people may write in Teams, lower case; null for all. A valid token does not tell: all tenants share keys. */
  readonly allowedTenants: readonly string[] | null
  readonly isProduction: boolean
  /** The cloud that the bot is registered in. */
  readonly cloud: CloudName
  /** Hosts besides the cloud's own that replies may go to. */
  readonly extraServiceHosts: readonly string[]
  /** Where channels publish their signing keys; null for the cloud's address. */
  readonly openIdMetadataUrl: string | null
}

/**
 * Decides whether replies, and with them the bot's bearer token, may go to a service URL. The URL comes with
 * the message, so without this anybody who gets a message in chooses where the program calls (OWASP ASVS 13.2.4).
 *
 * @returns a predicate that is false for anything but https to a listed host; outside production also true for
 *   any loopback host, http included. It resolves no names: a listed name is trusted, every other one is not.
 */
export function createServiceUrlRule(
  settings: Pick<BotSettings, 'cloud' | 'isProduction' | 'extraServiceHosts'>,
): (serviceUrl: string) => boolean {
  const { cloud, extraServiceHosts } = settings
  const extra = extraServiceHosts.map((host) => host.toLowerCase())
  const hosts = [...clouds[cloud].serviceHosts, ...extra]
  return (serviceUrl) => {
    const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : null
    if (url === null || url.username !== '' || url.password !== '') return false
    if (!settings.isProduction && isWeb(url) && isLoopback(url.hostname)) return true
    return url.protocol === 'https:' && hosts.some((host) => matches(url, host))
  }
}

function matches(url: URL, host: string): boolean {
  const suffix = host.replace(/^\*/, '')
  return suffix.startsWith('.') ? url.host.endsWith(suffix) : url.host === host
}

function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:'
}

function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]') return true
  return isIPv4(hostname) && hostname.startsWith('127.')
}
