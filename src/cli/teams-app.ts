import { zipSync } from 'fflate'
import { z } from 'zod'
import { ServiceError } from '../errors.ts'

const text = (most: number) => z.string().min(1).max(most)
const secureUrl = z.url({ protocol: /^https$/ })
const scope = z.enum(['personal', 'team', 'groupChat'])
const png = (name: string) => z.literal(name)

/** More commands than these are not shown. */
const mostCommands = 10

const commands = z
  .array(z.strictObject({ title: text(32), description: text(128) }))
  .min(1)
  .max(mostCommands)

const bot = z.strictObject({
  botId: z.guid(),
  scopes: z.array(scope).min(1),
  supportsFiles: z.boolean(),
  isNotificationOnly: z.boolean(),
  commandLists: z.array(z.strictObject({ scopes: z.array(scope).min(1), commands })).min(1),
})

/** What this app uses of Teams' manifest, and the limits it is refused for. */
const manifestSchema = z.strictObject({
  $schema: secureUrl,
  manifestVersion: z.literal('1.19'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  id: z.guid(),
  developer: z.strictObject({
    name: text(32),
    websiteUrl: secureUrl,
    privacyUrl: secureUrl,
    termsOfUseUrl: secureUrl,
  }),
  localizationInfo: z.strictObject({
    defaultLanguageTag: z.literal('en'),
    additionalLanguages: z.array(z.strictObject({ languageTag: text(20), file: text(100) })),
  }),
  name: z.strictObject({ short: text(30), full: text(100) }),
  description: z.strictObject({ short: text(80), full: text(4_000) }),
  icons: z.strictObject({ color: png('color.png'), outline: png('outline.png') }),
  accentColor: z.string().regex(/^#[\dA-F]{6}$/i),
  bots: z.tuple([bot]),
  permissions: z.array(z.enum(['identity', 'messageTeamMembers'])),
  validDomains: z.array(z.hostname()),
})

/** A manifest that Teams takes, as far as that can be told without asking it. */
export type Manifest = z.output<typeof manifestSchema>

/** What an app package is made for. */
export interface AppFacts {
  /** The bot's registration; the app has the same ID. */
  readonly MicrosoftAppId: string
  readonly PUBLIC_URL: string
  readonly VERSION: string
  /** What the assistant is called. */
  readonly BRAND_NAME: string
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : ''
}

/** The text of a file with the facts in the places of `{{NAME}}`, written as JSON does inside a string. */
function filled(template: string, facts: AppFacts): string {
  const values: Readonly<Record<string, string>> = { ...facts, HOST: hostOf(facts.PUBLIC_URL) }
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    JSON.stringify(values[name] ?? '').slice(1, -1),
  )
}

/**
 * Puts what an installation is called into the manifest, and checks it.
 *
 * @param template the manifest with `{{NAME}}` in the places of facts
 * @throws ServiceError `ERR_CONFIG` naming every field that Teams would refuse
 */
export function fillManifest(template: string, facts: AppFacts): Manifest {
  const read = manifestSchema.safeParse(JSON.parse(filled(template, facts)))
  if (read.success) return read.data
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new ServiceError('ERR_CONFIG', `The Teams app is not right:\n${faults.join('\n')}`)
}

/** Every text of a manifest that can be translated, by the name a language file calls it. */
export function translatable({ name, description, bots }: Manifest): ReadonlyMap<string, string> {
  const listed = bots[0].commandLists.flatMap(({ commands: each }, list) =>
    each.flatMap(({ title, description: about }, place) => {
      const at = `bots[0].commandLists[${list}].commands[${place}]`
      return [[`${at}.title`, title] as const, [`${at}.description`, about] as const]
    }),
  )
  return new Map([
    ['name.short', name.short],
    ['name.full', name.full],
    ['description.short', description.short],
    ['description.full', description.full],
    ...listed,
  ])
}

/** The first day that the format knows: the same files make the same archive. */
const archiveDate = new Date(1980, 0, 1)

/**
 * The archive that Teams takes: the manifest, and every file that it names, at its root.
 *
 * @param read the bytes of a file of `appPackage` by its name
 * @throws ServiceError `ERR_CONFIG` as {@link fillManifest}
 */
export async function packApp(
  read: (name: string) => Promise<Uint8Array>,
  facts: AppFacts,
): Promise<Uint8Array> {
  const textOf = async (name: string) => Buffer.from(await read(name)).toString('utf8')
  const manifest = fillManifest(await textOf('manifest.json'), facts)
  const { icons, localizationInfo } = manifest
  const names = [icons.color, icons.outline]
  const pictures = await Promise.all(names.map(async (name) => [name, await read(name)] as const))
  const languages = await Promise.all(
    localizationInfo.additionalLanguages.map(
      async ({ file }) => [file, Buffer.from(filled(await textOf(file), facts))] as const,
    ),
  )
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  const entries = Object.fromEntries([['manifest.json', bytes] as const, ...pictures, ...languages])
  return zipSync(entries, { mtime: archiveDate })
}
