import { expect } from 'chai'
import * as fc from 'fast-check'
import { verifyAudit } from '../../src/operations/audit.ts'
import { secretPages } from '../../src/ports/pages.ts'
import { openChat } from '../stand-ins/chat.ts'
import { resetPage, signInPage, type Opened } from '../attacks/moves.ts'
import { targetForSuite, victim, type Target } from '../attacks/target.ts'
import { patienceMs, runs } from './runs.ts'
import { anyText } from './texts.ts'

const marker = 'Zq7Marker-Pw91'

const names = fc.constantFrom(
  'email',
  'password',
  'code',
  'oldPassword',
  'newPassword',
  'confirmPassword',
  'action',
  'way',
  'nonce',
  'passwordKey',
  'question',
  '__proto__',
  'altcha',
  '',
)

const values = fc.oneof(
  anyText,
  fc.constantFrom(
    'mine',
    'confirm',
    'resend',
    'other-way',
    'back',
    'again',
    'recoveryMobile',
    'loginEmail',
    '000000',
    victim.loginEmail,
    marker,
    `x ${marker}`,
  ),
)

const field = fc.tuple(names, values)

/** What a client sends as a form: fields in any number, some twice, with or without the page's nonce. */
const form = fc.record({
  fields: fc.array(field, { maxLength: 8 }),
  hasNonce: fc.boolean(),
  type: fc.constantFrom(
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=UTF-8',
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded; charset=utf-7',
    '',
  ),
})

function bodyOf(
  page: Opened,
  { fields, hasNonce, type }: typeof form extends fc.Arbitrary<infer T> ? T : never,
) {
  const all: [string, string][] = hasNonce ? [['nonce', page.nonce], ...fields] : fields
  if (type === 'application/json') return JSON.stringify(Object.fromEntries(all))
  return new URLSearchParams(
    all.map(([name, value]): [string, string] => [name, value.toWellFormed()]),
  ).toString()
}

/** The account without what waits in it: the sweeper drops a new password that nobody proved, whenever it comes by. */
async function settled(target: Target): Promise<unknown> {
  const { pendingPassword: _, reminders: __, ...account } = await target.account()
  return account
}

async function expectUntouched(target: Target, before: unknown): Promise<void> {
  const account = await settled(target)
  expect(account).to.deep.equal(before)
  for await (const { row } of target.store.scan('sessions')) {
    expect(row.scope, 'a session of the victim').to.equal('resetting')
  }
  expect((await verifyAudit(target.store)).faults).to.deep.equal([])
}

/** The text that a page shows, without the fields it has anyway. */
const shownBy = (html: string): string => html.replace(/name="nonce"\s+value="[^"]*"/u, '')

describe('the pages, whatever is sent to them', function () {
  this.timeout(patienceMs)
  const suite = targetForSuite({ CODE_RESEND_SECONDS: '0', SENDS_PER_NUMBER_PER_HOUR: '1000' })

  const opened: Readonly<Record<string, (target: Target) => Promise<Opened>>> = {
    'sign-in': async (target) => signInPage(target, openChat(target)),
    'reset-password': async (target) => resetPage(target),
    'reset-password at the code': async (target) => {
      const page = await resetPage(target)
      return page.send({ newPassword: 'Copper-Kettle-31', confirmPassword: 'Copper-Kettle-31' })
    },
  }

  for (const [what, open] of Object.entries(opened)) {
    it(`${what} answers every form, shows no typed secret again, and opens nothing without what it asks for`, async () => {
      const target = suite.get()
      await fc.assert(
        fc.asyncProperty(fc.array(form, { minLength: 1, maxLength: 4 }), async (forms) => {
          target.clock.pass(4 * 24 * 3_600_000)
          const before = await settled(target)
          const page = await open(target)
          for (const each of forms) {
            const headers = new Headers(each.type === '' ? [] : [['content-type', each.type]])
            const body = bodyOf(page, each)
            const answer = await fetch(page.url, { method: 'POST', headers, body })
            const html = await answer.text()
            expect(answer.status, body.slice(0, 200)).to.be.oneOf([
              200, 400, 403, 410, 413, 415, 422, 429,
            ])
            expect(answer.headers.get('location')).to.equal(null)
            expect(shownBy(html), body.slice(0, 200)).not.to.include(marker)
          }
          await expectUntouched(target, before)
        }),
        runs(12),
      )
    })
  }

  it('know no token that was not given out, and no other page of one that was', async () => {
    const target = suite.get()
    const page = await resetPage(target)
    const token = page.url.split('/').at(-1) ?? ''
    const near = fc
      .tuple(fc.nat({ max: token.length }), anyText, fc.nat({ max: 3 }))
      .map(([at, text, cut]) => token.slice(0, at) + text + token.slice(at + cut))
    const typed = fc.oneof(
      near,
      anyText,
      fc.stringMatching(/^[\w-]{20,130}$/),
      fc.constantFrom(
        `${token}?x=${token}`,
        `${token}#`,
        `${token}%2e`,
        `.${token}`,
        `//${token}`,
        '%',
        '%ff',
      ),
    )
    const method = fc.constantFrom('GET', 'POST')
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          name: fc.constantFrom(...secretPages, 'check'),
          text: typed,
          how: method,
          isCoded: fc.boolean(),
        }),
        async ({ name, text, how, isCoded }) => {
          const isToken = text === token || text.split(/[?#]/u, 1)[0] === token
          if (name === 'reset-password' && isToken) return
          const path = isCoded
            ? encodeURIComponent(text.toWellFormed())
            : encodeURI(text.toWellFormed())
          const body =
            how === 'POST' ? new URLSearchParams({ nonce: page.nonce, action: 'confirm' }) : null
          const answer = await fetch(`${target.url}/p/${name}/${path}`, {
            method: how,
            body,
            redirect: 'manual',
          })
          const html = await answer.text()
          expect(answer.status, path.slice(0, 200)).to.be.oneOf([400, 404, 405, 410, 414, 429, 431])
          expect(html, path.slice(0, 200))
            .not.to.include('<b>')
            .and.not.include('name="newPassword"')
        },
      ),
      runs(120),
    )
    expect(
      (await page.send({ newPassword: 'Copper-Kettle-31', confirmPassword: 'Copper-Kettle-31' }))
        .html,
    ).to.include('name="code"')
  })
})
