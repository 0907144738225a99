const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether a host, as an address has it (IPv6 in brackets), is this machine. */
export function isLoopbackHost(host: string): boolean {
  return loopback.test(host)
}

function hostIn(header: string | undefined): string {
  const url = `http://${header ?? ''}`
  return URL.canParse(url) ? new URL(url).hostname : ''
}

/**
 * Whether a request was made on this machine: its connection, the name that it asks for, and no proxy that says otherwise.
 * What a tunnel passes on without a word looks the same; what is shown by this is for trying out alone.
 *
 * @param request source after the trusted proxies; headers with names in lower case
 */
export function isFromThisMachine({
  source,
  headers,
}: {
  readonly source: string
  readonly headers: Readonly<Record<string, string | undefined>>
}): boolean {
  const told = [headers['x-forwarded-for'], headers['forwarded'], headers['x-real-ip']]
  return (
    isLoopbackHost(source === '::1' ? '[::1]' : source) &&
    isLoopbackHost(hostIn(headers['host'])) &&
    told.every((each) => each === undefined || each === source)
  )
}
