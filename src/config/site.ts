import { z } from 'zod'
import { isAddress } from './hosts.ts'

const mostOrigins = 50
/** It is in every page, so that a picture of more belongs into a file. */
const longestDataUrl = 22_000

/** One origin that may frame the chat: no wildcard, no path, nothing that a policy would read as more than one. */
function isEmbedOrigin(text: string): boolean {
  return (
    /^https?:\/\/[\w.:[\]-]{1,255}$/.test(text) &&
    isAddress(text, ['http:', 'https:']) &&
    new URL(text).origin === text
  )
}

/** Reads EMBED_ORIGINS. */
export const embedOrigins = () =>
  z
    .string()
    .transform((text) => [...new Set(text.split(',').map((part) => part.trim().toLowerCase()))])
    .refine((origins) => origins.length <= mostOrigins && origins.every(isEmbedOrigin))
    .optional()
    .describe(
      'origins such as https://www.example.com, separated by commas, without path and wildcard',
    )

/** Reads BRAND_COLOR. */
export const brandColor = () =>
  z
    .string()
    .regex(/^#[\da-f]{6}$/i)
    .transform((text) => text.toLowerCase())
    .optional()
    .describe('a colour as six hexadecimal digits, such as #17569b')

const picture = /^data:image\/(?:png|svg\+xml|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/

/** Whether BRAND_LOGO can be a picture: by its address, in itself, or as a file of a kind that browsers show. */
export function isLogo(text: string): boolean {
  if (text.startsWith('data:')) return text.length <= longestDataUrl && picture.test(text)
  if (/^[a-z][\w+.-]+:\/\//i.test(text)) {
    return isAddress(text, ['https:']) && text.length <= 2_000
  }
  return /\.(?:svg|png|jpe?g|webp)$/i.test(text)
}
