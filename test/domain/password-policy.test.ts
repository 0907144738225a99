import { expect } from 'chai'
import * as fc from 'fast-check'
import type { PasswordFacts } from '../../src/domain/guessable-password.ts'
import {
  checklist,
  judgePassword,
  nistPolicy,
  passwordRules,
  reuseFault,
  strictPolicy,
} from '../../src/domain/password-policy.ts'

const facts: PasswordFacts = {
  account: {
    id: '100000000012',
    displayName: 'Li Weiming',
    loginEmail: 'li.weiming88@harbor-lane.example.com',
    recoveryEmail: 'spare@example.net',
    contactEmail: null,
    recoveryMobile: '+8613800138642',
    contactMobile: null,
  },
  providerName: 'Nimbus Cloud',
}

const judge = (password: string, policy = strictPolicy) => judgePassword(password, facts, policy)

/** Nothing is wrong with it but what a test adds. */
const sound = 'Kt7_vq/Zm2.b'

describe('the length of a password', () => {
  it('is 8 to 20 code points (attacks D10)', () => {
    expect(judge('Kt7_vqZ')).to.deep.equal(['too-short'])
    expect(judge('Kt7_vqZb')).to.deep.equal([])
    expect(judge('Kt7_vqZbKt7_vqZbWp3x')).to.deep.equal([])
    expect(judge('Kt7_vqZbKt7_vqZbWp3xY')).to.deep.equal(['too-long'])
  })

  it('counts characters outside the basic plane once', () => {
    expect(judge('Kt7_vq🗝')).to.deep.equal(['too-short'])
    expect(judge('Kt7_vq🗝🔑')).to.deep.equal([])
  })

  it('counts after NFC, so that both spellings of a character have one length', () => {
    expect(judge('Zo\u00e97_vq')).to.deep.equal(['too-short'])
    expect(judge('Zoe\u03017_vq')).to.deep.equal(['too-short'])
    expect(judge('Zoe\u03017_vqK')).to.deep.equal(judge('Zo\u00e97_vqK')).and.deep.equal([])
  })

  it('ends at 72 bytes, whatever the code points say: nothing is cut', () => {
    expect(judge(`a1_${'🗝'.repeat(17)}`)).to.deep.equal([])
    expect(judge(`a1_x${'🗝'.repeat(16)}`)).to.deep.equal([])
    expect(judge(`a1${'🗝'.repeat(18)}`)).to.deep.equal(['too-long'])
    expect(judge('🗝'.repeat(20))).to.include('too-long')
    expect(judge(`Zq${'é'.repeat(36)}`, nistPolicy)).to.deep.equal(['too-long'])
    expect(judge(`Zq${'é'.repeat(35)}`, nistPolicy)).to.deep.equal([])
  })

  it('refuses a megabyte before any other work, and says nothing else of it', () => {
    expect(judge('a'.repeat(1_000_000))).to.deep.equal(['too-long'])
    expect(judge(' '.repeat(201))).to.deep.equal(['too-long'])
    expect(checklist('a1_'.repeat(400_000)).every(({ isKept }) => !isKept)).to.equal(true)
  })
})

describe('the characters of a password', () => {
  it('are letters, digits and symbols, each at least once', () => {
    expect(judge('8274_19/305')).to.deep.equal(['no-letter'])
    expect(judge('Kt_vq/Zm.xb')).to.deep.equal(['no-digit'])
    expect(judge('Kt7vq4Zm2xb')).to.deep.equal(['no-symbol'])
    expect(judge('_-_-_-_-_/')).to.deep.equal(['no-letter', 'no-digit'])
    expect(judge('')).to.deep.equal(['too-short', 'no-letter', 'no-digit', 'no-symbol'])
  })

  it('may be of any script', () => {
    for (const password of ['钥匙开门记7_号码', 'ключик7_дверь', 'كلمتي٧_سرية', 'Kt7vqZm€b']) {
      expect(judge(password), password).to.deep.equal([])
    }
  })

  it('are never white space', () => {
    const spaces =
      ' \t\n\r\v\f\u0085\u00a0\u1680\u2000\u2003\u2009\u200a\u2028\u2029\u202f\u205f\u3000'
    for (const space of spaces) {
      for (const password of [`${space}${sound}`, `Kt7_vq${space}Zm2.b`, `${sound}${space}`]) {
        expect(judge(password), escape(password)).to.include('space')
      }
    }
  })

  it('can all be seen', () => {
    const unseen = [
      ...Array.from(
        '\u0000\u0007\u001b\u007f\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d',
      ),
      ...Array.from(
        '\u200e\u202a\u202e\u2060\u2066\u206f\u2800\u3164\ufe0f\ufeff\uffa0\ufff9\ufffc\ue000\u0378',
      ),
      '\u{e0020}',
      '\u{e0100}',
      '\u{1d159}',
      '\u{13441}',
      '\u{f0000}',
      '\ud800',
      '\udc00',
    ]
    for (const character of unseen) {
      const code = character.codePointAt(0)?.toString(16)
      expect(judge(`Kt7_vq${character}Zm2.b`), code).to.deep.equal(['space'])
    }
  })

  it('refuses clusters of emoji that are glued by what nobody sees', () => {
    expect(judge('Kt7_vq👩‍💻Zm')).to.deep.equal(['space'])
    expect(judge('Kt7_vq❤️Zm')).to.deep.equal(['space'])
    expect(judge('Kt7_vq👍🏽Zm')).to.deep.equal([])
  })

  it('tells every fault at once, in one order', () => {
    expect(judge('li wei')).to.deep.equal(['too-short', 'no-digit', 'no-symbol', 'space'])
    expect(judge('weiming')).to.deep.equal(['too-short', 'no-digit', 'no-symbol', 'own-words'])
    expect(judge('dragon dragon')).to.deep.equal(['no-digit', 'no-symbol', 'space', 'common'])
  })
})

