const endOfHead = '\r\n\r\n'

/** What is taken off the front of what has arrived. */
interface Taken {
  /** As a text of bytes. */
  readonly head: string
  readonly body: string
  readonly rest: Buffer
}

/** The body of chunks that begins at an offset, and where it ends; null while some of it is missing. */
function chunked(
  bytes: Buffer,
  from: number,
): { readonly body: string; readonly end: number } | null {
  let body = ''
  for (let at = from; ;) {
    const lineEnd = bytes.indexOf('\r\n', at, 'latin1')
    if (lineEnd < 0) return null
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    if (!Number.isFinite(size)) throw new Error('what arrived is no HTTP')
    const [start, end] = [lineEnd + 2, lineEnd + 2 + size + 2]
    if (bytes.length < end) return null
    if (size === 0) return { body, end }
    body += bytes.toString('latin1', start, start + size)
    at = end
  }
}

function sized(bytes: Buffer, from: number, size: number) {
  const end = from + size
  return bytes.length < end ? null : { body: bytes.toString('latin1', from, end), end }
}

/** Takes one message of HTTP/1.1 with a sized or chunked body; null while some of it is missing. Trailers are not read. */
function take(bytes: Buffer): Taken | null {
  const headEnd = bytes.indexOf(endOfHead, 0, 'latin1')
  if (headEnd < 0) return null
  const head = bytes.toString('latin1', 0, headEnd)
  const from = headEnd + endOfHead.length
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  const isChunked = length === undefined && /\r\ntransfer-encoding: *chunked/i.test(head)
  const read = isChunked ? chunked(bytes, from) : sized(bytes, from, Number(length ?? 0))
  return read === null ? null : { head, body: read.body, rest: bytes.subarray(read.end) }
}

/**
 * Reads what arrives on one connection. Node's own client and server cost as much as a bot that is measured, and the
 * load must not be what is waited for; between the bench and its own processes nothing more than this is spoken.
 *
 * @param onMessage called with head and body of each message, as texts of bytes
 * @returns takes what has arrived, @throws Error for what is no HTTP
 */
export function createParser(
  onMessage: (head: string, body: string) => void,
): (arrived: Buffer) => void {
  let held: Buffer | null = null
  return (arrived) => {
    let bytes: Buffer | null = held === null ? arrived : Buffer.concat([held, arrived])
    held = null
    while (bytes !== null && bytes.length > 0) {
      const taken: Taken | null = take(bytes)
      if (taken === null) held = bytes
      else onMessage(taken.head, taken.body)
      bytes = taken?.rest ?? null
    }
  }
}
