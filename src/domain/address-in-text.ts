import { withoutTail } from './plain-text.ts'
import { isIP } from 'node:net'
import { parseEmail, type ParsedEmail } from './email.ts'
import { findIn, isInUrl, meantIn, valueRead, type Found, type ValueRead } from './found-value.ts'
import { parseServerIp, type ServerIpRefusal } from './server-ip.ts'
import { typedText } from './typed-text.ts'

// Mail addresses

/** Letters of scripts with spaces between words: beside one an address is cut from a longer word, such as a look-alike. */
const wordLetter =
  '(?![\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}])[\\p{L}\\p{M}]'
/** A match starts only where a run of signs starts, which keeps the search linear. */
const localPart = `(?<![\\w.+%'-]|${wordLetter})[\\w.+%'-]{1,64}`

/** A mail address with an ASCII domain; with spaces around its sign, too. */
export const mailAddress = new RegExp(
  `${localPart}(?:@| @ )[a-z0-9-]+(?:[.。,][a-z0-9-]+)+(?!${wordLetter})`,
  'giu',
)
/** A domain in another script ends at a space or a mark. */
const foreignAddress = new RegExp(
  `${localPart}@[\\p{L}\\p{M}\\p{N}-]+(?:[.。][\\p{L}\\p{M}\\p{N}-]+)+`,
  'giu',
)

const spokenAt = /(?<=[a-z0-9]) ?(?:\((?:at|艾特)\)|\[at\]|\{at\}|艾特) ?(?=[a-z0-9])/giu
const spokenDot = /(?<=[a-z0-9]) ?(?:\(dot\)|\[dot\]|\{dot\}|\[\.\]|\(\.\)) ?(?=[a-z0-9])/giu
/** "li at example dot com": the words alone, where a dot is spoken as well. */
const spokenWhole =
  /(?<![\w.+%-])([\w.+%-]{1,64}) at ([a-z0-9-]{1,63}(?:(?: dot |\.)[a-z0-9-]{1,63}){1,6})(?![a-z0-9-])/giu

function mailText(text: string): string {
  return text
    .replace(spokenAt, '@')
    .replace(spokenDot, '.')
    .replace(spokenWhole, (whole, local: string, domain: string) =>
      domain.includes(' dot ') ? `${local}@${domain.replaceAll(' dot ', '.')}` : whole,
    )
}

const trimmedAddress = (found: string): string =>
  withoutTail(found.replace(/^['.-]+/, ''), "-'")
    .replace(/[。,]/g, '.')
    .replace(/ /g, '')

function emailsIn(typed: string): readonly string[] {
  const text = mailText(typed)
  const parse = (shape: RegExp) =>
    meantIn(text, findIn(text, shape)).flatMap(({ text: found, start }) => {
      // The user's name of a page's address is no mail address, nor is what stands before a second sign.
      if (isInUrl(text, start) || text[start + found.length] === '@') return []
      const email = parseEmail(trimmedAddress(found))
      return email.outcome === 'parsed' ? [email.email] : []
    })
  const plain = parse(mailAddress)
  return plain.length > 0 ? plain : parse(foreignAddress)
}

type EmailRefusal = Extract<ParsedEmail, { outcome: 'refused' }>['reason']

/** Reads the mail address out of any text: a sentence, `Li Wei <a@b.example>`, `mailto:`, in quotes or brackets. */
export function readEmail(text: string): ValueRead<EmailRefusal> {
  const whole = parseEmail(text)
  const found = emailsIn(typedText(text))
  // An address in one script with words of another right behind it was not meant as a whole.
  if (whole.outcome === 'parsed')
    return valueRead(found.length > 0 ? found : [whole.email], 'domain')
  return valueRead(found, whole.reason)
}

// Servers' addresses

/** Four numbers with dots between them. */
export const dotted =
  /(?<![\w.。]|\d\])(?:ip)?\d+(?:[.。]\d+|\[\.\]\d+){3,}(?:\/\d{1,3}(?![\d.]))?/giu
/** What may be an IPv6 address. */
export const hexRun = /(?<![\w:.])[0-9a-f:.]{3,}(?:%\w{1,16}|\/\d{1,3})?/giu

/** Where servers' addresses stand, with a mask or a zone behind them, without a port. */
export function addressesIn(text: string): readonly Found[] {
  const v4 = findIn(text, dotted).flatMap(({ text: found, start }) => {
    const ip = found.replace(/^ip/i, '').replace(/。|\[\.\]/g, '.')
    const [host = ''] = ip.split('/', 1)
    const isFour = host.split('.').length === 4
    return isFour ? [{ text: isInUrl(text, start) ? host : ip, start }] : []
  })
  const v6 = findIn(text, hexRun).flatMap(({ text: found, start }) => {
    const [address = '', rest = ''] = found.split(/(?=[%/])/)
    const bare = withoutTail(address.replace(/^\.+/, ''), '.').replace(/^:(?!:)|(?<!:):$/g, '')
    const isAddress = isIP(bare) === 6 && /\d/.test(bare)
    return isAddress ? [{ text: isInUrl(text, start) ? bare : bare + rest, start }] : []
  })
  return [...v4, ...v6]
}

/** Reads the server's address out of any text: a sentence, a page's address, `user@host:port`, `[v6]:port`. */
export function readServerIp(
  text: string,
  rules: { readonly allowDocumentation: boolean },
): ValueRead<ServerIpRefusal> {
  const whole = parseServerIp(text, rules)
  if (whole.outcome === 'parsed') return { outcome: 'one', value: whole.ip }
  const typed = typedText(text)
  const found = meantIn(typed, addressesIn(typed)).map((each) => parseServerIp(each.text, rules))
  const parsed = found.flatMap((each) => (each.outcome === 'parsed' ? [each.ip] : []))
  const refused = found.find((each) => each.outcome === 'refused')
  return valueRead(parsed, refused?.outcome === 'refused' ? refused : whole)
}
