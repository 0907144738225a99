import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../app/root.ts'
import { ServiceError } from '../errors.ts'
import { loadEnvFile } from './env-file.ts'
import { fillManifest } from './teams-app.ts'
import { terminal } from './terminal.ts'
import { zipOf } from './zip.ts'

const versioned = z.object({ version: z.string() })

/** Writes the Teams app of this installation and answers where. */
async function packageApp(): Promise<string> {
  loadEnvFile()
  const root = projectRoot()
  const read = (name: string): Promise<Buffer> => readFile(join(root, 'appPackage', name))
  const { version } = versioned.parse(
    JSON.parse(await readFile(join(root, 'package.json'), 'utf8')),
  )
  const { MicrosoftAppId = '', PUBLIC_URL = '' } = process.env
  const facts = { MicrosoftAppId, PUBLIC_URL, VERSION: version }
  const manifest = fillManifest((await read('manifest.json')).toString('utf8'), facts)
  const { icons, localizationInfo } = manifest
  const others = localizationInfo.additionalLanguages.map(({ file }) => file)
  const names = [icons.color, icons.outline, ...others]
  const files = await Promise.all(names.map(async (name) => ({ name, bytes: await read(name) })))
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  const target = join(root, 'dist', 'appPackage', 'latchkey.zip')
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, zipOf([{ name: 'manifest.json', bytes }, ...files]))
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
