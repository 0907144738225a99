import { expect } from 'chai'
import { hintAccount, informAccount } from '../../src/services/account-lookup.ts'
import { emptyUntil, takeFrom } from '../../src/services/budgets.ts'
import { checkEntryCode } from '../../src/services/check-code.ts'
import { nextLookupAt, sendEntryCode } from '../../src/services/send-code.ts'
import { budgetedTyped, countText, textRefusal } from '../../src/services/text-budgets.ts'
import type { Asking } from '../../src/services/use-case.ts'
import { owner } from '../stand-ins/owner.ts'
import { createServices, type Services } from '../stand-ins/services.ts'

const purpose = 'retrieve-account'
const byNumber = { by: 'mobile', value: owner.recoveryMobile } as const
const byId = { by: 'account-id', value: owner.id } as const
const stranger = (index: number) => ({ person: `u${index}`, conversation: `c${index}` })

type Target = typeof byNumber | typeof byId | { readonly by: 'mobile'; readonly value: string }

const guess = async (asking: Asking, { deps }: Services, given: Target & { code?: string }) => {
  const { code = 'wrong', ...target } = given
  return checkEntryCode(deps, asking, { type: 'code.check', purpose, target, code })
}

const ask = async (asking: Asking, { deps }: Services, target: Target) =>
  sendEntryCode(deps, asking, { type: 'code.send', purpose, target })

describe('counters, whatever the flow in front of them does', () => {
  let services: Services

  beforeEach(async () => {
    services = createServices()
    await services.add()
  })

  const codes = async () =>
    (await services.posted()).filter(({ letter }) => letter.template === 'code')

  async function guessAs(index: number, target: Target, times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await services.turn(stranger(index), async (asking) => guess(asking, services, target))
    }
  }

  /** Asks for a code as a stranger; the code, or null where nothing was sent to anybody. */
  async function askAs(index: number, target: Target): Promise<string | null> {
    const known = new Set((await codes()).map(({ letter }) => JSON.stringify(letter)))
    await services.turn(stranger(index), async (asking) => ask(asking, services, target))
    const sent = (await codes()).find(({ letter }) => !known.has(JSON.stringify(letter)))
    if (sent === undefined || sent.to === null || sent.letter.template !== 'code') return null
    return sent.letter.code
  }

  it('count what one person guesses at an account by several identifiers, seven of its ten', async () => {
    const code = await askAs(1, byNumber)
    await guessAs(1, byId, 4)
    await guessAs(1, byNumber, 3)
    const { type } = await services.turn(stranger(1), async (asking) =>
      guess(asking, services, { ...byNumber, code: code ?? '' }),
    )
    expect(type).to.equal('code.refused')
  })

  it('let a person type so many wrong codes an hour, whatever for, and look up nobody afterwards', async () => {
    for (let index = 0; index < 20; index += 1) {
      const target = { by: 'mobile', value: `+86138001381${10 + index}` } as const
      const { type } = await services.turn({}, async (asking) => guess(asking, services, target))
      expect(type).to.equal('code.refused')
    }
    await services.turn({}, async (asking) => {
      expect((await guess(asking, services, byNumber)).type).to.equal('code.delayed')
      expect(await nextLookupAt(services.deps, asking)).to.be.above(asking.work.now)
    })
  })

  it('send five texts an hour to a number for strangers, by whatever identifier', async () => {
    const sent = []
    for (let index = 0; index < 8; index += 1) {
      sent.push(await askAs(index, index % 2 === 0 ? byNumber : byId))
    }
    expect(sent.filter((code) => code !== null)).to.have.length(5)
  })

  it('tell whoever asks for a sixth code by one identifier, and leave the refusal on the trail', async () => {
    const types = []
    for (let index = 0; index < 6; index += 1) {
      const answer = await services.turn(stranger(index), async (asking) =>
        ask(asking, services, byNumber),
      )
      types.push(answer.type)
    }
    expect(types).to.deep.equal([...Array.from({ length: 5 }, () => 'code.sent'), 'code.delayed'])
    const actions = []
    for await (const { row } of services.store.scan('audit')) actions.push(row.action)
    expect(actions.filter((action) => action === 'code.delayed')).to.have.length(1)
  })

  it('send strangers nothing while an account’s codes are paused, and tell its verified mailboxes once', async () => {
    for (let index = 0; index < 10; index += 1) await guessAs(index, byId)
    for (let index = 10; index < 13; index += 1) await guessAs(index, byNumber)
    expect(await askAs(20, byNumber)).to.equal(null)
    const letters = (await services.posted()).filter(({ to }) => to !== null)
    expect(letters.map(({ letter }) => letter.template)).to.deep.equal(
      Array.from({ length: 3 }, () => 'codes-paused'),
    )
  })

  it('tell no mailbox of a pause that nobody has verified', async () => {
    services = createServices()
    await services.add({ unverified: ['contactEmail'] })
    for (let index = 0; index < 10; index += 1) await guessAs(index, byId)
    const told = (await services.posted()).flatMap(({ to }) => to ?? [])
    expect(told.toSorted()).to.deep.equal([owner.loginEmail, owner.recoveryEmail].toSorted())
  })

  const inform = async (mobile: string, index: number) =>
    services.turn(stranger(index), async (asking) =>
      informAccount.perform(services.deps, asking, {
        type: 'account.inform',
        lookup: byId,
        proof: { kind: 'full-mobile', mobile },
      }),
    )

  const informed = async () =>
    (await services.posted()).filter(
      ({ to, letter }) => to !== null && letter.template === 'account-information',
    )

  it('send an account’s information for the bound number alone', async () => {
    await inform('+8613800138001', 1)
    expect(await informed()).to.deep.equal([])
    await inform(owner.recoveryMobile, 1)
    expect((await informed()).map(({ to }) => to)).to.deep.equal([owner.recoveryMobile])
  })

  it('let five full numbers be typed for an account a day, by whomever', async () => {
    for (let index = 0; index < 5; index += 1) await inform('+8613800138001', index)
    await inform(owner.recoveryMobile, 9)
    expect(await informed()).to.deep.equal([])
  })
})

