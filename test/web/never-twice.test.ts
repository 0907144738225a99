import { expect } from 'chai'
import { locales } from '../../src/flow/locale.ts'
import { notices } from './secret-states.ts'
import { code, secretWorld, setPassword } from './secret-world.ts'

/** What stands in the alert or the status line of a page. */
function toldBy(body: string): string {
  const told = /(?:role="alert"[^>]*>(.*?)<\/div>|role="status">(.*?)<\/p>)/s.exec(body)
  return (told?.[1] ?? told?.[2] ?? '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}

/** The name of what a page told, which its form sends along. */
const tellingIn = (body: string): string => /name="told" value="([^"]*)"/.exec(body)?.[1] ?? ''

describe('a secret page that refuses the same thing again', () => {
  for (const locale of locales) {
    for (const notice of notices) {
      // A wait tells how long it still is, and tries left are counted down.
      if (notice === null || 'until' in notice) continue
      if (notice.kind === 'wrong-code' && notice.left !== null) continue
      const step = notice.kind === 'password' || notice.kind === 'rejected' ? setPassword : code
      it(`never says the same twice running: ${JSON.stringify(notice)} (${locale})`, async () => {
        const { pages, post } = secretWorld()
        const refused = { ...step, locale, notice }
        pages.set(step, refused, refused, refused, refused)
        let [told, before] = ['', '']
        for (let time = 0; time < 4; time += 1) {
          const answer = await post('reset-password', { nonce: step.nonce, code: '1', told })
          const said = toldBy(String(answer.body))
          expect(said).to.have.length.above(4)
          expect(said, `time ${time}`).not.to.equal(before)
          before = said
          told = tellingIn(String(answer.body))
        }
      })
    }
  }

  it('takes nothing for it that no page of its own told', async () => {
    const { pages, post, at } = secretWorld()
    const refused = { ...code, notice: { kind: 'not-a-code' } as const }
    pages.set(refused, refused)
    const first = String((await at('reset-password')).body)
    for (const told of ['', 'x'.repeat(3_000), '<script>', 'wrong-code']) {
      pages.set(refused, refused)
      const answer = await post('reset-password', { nonce: code.nonce, told })
      expect(toldBy(String(answer.body))).to.equal(toldBy(first))
      expect(String(answer.body)).not.to.contain('<script>')
    }
  })
})
