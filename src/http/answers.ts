import { jsonResponse, type WebResponse } from '../ports/web-handler.ts'

const words: Readonly<Record<number, string>> = {
  400: 'That request could not be read.',
  403: 'That is not allowed.',
  404: 'There is nothing here.',
  405: 'That cannot be done here.',
  413: 'That is too large.',
  415: 'That kind of content is not read here.',
  421: 'That address does not lead here.',
  429: 'That was too much at once. Please try again in a moment.',
  431: 'That is too large.',
  500: 'Something went wrong on our side.',
  503: 'We are busy. Please try again in a moment.',
}

/** A problem to answer with; it never holds an error's own words. */
export interface Problem {
  readonly status: number
  /** The `Accept` header: a client that takes HTML gets a page, every other one JSON. */
  readonly accept: string | undefined
  /** To find the log line by. */
  readonly reference?: string
  /** Draws the page; the short one here where it draws none. */
  readonly draw?: (status: number, reference?: string) => WebResponse | null
}

/** A short, kind answer for what cannot be done, as a page or as JSON. */
export function problem({ status, accept, reference, draw }: Problem): WebResponse {
  const message = words[status] ?? 'That could not be done.'
  if (accept?.includes('text/html') !== true) {
    return jsonResponse(status, { error: { code: String(status), message, reference } })
  }
  const page = draw?.(status, reference) ?? null
  if (page !== null) return page
  const trace = reference === undefined ? '' : `<p>Reference: ${reference}</p>`
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${message}</title><main><h1>${message}</h1>${trace}<p><a href="/">To the assistant</a></p></main></html>`
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}
