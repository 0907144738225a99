import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { DeskDeps } from '../triage/desk-deps.ts'
import { deskKey } from '../triage/desk.ts'
import { admit } from '../triage/desk-orders.ts'
import { deskConversation, deskReference } from '../webchat/desk.ts'
import type { Foundation } from './foundation.ts'
import { keptSecret } from './secret-key.ts'

const keyBytes = 12

/** What joins a channel as the triage channel: the configured key, or outside production one that is made and kept. */
export async function triageKeyOf({ config, random }: Foundation): Promise<string | null> {
  if (config.triageKey !== null || config.isProduction) return config.triageKey
  return keptSecret(join(config.dataDir, 'triage.key'), { random, bytes: keyBytes, shortest: 16 })
}

/** The built-in agent window is a desk from the start: a newcomer sees both sides of a talk without a team. */
export async function openOwnDesk(
  deps: DeskDeps,
  { defaultLocale }: Pick<Config, 'defaultLocale'>,
): Promise<void> {
  const address = { chatChannel: 'webchat', tenantId: '' }
  const key = deskKey(deps, address, deskConversation.id)
  if ((await deps.store.get('desks', key)) !== null) return
  await deps.within(key, async (work) =>
    admit(deps, work, {
      key,
      reference: deskReference(),
      locale: defaultLocale,
      topics: [],
      severities: [],
      registeredBy: 'system',
      registeredAt: work.now,
    }),
  )
}
