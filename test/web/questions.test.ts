import { expect } from 'chai'

interface Questions {
  maskValue(kind: string, text: string): string | null
  countryIn(text: string, codes: readonly string[]): string | null
  isBlank(text: string): boolean
  restOf(masked: string): string
}

interface Progress {
  isTaken(before: readonly unknown[], step: object | null): boolean
}

const step = (flow: string, prompt: string, stack: readonly string[]) => ({ flow, prompt, stack })

const load = async <T>(file: string): Promise<T> =>
  (await import(new URL(`../../../public/${file}`, import.meta.url).href)) as T

describe('what the page’s own client makes of an answer', () => {
  let questions: Questions
  let progress: Progress

  before(async () => {
    questions = await load<Questions>('talk-question.js')
    progress = await load<Progress>('progress.js')
  })

  it('takes every spelling of a number that the server takes, and shows two digits of it', () => {
    for (const text of [
      '06 12 34 56 78',
      '+33612345678',
      '(+33) 6 12-34.56/78',
      '+33 (0)6 12 34 56 78',
      '0033 6 12 34 56 78',
      '＋３３ ６１２３４５６７８',
      '٠٦١٢٣٤٥٦٧٨',
      '06‑12‑34‑56‑78',
      '\u202A+33 6 12 34 56 78\u202C',
    ]) {
      expect(questions.maskValue('mobile', text), text).to.equal('••••••••78')
    }
    for (const text of ['my number', '12', '06 12 or 07', 'a@b.c', '33+612345678', '']) {
      expect(questions.maskValue('mobile', text), text).to.equal(null)
    }
    expect(questions.maskValue('account-id', '１２３４５６７８９０')).to.equal('••••••••7890')
  })

  it('knows the country that a number names itself', () => {
    const codes = ['+1', '+33', '+86', '+852', '+8']
    const named = (text: string) => questions.countryIn(text, codes)
    expect(named('+33 6 12 34 56 78')).to.equal('+33')
    expect(named('0086 138 0013 8000')).to.equal('+86')
    expect(named('＋８５２ ５１２３ ４５６７')).to.equal('+852')
    expect(named('(+1) 212 555 0100')).to.equal('+1')
    expect(named('+44 7700 900123'), 'another country').to.equal('')
    expect(named('06 12 34 56 78'), 'none').to.equal(null)
    expect(named('+'), 'none yet').to.equal(null)
  })

  it('sees nothing in what shows nothing', () => {
    for (const text of ['', ' \n', '\u200B', '\u3164', '\u2800\uFEFF', '\u00AD']) {
      expect(questions.isBlank(text), JSON.stringify(text)).to.equal(true)
    }
    for (const text of ['a', '。', '🙂', '٣', '\u200Ba']) {
      expect(questions.isBlank(text), text).to.equal(false)
    }
  })

  it('leaves of a masked story what is worth typing again', () => {
    expect(questions.restOf('my password is ••••••')).to.equal('')
    expect(questions.restOf('since Monday I cannot get in with •••••• on any computer')).to.equal(
      'since Monday I cannot get in with on any computer',
    )
    expect(questions.restOf('我从周一开始就登录不了 ••••••')).to.equal('我从周一开始就登录不了')
  })

  it('calls taken what led on in the same job or to its end, and nothing else', () => {
    const stack = ['change-password', 'verify-identity']
    const code = ['verify-identity', 'ask-code', stack]
    const mobile = ['retrieve-account', 'ask-mobile', ['retrieve-account']]
    expect(
      progress.isTaken(code, step('change-password', 'wait-for-page', ['change-password'])),
    ).to.equal(true)
    expect(progress.isTaken(code, step('verify-identity', 'ask-code', stack)), 'wrong').to.equal(
      false,
    )
    const other = step('verify-identity', 'ask-verification-method', stack)
    expect(progress.isTaken(code, other), 'too many').to.equal(false)
    expect(progress.isTaken(code, step('menu', 'ask-what', [])), 'given up').to.equal(false)
    expect(
      progress.isTaken(code, { ...step('menu', 'ask-what', []), done: 'change-password' }),
    ).to.equal(true)
    const check = step('human-check', 'wait-for-page', ['retrieve-account', 'human-check'])
    expect(progress.isTaken(mobile, check)).to.equal(true)
    expect(
      progress.isTaken(mobile, step('retrieve-account', 'ask-mobile', ['retrieve-account'])),
    ).to.equal(false)
    expect(progress.isTaken(mobile, null)).to.equal(false)
  })
})
