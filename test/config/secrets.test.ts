import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { configNotes } from '../../src/config/notes.ts'
import { guessable } from '../../src/config/secrets.ts'
import { problems } from './problems.ts'

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://help.example.com',
  SECRET_KEY: 'kT9vR2mX7qLw4ZbN8sYd3HgJ6fPc1AeU',
  SMTP_URL: 'smtps://mail.example.com',
  MAIL_FROM: 'help@example.com',
}

const names = ['SECRET_KEY', 'TRIAGE_KEY', 'METRICS_TOKEN'] as const

const said = (name: string, value: string): readonly string[] =>
  problems({ ...production, [name]: value })

const noted = (name: string, value: string): readonly string[] =>
  configNotes(readConfig({ ...production, [name]: value }))
    .filter(({ check }) => check === 'secrets')
    .map(({ message }) => message)

describe('secrets in production', () => {
  for (const name of names) {
    it(`refuses a ${name} that is too short or a placeholder, and says why without showing it`, () => {
      const weak: readonly (readonly [string, string])[] = [
        ['x', 'too short'],
        ['Change-Me-now-kT9vR2mX7qLw4ZbN8sYd3HgJ', 'a placeholder'],
        ['only-for-this-example-0123456789abcdef', 'a placeholder'],
        ['your_secret_goes_here_please_0815_4711', 'a placeholder'],
      ]
      for (const [value, why] of weak) {
        const [problem = '', ...others] = said(name, value)
        expect(problem, value).to.match(new RegExp(`^${name} \\(\\d+ characters, not shown\\) `))
        expect(problem, value).to.include(why).and.include('`openssl rand -')
        if (value !== 'x') expect(problem).not.to.include(value)
        expect(others).to.be.empty
      }
    })

    it(`notes a ${name} that could be guessed, without showing it`, () => {
      const weak: readonly (readonly [string, string])[] = [
        ['k'.repeat(40), 'different characters'],
        [`${'a'.repeat(38)}bc`, 'different characters'],
        ['abcdefghij'.repeat(4), 'again and again'],
      ]
      for (const [value, why] of weak) {
        expect(said(name, value)).to.be.empty
        const [note = '', ...others] = noted(name, value)
        expect(note, value).to.include(name).and.include(why).and.not.include(value)
        expect(others).to.be.empty
      }
    })

    it(`says nothing of a ${name} of chance: 1,000 each of hexadecimal and base64, as short as allowed`, () => {
      const length = name === 'SECRET_KEY' ? 32 : 16
      for (const encoding of ['hex', 'base64url', 'base64'] as const) {
        for (let count = 0; count < 1_000; count += 1) {
          const value = randomBytes(length).toString(encoding).slice(0, length)
          expect(said(name, value), value).to.be.empty
          expect(guessable(name, value), value).to.equal(null)
        }
      }
    })
  }

  it('takes any of them outside production, and a weak SECRET_KEY_PREVIOUS, which is on its way out', () => {
    for (const name of names) expect(problems({ [name]: 'aaaa' }), name).to.be.empty
    expect(said('SECRET_KEY_PREVIOUS', 'k'.repeat(40))).to.be.empty
  })

  it('refuses every value that our own examples have', () => {
    const files = [
      'compose.yaml',
      '.env.example',
      'README.md',
      'docs/connect.md',
      'docs/support.md',
    ]
    const pair = new RegExp(`^[ #]*(?:export )?(${names.join('|')})[=:] *(\\S+)`, 'gm')
    const shown = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pair)])
    const values = shown.map(([, name = '', value = '']) => [
      name,
      value.replace(/^\$\{\w+:-/, '').replace(/\}$/, ''),
    ])
    expect(values.map(([name]) => name)).to.include.members(['SECRET_KEY', 'TRIAGE_KEY'])
    for (const [name = '', value = ''] of values) {
      if (!value.startsWith('$(')) expect(said(name, value), `${name}=${value}`).to.have.length(1)
    }
  })
})
