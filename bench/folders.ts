import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../src/root.ts'

/**
 * Makes a folder for data that a suite writes, beside the program's own: a temporary folder may be memory, where a
 * sync costs nothing.
 */
export function makeFolder(): Promise<string> {
  return mkdtemp(join(projectRoot(), 'data', 'bench-'))
}

/** Removes what {@link makeFolder} made, with everything in it. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}
