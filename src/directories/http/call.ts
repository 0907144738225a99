import type { z } from 'zod'
import { errorCode, ServiceError } from '../../errors.ts'
import { unavailable } from '../home.ts'

/** Where a directory is asked over HTTP, and what a call may take. */
export interface HttpAddress {
  /** Base address; paths of the contract are appended. */
  readonly url: string
  readonly token: string
  readonly limits: HttpLimits
}

/** What a call may take. */
export interface HttpLimits {
  readonly answerMs: number
  readonly answerBytes: number
}

/** Generous for an API, short for a person who waits. */
export const usualLimits: HttpLimits = { answerMs: 5000, answerBytes: 1024 * 1024 }

/** One request of the contract. */
export interface Call<Answer> {
  readonly path: string
  /** Sent as JSON by `POST`; without one the request is a `GET`. */
  readonly body?: unknown
  /** Makes a repeat harmless. */
  readonly operation?: string
  readonly answer: z.ZodType<Answer>
}

/** The code of what `fetch` throws, or of what that was caused by. */
function codeIn(error: unknown): string | null {
  const inner = error instanceof Error && error.cause !== undefined ? error.cause : error
  return errorCode(inner) ?? errorCode(error)
}

/** Reads a body up to so many bytes. */
async function readText(response: Response, most: number): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    bytes += part.length
    if (bytes > most) throw unavailable('the answer of the directory is too large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function understood<Answer>(text: string, schema: z.ZodType<Answer>): Answer {
  try {
    const read = schema.safeParse(JSON.parse(text))
    if (read.success) return read.data
  } catch {
    // No JSON: told below like any other answer that is not of the contract.
  }
  throw unavailable('the answer of the directory is not as docs/directory.openapi.yaml has it')
}

function headersOf(token: string, { body, operation }: Call<unknown>): Record<string, string> {
  return {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(operation === undefined ? {} : { 'idempotency-key': operation }),
  }
}

/** What came instead of an answer. */
function outageOf(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  const isLate = error instanceof Error && error.name === 'TimeoutError'
  return isLate
    ? unavailable('the directory did not answer in time')
    : unavailable('the directory cannot be reached', codeIn(error))
}

/**
 * Makes one call.
 *
 * @throws ServiceError `ERR_DIRECTORY_UNAVAILABLE` for every answer but a 200 that the contract has
 */
export async function call<Answer>(
  { url, token, limits }: HttpAddress,
  request: Call<Answer>,
): Promise<Answer> {
  const { path, body, answer } = request
  try {
    const response = await fetch(`${url.replace(/\/$/, '')}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'error',
      headers: headersOf(token, request),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(limits.answerMs),
    })
    if (response.status !== 200) {
      await response.body?.cancel()
      throw unavailable(`the directory answered ${response.status}`)
    }
    return understood(await readText(response, limits.answerBytes), answer)
  } catch (error) {
    throw outageOf(error)
  }
}
