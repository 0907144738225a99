import { expect } from 'chai'
import { openCase } from '../../src/services/cases/open-case.ts'
import { createServices } from '../stand-ins/services.ts'

const secrets = ['138 0013 8000', 'li.wei@example.com', '100000000012', '203.0.113.10', '481516']
const story = `Nothing works for ${secrets.join(', ')} since yesterday`

describe('a case, whatever the flow in front of it does', () => {
  for (const claim of [
    undefined,
    { account: story, company: story, since: null, holder: story, evidence: story, reach: story },
  ]) {
    const what = claim === undefined ? 'a story' : 'an evidence form'
    it(`keeps of ${what} no number, mailbox, account ID, server or code (attacks H1)`, async () => {
      const services = createServices()
      const answer = await services.turn({}, async (asking) =>
        openCase.perform(services.deps, asking, {
          type: 'case.open',
          from: null,
          problem: claim === undefined ? story : 'See the form',
          ...(claim === undefined ? {} : { claim }),
        }),
      )
      expect(answer.type).to.equal('case.opened')
      const kept = JSON.stringify((await services.store.get('cases', '1001'))?.row)
      expect(kept).to.include('since yesterday')
      for (const secret of secrets) expect(kept, secret).not.to.include(secret)
    })
  }
})
