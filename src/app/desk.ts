import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { DeskDeps } from '../triage/ordering.ts'
import { ownDeskKey } from '../triage/desk.ts'
import { admit } from '../triage/desk-orders.ts'
import { deskReference } from '../webchat/desk.ts'
import type { Foundation } from './foundation.ts'
import { keptSecret } from './secret-key.ts'

const keyBytes = 12

/** What joins a channel as the triage channel: the configured key, or outside production one that is made and kept. */
export async function triageKeyOf({ config, random }: Foundation): Promise<string | null> {
  if (config.triageKey !== null || config.isProduction) return config.triageKey
  return keptSecret(join(config.dataDir, 'triage.key'), { random, bytes: keyBytes, shortest: 16 })
}

/**
 * The built-in agent window is a desk from the start, where there is one: a newcomer sees both sides of a talk without a
 * team. Where there is none, it is none any more.
 */
export async function keepOwnDesk(
  deps: DeskDeps,
  { defaultLocale, hasDesk }: Pick<Config, 'defaultLocale' | 'hasDesk'>,
): Promise<void> {
  const key = ownDeskKey(deps)
  const isThere = (await deps.store.get('desks', key)) !== null
  if (isThere === hasDesk) return
  await deps.within(key, async (work) => {
    await work.get('desks', key)
    if (!hasDesk) {
      work.remove('desks', key)
      return
    }
    await admit(deps, work, {
      key,
      reference: deskReference(),
      locale: defaultLocale,
      topics: [],
      severities: [],
      registeredBy: 'system',
      registeredAt: work.now,
    })
  })
}
