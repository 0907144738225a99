import { join } from 'node:path'
import { projectRoot } from '../../src/root.ts'
import type { WebRoute } from '../../src/ports/web-handler.ts'
import { createAssetRoutes } from '../../src/web/assets.ts'

let routes: Promise<readonly WebRoute[]> | null = null

/** The pages' own files, read and compressed once for all servers of this process. */
export function publicAssets(): Promise<readonly WebRoute[]> {
  routes ??= createAssetRoutes(join(projectRoot(), 'public'))
  return routes
}
