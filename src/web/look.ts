import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Accent } from '../domain/accent.ts'
import { ServiceError } from '../errors.ts'
import type { WebRoute } from '../ports/web-handler.ts'

/** What the provider makes of every page: its name, its colour, its picture, and where its links lead. */
export interface Look {
  readonly name: string
  /** Null for the program's own. */
  readonly accent: Accent | null
  /** Where the picture beside the name is, as an `img` takes it; null for the program's own. */
  readonly logo: string | null
  /** Of the provider's own support; null for none. */
  readonly supportUrl: string | null
  /** The provider's own pages of law; null for those made here. */
  readonly privacyUrl: string | null
  readonly termsUrl: string | null
  /** Whether the chat links to the inbox of the mock gateway; never in production. */
  readonly hasInbox: boolean
}

/** The pages where nothing is set. */
export const ownLook: Look = {
  name: 'Latchkey',
  accent: null,
  logo: null,
  supportUrl: null,
  privacyUrl: null,
  termsUrl: null,
  hasInbox: false,
}

const types: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
}
const largestBytes = 64 * 1024

/** A picture as pages show it, and the routes that serve it. */
export interface Logo {
  readonly src: string | null
  readonly routes: readonly WebRoute[]
}

/**
 * Reads the provider's picture. A file is served under an address that changes with it; an SVG that somebody opens by
 * itself runs nothing, since its policy allows nothing.
 *
 * @param logo an https address, a data URL or the path of a file; null for none
 * @throws ServiceError `ERR_CONFIG` when the file cannot be read or has more than 64 kB
 */
export async function readLogo(logo: string | null): Promise<Logo> {
  if (logo === null || /^(?:https|data):/i.test(logo)) return { src: logo, routes: [] }
  const body = await readFile(logo).catch((cause: unknown) => {
    throw new ServiceError('ERR_CONFIG', `BRAND_LOGO: ${logo} cannot be read`, { cause })
  })
  if (body.length > largestBytes) {
    throw new ServiceError('ERR_CONFIG', `BRAND_LOGO: ${logo} has more than 64 kB`)
  }
  const version = createHash('sha256').update(body).digest('base64url').slice(0, 12)
  const path = `/brand/${version}`
  const headers = {
    'content-type': types[extname(logo).toLowerCase()] ?? 'application/octet-stream',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
    'cache-control': 'public, max-age=31536000, immutable',
  }
  const route: WebRoute = {
    method: 'GET',
    path,
    handler: async () => ({ status: 200, headers, body }),
  }
  return { src: path, routes: [route] }
}
