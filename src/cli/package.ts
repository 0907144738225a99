import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../root.ts'
import { ServiceError } from '../errors.ts'
import { loadEnvFile } from './env-file.ts'
import { packApp } from './teams-app.ts'
import { terminal } from './terminal.ts'

const versioned = z.object({ version: z.string() })

/** Writes the Teams app of this installation and answers where. */
async function packageApp(): Promise<string> {
  loadEnvFile()
  const root = projectRoot()
  const { version } = versioned.parse(
    JSON.parse(await readFile(join(root, 'package.json'), 'utf8')),
  )
  const { MicrosoftAppId = '', PUBLIC_URL = '', BRAND_NAME = '' } = process.env
  const read = (name: string): Promise<Buffer> => readFile(join(root, 'appPackage', name))
  const packed = await packApp(read, {
    MicrosoftAppId,
    PUBLIC_URL,
    VERSION: version,
    BRAND_NAME: BRAND_NAME === '' ? 'Latchkey' : BRAND_NAME,
  })
  const target = join(root, 'dist', 'appPackage', 'latchkey.zip')
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, packed)
  return target
}

try {
  await terminal.out(await packageApp())
} catch (error) {
  if (!(error instanceof ServiceError)) throw error
  await terminal.err(
    `${error.message}\nSet MicrosoftAppId and an https PUBLIC_URL, in .env or here.`,
  )
  process.exitCode = 1
}