describe('budgets, whatever the flow in front of them does', () => {
  it('refuse look-ups when there are none left for anybody', async () => {
    const { deps, turn } = createServices({ budgets: { lookupsPerHour: 0 } })
    const { type } = await turn({}, async (asking) =>
      hintAccount.perform(deps, asking, { type: 'account.hint', lookup: byId }),
    )
    expect(type).to.equal('account.delayed')
  })

  it('pause a country, and no other', async () => {
    const { deps, turn } = createServices({ budgets: { textsPerCountry: 1 } })
    const refused = await turn({}, async (asking) => {
      await countText(deps, asking, { to: budgetedTyped('+8613800138000'), isCode: false })
      return [
        (await textRefusal(deps, asking, budgetedTyped('+8613900139000')))?.reason,
        await textRefusal(deps, asking, budgetedTyped('+447400123456')),
      ]
    })
    expect(refused).to.deep.equal(['paused', null])
  })

  it('are used up whole when their row is none', async () => {
    const { deps, store, turn } = createServices()
    const budget = deps.budgets.lookups
    await turn({}, async ({ work }) => takeFrom(work, budget))
    for await (const { row } of store.scan('limits')) {
      await turn({}, async ({ work }) => {
        await work.get('limits', row.key)
        work.put('limits', { ...row, consecutive: 0.5 })
      })
    }
    // Each turn looks at the next of its rows.
    const untils = await Promise.all(
      Array.from({ length: budget.shards }, async () =>
        turn({}, async ({ work }) => emptyUntil(work, budget)),
      ),
    )
    expect(untils.filter((until) => until !== null)).to.have.length(1)
  })
})