describe('another policy', () => {
  it('asks for length alone, as NIST does, and takes spaces between words', () => {
    expect(judge('quiet kettles hum', nistPolicy)).to.deep.equal([])
    expect(judge('quiet kettles', nistPolicy)).to.deep.equal(['too-short'])
    expect(judge(`${'kettle hum '.repeat(5)}quietly`, nistPolicy)).to.deep.equal([])
    expect(judge('quiet kettles\u200bhum', nistPolicy)).to.deep.equal(['space'])
    expect(judge('quiet\u00a0kettles hum', nistPolicy)).to.deep.equal(['space'])
    expect(judge(sound, nistPolicy)).to.deep.equal(['too-short'])
    expect(judge(`${'kettle hum '.repeat(5)}quietly on`, nistPolicy)).to.deep.equal(['too-long'])
    expect(judge('kx'.repeat(36), nistPolicy)).to.include('too-long')
  })

  it('lists only what it asks for', () => {
    expect(passwordRules(nistPolicy).map(({ rule }) => rule)).to.deep.equal([
      'length',
      'no-space',
      'not-common',
      'not-own-words',
      'not-used-before',
    ])
  })
})

const kept = (password: string): readonly string[] =>
  checklist(password)
    .filter(({ isKept }) => isKept)
    .map(({ rule }) => rule)

describe('the live checklist', () => {
  it('has the rules that need no server', () => {
    expect(checklist('').map(({ rule }) => rule)).to.deep.equal([
      'length',
      'letter',
      'digit',
      'symbol',
      'no-space',
    ])
    expect(kept('')).to.deep.equal(['no-space'])
    expect(kept('kettle')).to.deep.equal(['letter', 'no-space'])
    expect(kept('kettle 7')).to.deep.equal(['length', 'letter', 'digit'])
    expect(kept(sound)).to.have.length(5)
    expect(kept('Zoe\u03017_v')).to.not.include('length')
  })

  it('names for each fault the rule that was broken, and each once', () => {
    const faults = passwordRules().flatMap((rule) => rule.faults)
    expect(faults).to.deep.equal([
      'too-short',
      'too-long',
      'no-letter',
      'no-digit',
      'no-symbol',
      'space',
      'common',
      'own-words',
      'same',
      'reused',
    ])
  })

  it('agrees with the judgement on any text of at most 72 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 24 }), fc.boolean(), (text, isNist) => {
        const policy = isNist ? nistPolicy : strictPolicy
        const password = text.normalize('NFC')
        fc.pre(new TextEncoder().encode(password).length <= 72)
        const faults = new Set(judge(password, policy))
        const rules = new Map(passwordRules(policy).map((rule) => [rule.rule, rule]))
        for (const { rule, isKept } of checklist(password, policy)) {
          const broken = rules.get(rule)?.faults.some((fault) => faults.has(fault))
          expect(isKept, rule).to.equal(broken === false)
        }
      }),
    )
  })

  it('is the same for every Unicode form of a password, and so is the judgement', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (password) => {
        expect(judge(password.normalize('NFD'))).to.deep.equal(judge(password))
        expect(checklist(password.normalize('NFD'))).to.deep.equal(checklist(password))
      }),
    )
  })
})

describe('an earlier password', () => {
  it('is the same one, one of those before, or none (attacks D11)', () => {
    expect([-1, 0, 1, 2, 3].map(reuseFault)).to.deep.equal([
      null,
      'same',
      'reused',
      'reused',
      'reused',
    ])
  })
})
