import { expect } from 'chai'
import { parseAccountId, twelveDigits, type AccountIds } from '../../src/domain/account-id.ts'
import { readIdPattern } from '../../src/domain/account-id-pattern.ts'
import { recogniseIdentifier } from '../../src/domain/identifier-in-text.ts'
import { redacted } from '../../src/domain/redact.ts'
import { readAccountId, valuesIn } from '../../src/domain/value-in-text.ts'

const uids: AccountIds = { pattern: '[a-z][a-z0-9._-]{1,29}', example: 'li.wei' }
const numbers: AccountIds = { pattern: String.raw`u\d{5}`, example: 'u10423' }
const short: AccountIds = { pattern: String.raw`\d{4,6}`, example: '1042' }
const upper: AccountIds = { pattern: String.raw`ACC-\d{6}|[A-Z]{3}\d{4}`, example: 'ACC-100423' }

const asked = (text: string, ids: AccountIds) => readAccountId(text, ids, 'asked')
const anywhere = (text: string, ids: AccountIds) => readAccountId(text, ids, 'anywhere')
const wide = (ids: AccountIds) => readIdPattern(ids.pattern)?.isWide
const shown = (text: string, accountIds: AccountIds) => redacted(text, { region: 'CN', accountIds })
const one = (value: string) => ({ outcome: 'one', value })

describe('the pattern of account IDs', () => {
  for (const pattern of [twelveDigits, uids, numbers, short, upper].map((ids) => ids.pattern)) {
    it(`may be ${pattern}`, () => expect(readIdPattern(pattern)).not.to.equal(null))
  }

  it('may have anchors, which change nothing', () => {
    expect(readIdPattern('^u[0-9]{5}$')).to.deep.equal(readIdPattern('u[0-9]{5}'))
  })

  for (const pattern of [
    '',
    'a',
    '[a-z]+',
    '[a-z]*',
    '(a|b){3}',
    '(?:ab)+',
    '(a+)+',
    '.{5}',
    'a{2,}',
    'a{41}',
    'a{5,2}',
    'a{0}',
    '[^a]{5}',
    '[z-a]{5}',
    '[a-Z]{5}',
    '[]{5}',
    'ab|',
    '|ab',
    String.raw`\w{5}`,
    String.raw`ab\1`,
    '(?=ab)ab',
    '[a-z]{2}[A-Z]{2}',
    'li wei',
    '账号[0-9]{4}',
    '[a-z]{1,9}[a-z]{1,9}[a-z]{1,9}[a-z]{1,9}',
    'a'.repeat(201),
  ]) {
    it(`may not be ${JSON.stringify(pattern)}`, () => {
      expect(readIdPattern(pattern)).to.equal(null)
    })
  }

  it('says whether ordinary words and numbers look like such an ID', () => {
    expect([twelveDigits, numbers, upper].map(wide)).to.deep.equal([false, false, false])
    expect([uids, short].map(wide)).to.deep.equal([true, true])
  })
})

describe('an account ID of another shape', () => {
  it('is read in either case, full-width, and with any dash', () => {
    for (const typed of ['U10423', 'ｕ10423', ' u10423 ', 'u１０４２３']) {
      expect(parseAccountId(typed, numbers)).to.deep.equal({ outcome: 'parsed', id: 'u10423' })
    }
    expect(parseAccountId('acc–100423', upper)).to.deep.equal({
      outcome: 'parsed',
      id: 'ACC-100423',
    })
  })

  it('is refused with what is wrong with it', () => {
    expect(parseAccountId('u104', numbers)).to.deep.include({ reason: 'too-short' })
    expect(parseAccountId('u1042345', numbers)).to.deep.include({ reason: 'too-long' })
    expect(parseAccountId('x10423', numbers)).to.deep.include({ reason: 'other-signs' })
  })

  it('is found anywhere when words do not look like it', () => {
    for (const text of ['my id is u10423.', '我的账号是u10423，忘了密码', '(U10423)']) {
      expect(anywhere(text, numbers)).to.deep.equal(one('u10423'))
    }
    expect(anywhere('not u10423 but u10424', numbers)).to.deep.equal(one('u10424'))
    expect(anywhere('u10423 or u10424?', numbers)).to.deep.include({ outcome: 'several' })
    expect(anywhere('xu10423 and mail u10423@example.com', numbers).outcome).to.equal('none')
  })

  it('is found at the question for it alone when they do', () => {
    for (const typed of ['li.wei', 'Li.Wei', 'liwei', 'it is li.wei, I think', 'li.wei.']) {
      expect(asked(typed, uids).outcome, typed).to.equal('one')
      expect(anywhere(typed, uids).outcome, typed).to.equal('none')
    }
    expect(asked('1042', short)).to.deep.equal(one('1042'))
    expect(anywhere('status of case 1042 please', short).outcome).to.equal('none')
  })

  it('is found anywhere when the words before it name it', () => {
    for (const text of [
      'I forgot the password of account ID li.wei',
      'my user name is li.wei and I lost my phone',
      'account: liwei',
      '我的账号是li.wei，登录不了',
      '用户名：liwei',
    ]) {
      expect(anywhere(text, uids).outcome, text).to.equal('one')
    }
  })

  it('is no word of a sentence', () => {
    for (const text of [
      'I forgot my account',
      'my account was hacked',
      'my account ID is lost',
      'the account id is unknown to me',
      'reset my password please',
      'I lost my phone and cannot sign in',
      '账号是我的',
    ]) {
      expect(anywhere(text, uids).outcome, text).to.equal('none')
      expect(asked(text, uids).outcome, text).to.equal('none')
    }
  })

  it('is not taken for one when it is pasted at the menu and could be a word', () => {
    const rules = { region: 'CN', accountIds: uids }
    expect(recogniseIdentifier('liwei', rules)).to.equal(null)
    expect(recogniseIdentifier('u10423', { ...rules, accountIds: numbers })).to.equal('account-id')
    expect(valuesIn('hello there', { ...rules, allowDocumentation: true })).to.deep.equal([])
  })

  it('is masked in what is kept of a case, where it is told from a word', () => {
    expect(shown('I am u10423 of sales', numbers)).to.equal('I am ••••••••23 of sales')
    expect(shown('account ID: li.wei here', uids)).to.equal('account ID: ••••••••ei here')
    expect(shown('I lost my phone', uids)).to.equal('I lost my phone')
  })

  it('is read in linear time, whatever the text', () => {
    const ids = { pattern: '[a-z0-9]{1,13}[a-z]{1,13}[a-z0-9]{1,13}', example: 'abcdef' }
    const text = `${'a'.repeat(39)}! `.repeat(50)
    const before = process.cpuUsage().user
    asked(text, ids)
    // Microseconds: a cube of the length would take seconds.
    expect(process.cpuUsage().user - before).to.be.below(1_000_000)
  })
})
