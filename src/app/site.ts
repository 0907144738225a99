import { join } from 'node:path'
import { canText, takesBotFramework } from '../config/notes.ts'
import { accentOf } from '../domain/accent.ts'
import type { WebRoute } from '../ports/web-handler.ts'
import { projectRoot } from '../root.ts'
import { createEmbedRoutes } from '../web/embed.ts'
import type { LegalFacts } from '../web/legal-facts.ts'
import { createLegalRoutes } from '../web/legal-page.ts'
import { readLogo, type Look } from '../web/look.ts'
import type { Foundation } from './foundation.ts'

/** What the provider makes of the pages, ready for them. */
interface Site {
  readonly look: Look
  /** What serves the picture, where it is a file. */
  readonly logo: readonly WebRoute[]
  /** Origins whose pages may frame the chat. */
  readonly embedOrigins: readonly string[]
}

/** Outside production this machine's other names may frame it too: `/dev/embed` is shown there. */
function originsOf({ config, port, publicUrl }: Foundation): readonly string[] {
  const { embedOrigins } = config.site
  if (config.isProduction) return embedOrigins
  const own = [`http://127.0.0.1:${port}`, `http://localhost:${port}`]
  return [...new Set([...embedOrigins, ...own])].filter((origin) => origin !== publicUrl)
}

/** @throws ServiceError `ERR_CONFIG` when the picture cannot be read */
export async function readSite(foundation: Foundation): Promise<Site> {
  const { name, color, logo, supportUrl, privacyUrl, termsUrl } = foundation.config.site
  const { src, routes } = await readLogo(logo)
  const { isProduction, messaging } = foundation.config
  const isMock = messaging.kind === 'mock'
  const accent = color === null ? null : accentOf(color)
  return {
    look: {
      name,
      accent,
      logo: src,
      supportUrl,
      privacyUrl,
      termsUrl,
      hasInbox: isMock && !isProduction,
    },
    logo: routes,
    embedOrigins: originsOf(foundation),
  }
}

/** What the pages of law say, from the settings in force. */
function legalFacts({ config }: Foundation): LegalFacts {
  const { site, policy } = config
  return {
    name: site.name,
    provider: config.providerName,
    isLive: config.messaging.kind === 'live',
    sendsTexts: canText(config),
    hasTeams: config.bot !== null && takesBotFramework(config),
    logoHost: site.logo?.startsWith('https:') === true ? new URL(site.logo).host : null,
    codeAttempts: policy.codeMaxAttempts,
    failuresPerDay: policy.accountFailuresPerDay,
    lifetimes: {
      code: policy.codeLifetimeMs,
      link: policy.linkLifetimeMs,
      session: policy.sessionIdleMs,
      flow: policy.flowIdleMs,
      hold: policy.holdMs,
      undo: policy.undoMs,
    },
  }
}

/** The pages of law, and the button for pages of other sites. */
export async function siteRoutes(
  foundation: Foundation,
  { look, embedOrigins: origins }: Site,
): Promise<readonly WebRoute[]> {
  const { config, publicUrl } = foundation
  const { defaultLocale, isProduction } = config
  const file = join(projectRoot(), 'public', 'embed.js')
  const isForTrying = !isProduction
  return [
    ...createLegalRoutes({ ...config.site, facts: legalFacts(foundation), defaultLocale }),
    ...(await createEmbedRoutes({ file, publicUrl, origins, look, defaultLocale, isForTrying })),
  ]
}
