import { expect } from 'chai'
import { createWorld } from '../stand-ins/world.ts'

const answers = [
  '100000000012',
  'Acme Trading Ltd',
  'since March 2026',
  'our former administrator, +86 138 0013 8000',
  'invoices and the business licence',
  'Jo Park, head of finance',
]

describe('somebody whose account left with an employee (S92)', () => {
  it('is met, fills in the form by words, and finds it at the desk', async () => {
    const world = createWorld()
    await world.add({})
    const met = await world.say('our administrator left the company and took the account with him')
    expect(met.heard).to.deep.equal({ kind: 'situation', ids: ['leaver'] })
    expect(met.choices[0]?.id).to.equal('start:claim-account')
    await world.say(met.choices[0]?.label ?? '')
    for (const answer of answers) await world.say(answer)
    const sent = await world.say('yes')
    expect(sent.text).to.match(/Your case is number 1001/)
    const row = await world.store.get('cases', '1001')
    expect(row?.row).to.include({
      account: '100000000012',
      isAccountProven: false,
      from: 'claim-account',
    })
    expect(row?.row.memory.severity).to.equal('high')
    expect(row?.row.claim).to.include({ company: 'Acme Trading Ltd', since: 'since March 2026' })
    expect(JSON.stringify(row?.row)).not.to.include('138 0013 8000')
  })

  it('goes back a question, leaves out what is not known, and sends nothing before a yes', async () => {
    const world = createWorld()
    await world.say('找回公司账号')
    await world.say('不清楚')
    await world.say('示例贸易有限公司')
    expect((await world.say('返回')).step.prompt).to.equal('ask-claim-company')
    for (const line of ['示例有限公司', '不知道', '不清楚', '营业执照']) await world.say(line)
    const shown = await world.say('财务，上午')
    expect(shown.step.prompt).to.equal('confirm-claim')
    expect(shown.text).to.include('公司：示例有限公司').and.include('账号：不清楚')
    expect((await world.say('再想想')).text).not.to.include('示例有限公司')
    expect((await world.say('取消')).step.prompt).to.equal('ask-what')
    expect(await world.store.get('cases', '1001')).to.equal(null)
  })
})
