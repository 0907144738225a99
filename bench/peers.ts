import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../src/root.ts'

const folder = join(projectRoot(), 'bench', 'peers')

/** Where the waterfall bot's packages are installed by whoever wants it measured; see bench/README.md. */
export const peersFolder = pathToFileURL(join(folder, '/'))

/** The package that is no dependency of ours. */
export const waterfallLibrary = 'botbuilder-dialogs'

/** Whether botbuilder-dialogs is there. */
export function hasWaterfall(): boolean {
  return existsSync(join(folder, 'node_modules', waterfallLibrary, 'package.json'))
}
