import { expect } from 'chai'
import * as fc from 'fast-check'
import { desk } from '../../dialogs/desk/index.ts'
import { loadIntentModel } from '../../src/app/intent-model.ts'
import { systemRandom } from '../../src/app/system.ts'
import { vocabulary } from '../../src/app/vocabulary.ts'
import { turnOf } from '../../src/bot/activity-in.ts'
import { readActivity } from '../../src/bot/incoming.ts'
import { createBrowserTie } from '../../src/browser-tie.ts'
import { readConfig } from '../../src/config.ts'
import { environment } from '../../src/config/environment.ts'
import * as directoryAnswers from '../../src/directories/http/answers.ts'
import { parseAccountId, twelveDigits } from '../../src/domain/account-id.ts'
import { readServerIp } from '../../src/domain/address-in-text.ts'
import { parseEmail } from '../../src/domain/email.ts'
import { inertText, personName, readAgentName } from '../../src/domain/inert-text.ts'
import { parseMobile } from '../../src/domain/mobile.ts'
import { maskCode, readCode } from '../../src/domain/one-time-code.ts'
import { asciiDigits, normalized, plainText, withoutUnseen } from '../../src/domain/plain-text.ts'
import { redacted } from '../../src/domain/redact.ts'
import { parseServerIp } from '../../src/domain/server-ip.ts'
import { isTimeZone } from '../../src/domain/time-zone.ts'
import { looksLikePassword, withoutSecrets } from '../../src/domain/typed-secret.ts'
import { readAccountId, readCodeIn, readMobile, valuesIn } from '../../src/domain/value-in-text.ts'
import { ServiceError } from '../../src/errors.ts'
import { forwardedSource } from '../../src/http/forwarding.ts'
import { parseJson } from '../../src/http/json-body.ts'
import { floodKey } from '../../src/http/source.ts'
import { readNdjson } from '../../src/operations/account-file.ts'
import { createRowReader } from '../../src/operations/account-row.ts'
import { readCsv } from '../../src/operations/read-csv.ts'
import { NotText, type SourceRow } from '../../src/operations/source-row.ts'
import { createSealer, keysFrom } from '../../src/services/sealing.ts'
import { parseEntry } from '../../src/stores/lowdb/entry.ts'
import { createUnderstanding } from '../../src/text/understand.ts'
import { createOrderReader } from '../../src/triage/order.ts'
import { readTokenRequest } from '../../src/webchat/chat-tokens.ts'
import { readClientActivity } from '../../src/webchat/client-activity.ts'
import { patienceMs, runs } from './runs.ts'
import { anyJson, anyText } from './texts.ts'

const rules = { region: 'CN', allowDocumentation: true, accountIds: twelveDigits } as const
const understand = createUnderstanding(vocabulary, loadIntentModel())
const yes = { id: 'yes', label: 'Yes', also: ['是'] }
const readOrder = createOrderReader(desk.phrases)
const sealer = createSealer(keysFrom('a secret of at least thirty-two characters'), systemRandom)
const tie = createBrowserTie({
  key: new Uint8Array(32),
  random: systemRandom,
  publicUrl: 'https://login.example.com',
})

/** What reads a text that anybody may have written. */
const ofTexts: Readonly<Record<string, (text: string) => unknown>> = {
  'a mobile number': (text) => parseMobile(text, 'CN'),
  'an email address': parseEmail,
  'an account ID': (text) => parseAccountId(text, twelveDigits),
  'a server address': (text) => parseServerIp(text, { allowDocumentation: true }),
  'a code': readCode,
  'a mobile number in words': (text) => readMobile(text, 'CN'),
  'an account ID in words': (text) => readAccountId(text, twelveDigits, 'anywhere'),
  'a server address in words': (text) => readServerIp(text, rules),
  'a code in words': readCodeIn,
  'every value in words': (text) => valuesIn(text, rules),
  'a password in words': looksLikePassword,
  'what words mean': (text) => understand({ text, choices: [yes], expects: 'choice' }),
  'an order of the desk': (text) => readOrder(text, 1001),
  'the name of an agent': readAgentName,
  'a time zone': isTimeZone,
  'what was sealed': (text) => sealer.open(text),
  'the cookies of a browser': (text) => tie.fits(text, text),
  'who forwarded a request': (text) =>
    forwardedSource({ 'x-forwarded-for': text, forwarded: text }, 1),
  'the source of a flood': floodKey,
}

