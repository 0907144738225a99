/**
 * The value of a cookie in a `Cookie` header, or null when it is not there. Sent twice it is nobody's: one of the two was
 * set by another page of the domain (RFC 6265, 8.6).
 */
export function cookieIn(header: string | undefined, name: string): string | null {
  const start = `${name}=`
  const found = (header ?? '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each.startsWith(start))
  return found.length === 1 ? (found[0]?.slice(start.length) ?? null) : null
}
