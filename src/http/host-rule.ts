/** What decides whether a `Host` header is ours. */
export interface HostRule {
  readonly publicUrl: string
  readonly isProduction: boolean
  /** The port the server listens on. */
  readonly port: () => number
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * Accepts the host of the public address; outside production also the loopback names with the listening port.
 * A page that answers to any name can be reached through a name of an attacker's that points here (DNS rebinding).
 */
export function createHostRule(rule: HostRule): (host: string | undefined) => boolean {
  const own = new URL(rule.publicUrl).host
  return (host) => {
    if (host === undefined) return false
    const name = host.toLowerCase()
    if (name === own || isWithDefaultPort(name, rule.publicUrl)) return true
    if (rule.isProduction) return false
    return loopbackNames.some((loopback) => name === `${loopback}:${rule.port()}`)
  }
}

/** `example.com:443` is `example.com` over https; URL leaves a default port out. */
function isWithDefaultPort(name: string, publicUrl: string): boolean {
  const url = new URL(publicUrl)
  return url.port === '' && name === `${url.hostname}:${url.protocol === 'https:' ? 443 : 80}`
}