/** What makes a text that is shown or kept out of any other, and is the same when done twice. */
const foldings: Readonly<Record<string, (text: string) => string>> = {
  'plain text': plainText,
  'text without unseen signs': withoutUnseen,
  'normal text': (text) => normalized(text, 'NFKC'),
  'ASCII digits': asciiDigits,
  'text without secrets': withoutSecrets,
  'text with masks': (text) => redacted(text, rules),
  'text with its code masked': maskCode,
  // Where it cuts a text it says so, and what says so may be cut in turn.
  'inert text': (text) => inertText(text, 1_000_000),
  // The sign that says that a name was cut is none of a name.
  'a name': (text) => personName(text).replace(/…$/u, ''),
}

/** What reads JSON that anybody may have sent. */
const ofJson: Readonly<Record<string, (body: unknown) => unknown>> = {
  'an activity': (body) => {
    const activity = readActivity(body)
    return activity === null ? null : turnOf(activity, 7)
  },
  'an activity of our own page': readClientActivity,
  'a request for a token': readTokenRequest,
  'a line of the journal': (body) => parseEntry(JSON.stringify(body)),
  'a row of an import': createRowReader({
    defaultRegion: 'CN',
    allowDocumentationIps: true,
    accountIds: twelveDigits,
  }),
  ...Object.fromEntries(
    Object.entries(directoryAnswers).map(([name, schema]) => [
      `the answer of a directory: ${name}`,
      (body: unknown) => schema.safeParse(body).success,
    ]),
  ),
}

describe('whatever is read, reading it ends with a value or a refusal', function () {
  this.timeout(patienceMs)

  for (const [what, read] of Object.entries(ofTexts)) {
    it(`${what}, the same each time`, () => {
      fc.assert(
        fc.property(anyText, (text) => {
          expect(read(text)).to.deep.equal(read(text))
        }),
        runs(60),
      )
    })
  }

  for (const [what, fold] of Object.entries(foldings)) {
    it(`${what}, no longer than a few times the text, and the same when done twice`, () => {
      fc.assert(
        fc.property(anyText, (text) => {
          const once = fold(text)
          // NFKC makes eighteen letters of one at most; a mask is a dozen.
          expect(once.length).to.be.at.most(18 * text.length + 20)
          expect(fold(once)).to.equal(once)
        }),
        runs(60),
      )
    })
  }

  for (const [what, read] of Object.entries(ofJson)) {
    it(`${what}, the same each time`, () => {
      fc.assert(
        fc.property(anyJson, (body) => {
          expect(read(body)).to.deep.equal(read(body))
        }),
        runs(60),
      )
    })
  }

  it('JSON of a body, or a syntax error', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.json()), (text) => {
        try {
          expect(parseJson(text)).to.deep.equal(JSON.parse(text))
        } catch (error) {
          expect(error).to.be.instanceOf(SyntaxError)
        }
      }),
      runs(100),
    )
  })

  it('what was sealed, whole; and nothing of it once a sign is another', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, place) => {
        const sealed = sealer.seal(text)
        expect(sealer.open(sealed)).to.equal(text.toWellFormed())
        const at = place % (sealed.length - 1)
        const other = sealed.charAt(at) === 'A' ? 'B' : 'A'
        expect(sealer.open(sealed.slice(0, at) + other + sealed.slice(at + 1))).to.equal(null)
      }),
      runs(60),
    )
  })

  it('settings, or one refusal that is no bug', () => {
    const setting = fc.constantFrom(...Object.keys(environment.shape))
    fc.assert(
      fc.property(fc.dictionary(setting, anyText, { maxKeys: 4 }), (settings) => {
        try {
          readConfig(settings)
        } catch (error) {
          expect(error).to.be.instanceOf(ServiceError)
        }
      }),
      runs(60),
    )
  })

  for (const [format, read] of [
    ['CSV', readCsv],
    ['NDJSON', readNdjson],
  ] as const) {
    it(`an import of ${format}, no more rows and problems than cells`, async () => {
      const head = fc.constantFrom('', 'id,loginEmail,servers\n', 'id;password\n')
      const bytes = fc.oneof(
        fc.tuple(head, anyText).map(([first, text]) => Buffer.from(first + text)),
        fc.uint8Array({ maxLength: 200 }),
      )
      await fc.assert(
        fc.asyncProperty(bytes, async (content) => {
          async function* chunks() {
            for (let at = 0; at < content.length; at += 7) yield content.subarray(at, at + 7)
          }
          const rows: SourceRow[] = []
          try {
            for await (const row of read(chunks())) rows.push(row)
          } catch (error) {
            expect(error).to.be.instanceOf(NotText)
          }
          const cells = Buffer.from(content)
            .toString('latin1')
            .split(/[\r\n,;\t]/u).length
          expect(rows.length).to.be.at.most(cells + 2)
        }),
        runs(60),
      )
    })
  }
})
