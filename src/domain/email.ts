/** What became of a typed or imported mail address. */
export type ParsedEmail =
  | { readonly outcome: 'parsed'; readonly email: string }
  | {
      readonly outcome: 'refused'
      readonly reason: 'no-at' | 'many-ats' | 'too-long' | 'local-part' | 'domain'
    }

const maxTyped = 1000
const maxAddress = 254
const maxLocalPart = 64

/** RFC 5322 dot-atom. Quoted local parts are left out: no mail host of people hands them out. */
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** An internationalised domain becomes its ASCII form, so that one domain has one spelling. */
function asciiDomain(domain: string): string | null {
  if (/[^\p{L}\p{N}\p{M}.-]/u.test(domain) || !URL.canParse(`http://${domain}`)) return null
  const host = new URL(`http://${domain}`).hostname
  const labels = host.split('.')
  const isName = labels.length > 1 && labels.every((part) => label.test(part))
  return isName && /[a-z]/.test(labels.at(-1) ?? '') ? host : null
}

/**
 * Reads a mail address into its one canonical spelling: NFKC, trimmed, lower case on both sides, domain in ASCII.
 * Lower-casing the local part too makes `Li.Wei@` and `li.wei@` one address, as every large mail host has it.
 *
 * Refuses more or less than one `@`, over 254 characters (RFC 5321 section 4.5.3.1), quoted or non-ASCII local parts
 * (look-alike letters could claim somebody else's address), and domains that are not names with a dot.
 */
export function parseEmail(text: string): ParsedEmail {
  if (text.length > maxTyped) return { outcome: 'refused', reason: 'too-long' }
  const parts = text.normalize('NFKC').trim().toLowerCase().split('@')
  const [local = '', domain = ''] = parts
  if (parts.length < 2) return { outcome: 'refused', reason: 'no-at' }
  if (parts.length > 2) return { outcome: 'refused', reason: 'many-ats' }
  if (!localPart.test(local)) return { outcome: 'refused', reason: 'local-part' }
  const host = asciiDomain(domain)
  if (host === null) return { outcome: 'refused', reason: 'domain' }
  const email = `${local}@${host}`
  if (local.length > maxLocalPart || email.length > maxAddress) {
    return { outcome: 'refused', reason: 'too-long' }
  }
  return { outcome: 'parsed', email }
}

/**
 * The mailbox that a canonical address is read in: what follows a plus sign only sorts mail (RFC 5233). Two addresses of
 * one mailbox are in one hand, so that neither proves anything beside the other.
 */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf('@')
  const plus = email.indexOf('+')
  return plus > 0 && plus < at ? `${email.slice(0, plus)}${email.slice(at)}` : email
}
