import type { IncomingMessage } from 'node:http'
import { parseJson } from './json-body.ts'

/** The most a request's body may hold, bytes. */
const maxBodyBytes = 256 * 1024

/** The most that is read of a body that is too large, bytes. */
const maxDiscardedBytes = 4 * 1024 * 1024

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A body, or the status that refuses it: 400 malformed, 413 too large, 415 an unsupported content type. */
export type Body =
  | { readonly outcome: 'read'; readonly value: unknown }
  | { readonly outcome: 'refused'; readonly status: 400 | 413 | 415 }

/**
 * Reads a JSON or form-encoded body. Multipart is refused, since nothing is uploaded here, and so is a compressed
 * body, which could unpack to any size, and every charset but UTF-8.
 *
 * @returns the value null when there is no body
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const bytes = await collect(request)
  if (typeof bytes === 'number') return refused(bytes)
  if (bytes.length === 0) return { outcome: 'read', value: null }
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding.toLowerCase() !== 'identity') return refused(415)
  if (request.headers['content-type'] === 'application/json')
    return parse(bytes, 'application/json')
  const [contentType = '', ...parameters] = (request.headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  return parameters.every(isUtf8) ? parse(bytes, contentType) : refused(415)
}

/** Whether a parameter of a content type is anything but the name of another charset; all is read as UTF-8. */
function isUtf8(parameter: string): boolean {
  const [name = '', value = ''] = parameter.split('=', 2).map((part) => part.trim())
  return name !== 'charset' || /^"?(?:utf-?8|us-ascii)"?$/u.test(value)
}

function parse(bytes: Buffer, contentType: string): Body {
  try {
    const text = utf8.decode(bytes)
    if (contentType === 'application/json' || contentType.endsWith('+json')) {
      return { outcome: 'read', value: parseJson(text) }
    }
    if (contentType === 'application/x-www-form-urlencoded') return form(text)
    return refused(415)
  } catch {
    return refused(400)
  }
}

/**
 * A field that is sent twice is refused: other readers could take the other value. So is a `%` in front of anything but
 * UTF-8: it would be read as a replacement character, and two passwords alike.
 *
 * @throws URIError for such a `%`
 */
function form(text: string): Body {
  decodeURIComponent(text)
  const entries = [...new URLSearchParams(text)]
  const names = new Set(entries.map(([name]) => name))
  if (names.size !== entries.length) return refused(400)
  return { outcome: 'read', value: Object.fromEntries(entries) }
}

/** By its events: an iterator over them takes a promise and a listener more for every chunk. */
function collect(request: IncomingMessage): Promise<Buffer | 400 | 413> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve) => {
    request.on('data', (bytes: Buffer) => {
      size += bytes.length
      if (size <= maxBodyBytes) chunks.push(bytes)
      // What is too large is read on for a while: an answer before its end would be lost in a reset connection.
      if (size <= maxDiscardedBytes) return
      request.destroy()
      resolve(413)
    })
    request.on('end', () => {
      const [only] = chunks
      if (size > maxBodyBytes) resolve(413)
      else resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks))
    })
    request.on('error', () => resolve(400))
    request.on('close', () => resolve(400))
  })
}

function refused(status: 400 | 413 | 415): Body {
  return { outcome: 'refused', status }
}
