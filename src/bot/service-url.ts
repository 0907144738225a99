import { isIPv4 } from 'node:net'
import type { BotSettings } from './settings.ts'

const publicCloud = ['smba.trafficmanager.net', '.botframework.com']

/**
 * Decides whether replies, and with them the bot's bearer token, may go to a service URL. The URL comes with
 * the message, so without this anybody who gets a message in chooses where the program calls (OWASP ASVS 13.2.4).
 *
 * @returns a predicate that is false for anything but https to a listed host; outside production also true for
 *   any loopback host, http included. It resolves no names: a listed name is trusted, every other one is not.
 */
export function createServiceUrlRule(
  settings: Pick<BotSettings, 'isProduction' | 'extraServiceHosts'>,
): (serviceUrl: string) => boolean {
  const hosts = [...publicCloud, ...settings.extraServiceHosts.map((host) => host.toLowerCase())]
  return (serviceUrl) => {
    const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : null
    if (url === null || url.username !== '' || url.password !== '') return false
    if (!settings.isProduction && isWeb(url) && isLoopback(url.hostname)) return true
    return url.protocol === 'https:' && hosts.some((host) => matches(url, host))
  }
}

function matches(url: URL, host: string): boolean {
  return host.startsWith('.') ? url.host.endsWith(host) : url.host === host
}

function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:'
}

function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]') return true
  return isIPv4(hostname) && hostname.startsWith('127.')
}
