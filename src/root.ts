import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

function nearestProject(from: string): string {
  const up = dirname(from)
  return existsSync(join(from, 'package.json')) || up === from ? from : nearestProject(up)
}

/** The project's folder: the nearest one above this file with a package.json, whether it runs compiled or not. */
export function projectRoot(): string {
  return nearestProject(dirname(fileURLToPath(import.meta.url)))
}
