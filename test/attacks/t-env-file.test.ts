import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { loadEnvFile } from '../../src/cli/env-file.ts'

const secret = 'do-not-show-this'

describe('the settings file', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'env-file-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  /** What a file of these bytes adds to an environment, or the sentence that refuses it. */
  function loaded(bytes: string | Buffer, env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv | string {
    const file = join(folder, '.env')
    writeFileSync(file, bytes)
    try {
      loadEnvFile(env, file)
      return env
    } catch (error) {
      return error instanceof Error ? error.message.replace(file, '.env') : 'no error'
    }
  }

  it('T14 a settings file with comments, quotes and Windows line ends → read line by line', () => {
    const text = [
      '# comment',
      'NODE_ENV=production',
      '',
      '  PORT = 80  # a port',
      `PROVIDER_NAME="Acme # 1"`,
      "MAIL_FROM='Acme <a@example.com>' # sender",
      'SMS_TOKEN=a=b==',
      'DATA_DIR=',
    ]
    const read = {
      NODE_ENV: 'production',
      PORT: '80',
      PROVIDER_NAME: 'Acme # 1',
      MAIL_FROM: 'Acme <a@example.com>',
      SMS_TOKEN: 'a=b==',
      DATA_DIR: '',
    }
    expect(loaded(text.join('\n'))).to.deep.equal(read)
    expect(loaded(`${text.join('\r\n')}\r\n`)).to.deep.equal(read)
  })

  it('T14 a settings file against what is set already → what is set wins', () => {
    expect(loaded('PORT=1', { PORT: '2' })).to.deep.equal({ PORT: '2' })
    expect(() => loadEnvFile({}, join(folder, 'none'))).not.to.throw()
    expect(() => loadEnvFile({}, folder)).to.throw('cannot be read: EISDIR')
  })

  const wide = Buffer.from(`NODE_ENV=production\nSMS_TOKEN=${secret}\n`, 'utf16le')
  const refused: readonly (readonly [string, string | Buffer, number])[] = [
    ['with a byte order mark', `\ufeffNODE_ENV=production\n`, 1],
    ['in UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), wide]), 1],
    [
      'in UTF-16 big endian',
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()]),
      1,
    ],
    ['in UTF-16 without a mark', wide, 1],
    ['in UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x4e, 0, 0, 0]), 1],
    ['in Latin-1', Buffer.from(`PORT=1\nPROVIDER_NAME=Caf\u00e9 ${secret}\n`, 'latin1'), 2],
    ['with NUL', `PORT=1\nSMS_TOKEN=${secret}\u0000x\n`, 2],
    ['with a lone carriage return', `PORT=1\rSMS_TOKEN=${secret}\n`, 1],
    ['with the line ends of an old Mac', `PORT=1\rNODE_ENV=production\r`, 1],
    ['with a line separator of Unicode', `PORT=1\u2028SMS_TOKEN=${secret}`, 1],
    ['with a mark inside', `PORT=1\n\ufeffNODE_ENV=production`, 2],
    ['with `export`', `\nexport SMS_TOKEN=${secret}`, 2],
    ['without a sign', `PORT=1\n${secret}`, 2],
    ['with a colon for the sign', `PORT: ${secret}`, 1],
    ['without a name', `=${secret}`, 1],
    ['with a full-width name', `ＮＯＤＥ_ENV=production`, 1],
    ['with an unseen sign in a name', `NODE\u200b_ENV=production`, 1],
    ['with a dash in a name', `NODE-ENV=production`, 1],
    ['with a known name in another case', `node_env=production`, 1],
    ['with a name twice', `SMS_TOKEN=a\nPORT=1\nSMS_TOKEN=${secret}`, 3],
    ['with quotation marks that are not closed', `PORT=1\nSMS_TOKEN="${secret}\nPORT=2"`, 2],
    ['with another mark at the end', `SMS_TOKEN="${secret}'`, 1],
    ['with words behind a quoted value', `SMS_TOKEN="${secret}" PORT=1`, 1],
    ['with a # inside a bare value', `SMS_TOKEN=${secret}#1`, 1],
  ]
  for (const [how, bytes, line] of refused) {
    it(`T14 a settings file ${how} → refused by its line, without a word of the value`, () => {
      const said = loaded(bytes)
      expect(said)
        .to.be.a('string')
        .that.matches(new RegExp(`^\\.env, line ${line}: .`, 'u'))
      expect(said).not.to.include(secret)
    })
  }
})
