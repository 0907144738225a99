import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { DeskDeps } from '../triage/ordering.ts'
import { ownDeskKey } from '../triage/desk.ts'
import { admit } from '../triage/desk-orders.ts'
import { deskReference } from '../webchat/bot-activity.ts'
import type { Foundation } from './foundation.ts'
import { keptSecret } from './secret-key.ts'

const keyBytes = 12

/** The key that registers a triage channel: TRIAGE_KEY, or outside production one that is generated and kept. */
export async function triageKeyOf({ config, random }: Foundation): Promise<string | null> {
  if (config.triageKey !== null || config.isProduction) return config.triageKey
  return keptSecret(join(config.dataDir, 'triage.key'), { random, bytes: keyBytes, shortest: 16 })
}

/**
 * Registers the built-in agent window as a desk, so that a hand-over can be tried without Teams; where there is no such
 * window, removes it.
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
