import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const types = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const

const own = `style.css plain.css key.svg chat.js chat-line.js chat-session.js chat-view.js chat-theme.js talk.js talk-bubble.js
  talk-check.js talk-kept.js talk-line.js talk-notify.js talk-question.js talk-resend.js talk-tabs.js talk-view.js desk.js
  agent-names.js progress.js check.js inbox.js secret-page.js return.js resume.js done.js embedded.js embed-demo.js`
const ofOthers = 'webchat.js altcha.js altcha.css altcha-worker.js'

/** One served file: its name in addresses, where it lies below the public folder, and its type. */
export interface AssetFile {
  readonly name: string
  readonly at: string
  readonly type: string
}

const fileOf =
  (folder: string) =>
  (name: string): AssetFile => ({ name, at: `${folder}${name}`, type: typeOf(name) })

function typeOf(name: string): string {
  const [, ending] = name.split('.')
  return ending === 'css' || ending === 'svg' ? types[ending] : types.js
}

/** Every file that is served. What is not named here does not exist. */
export const assetFiles: readonly AssetFile[] = [
  ...own.split(/\s+/).map(fileOf('')),
  ...ofOthers.split(' ').map(fileOf('vendor/')),
]

/** Where the pages' own files are served. */
export const assetRoot = '/assets'

/**
 * Names the files as they are now: modules name each other by relative addresses, so they share one name and not one
 * each. What cannot be read is left out; {@link createAssetRoutes} refuses to start without it.
 */
export const assetVersion = readVersion()

function readVersion(): string {
  const hash = createHash('sha256')
  for (const { name, at } of assetFiles) {
    hash.update(name).update(read(at))
  }
  return hash.digest('base64url').slice(0, 12)
}

function read(at: string): Uint8Array {
  try {
    return readFileSync(fileURLToPath(new URL(`../../../public/${at}`, import.meta.url)))
  } catch {
    return new Uint8Array()
  }
}

/** The address of a file, under which it never changes. */
export function assetAt(name: string): string {
  return `${assetRoot}/${assetVersion}/${name}`
}
