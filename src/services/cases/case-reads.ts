import type { z } from 'zod'
import type { CaseEffect } from '../../flow/effect.ts'
import type { ReadAhead } from '../../ports/store.ts'
import { counterKey } from '../limits.ts'
import type { Asking, ServiceDeps } from '../turn-context.ts'
import { lookupShape } from './case-account.ts'
import { caseCounterKey } from './open-case.ts'
import { deskMessagePrefix, deskPostPrefix } from './tell-desks.ts'

type Rows = ReadAhead['rows']
type Finds = ReadAhead['finds']

/** What hangs on an account that a case is about. */
const ofAccount = [{ collection: 'auditHeads', prefix: '' }] as const

/** Whom somebody named last, if that is found by an index; an account ID is a row of its own. */
async function namedLast({ sealer }: ServiceDeps, { work, conversation }: Asking) {
  const row = await work.get('conversations', conversation)
  const sealed = row?.trail?.findLast((mark) => mark.sealed !== null)?.sealed ?? null
  const opened = sealed === null ? null : sealer.open(sealed)
  return opened === null ? null : lookupShape.parse(JSON.parse(opened))
}

async function accountReads(deps: ServiceDeps, asking: Asking): Promise<ReadAhead> {
  const session = await asking.work.get('sessions', asking.conversation)
  const named = session === null ? await namedLast(deps, asking) : null
  const id = session?.account ?? (named?.by === 'account-id' ? named.value : null)
  const rows: Rows =
    id === null
      ? []
      : [
          { collection: 'accounts', key: id },
          { collection: 'auditHeads', key: id },
        ]
  return { rows, finds: named === null ? [] : findsOf(named) }
}

function findsOf({ by, value }: z.infer<typeof lookupShape>): Finds {
  const collection = 'accounts'
  if (by === 'mobile') return [{ collection, index: 'recoveryMobile', value, follow: ofAccount }]
  if (by === 'server-ip') return [{ collection, index: 'serverIp', value, follow: ofAccount }]
  return by === 'account-id' ? [] : [{ collection, index: 'loginEmail', value, follow: ofAccount }]
}

/** Every desk, and what those that know a case know of it. */
function deskFinds(number: number | null): Finds {
  const follow =
    number === null
      ? []
      : ([
          { collection: 'deskPosts', prefix: deskPostPrefix(number) },
          { collection: 'outbox', prefix: deskMessagePrefix(number) },
        ] as const)
  return [{ collection: 'desks', index: 'every', value: 'every', follow }]
}

/** What an effect that concerns the people of support will read, so that it is brought in one trip. */
export async function caseReads(
  deps: ServiceDeps,
  asking: Asking,
  effect: CaseEffect,
): Promise<ReadAhead> {
  const { person } = asking
  const { caseOpenings, caseWords } = deps.rules
  const account = await accountReads(deps, asking)
  const number = 'number' in effect ? effect.number : null
  const rows: Rows = [
    { collection: 'settings', key: caseCounterKey },
    { collection: 'auditHeads', key: 'system' },
    { collection: 'limits', key: counterKey(caseOpenings, person) },
    { collection: 'limits', key: counterKey(caseWords, person) },
    ...(number === null ? [] : [{ collection: 'cases', key: String(number) } as const]),
    ...account.rows,
  ]
  const own = { collection: 'cases', index: 'open', value: person, follow: [] } as const
  return { rows, finds: [own, ...deskFinds(number), ...account.finds] }
}
