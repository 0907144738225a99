import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { configNotes } from '../../src/config/notes.ts'

/** A production in which nothing has to be noted. */
const whole = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://help.example.com',
  MicrosoftAppId: '6b8f3c1e-0000-4000-8000-000000000001',
  MicrosoftAppPassword: 'a-client-secret',
  MicrosoftAppTenantId: '6b8f3c1e-0000-4000-8000-000000000002',
  SECRET_KEY: 'kT9vR2mX7qLw4ZbN8sYd3HgJ6fPc1AeU',
  SMTP_URL: 'smtps://user:mail-password@mail.example.com',
  MAIL_FROM: 'Latchkey <no-reply@example.com>',
  SMS_URL: 'https://sms.example.com/messages',
  METRICS_TOKEN: 'a-metrics-token-of-20',
  TRUSTED_PROXIES: '1',
}

const checksOf = (change: Record<string, string | undefined>) =>
  configNotes(readConfig({ ...whole, ...change })).map(({ check }) => check)

describe('what the start and doctor note of the settings', () => {
  it('is nothing outside production, nor where all is connected', () => {
    expect(configNotes(readConfig({}))).to.deep.equal([])
    expect(checksOf({})).to.deep.equal([])
  })

  it('is a shut door and a desk without Teams where there is no bot', () => {
    const none = ['MicrosoftAppId', 'MicrosoftAppPassword', 'MicrosoftAppTenantId']
    expect(checksOf(Object.fromEntries(none.map((name) => [name, undefined])))).to.deep.equal([
      'bot-framework',
      'desk',
    ])
  })

  it('is no trusted proxy behind an https address', () => {
    expect(checksOf({ TRUSTED_PROXIES: '0' })).to.deep.equal(['proxies'])
    expect(checksOf({ TRUSTED_PROXIES: '2' })).to.deep.equal([])
  })

  it('is a time to object that is over before two new addresses are off hold', () => {
    expect(checksOf({ UNDO_HOURS: '71', HOLD_HOURS: '24' })).to.deep.equal(['undo'])
    expect(checksOf({ UNDO_HOURS: '72', HOLD_HOURS: '24' })).to.deep.equal([])
  })

  it('is each thing that is missing, and a kind of bot that cannot be made anew', () => {
    expect(checksOf({ SMS_URL: undefined })).to.deep.equal(['texts'])
    expect(checksOf({ METRICS_TOKEN: undefined })).to.deep.equal(['metrics'])
    const many = { MicrosoftAppType: 'MultiTenant', ALLOWED_TENANTS: '*' }
    expect(checksOf(many)).to.deep.equal(['bot-framework'])
  })

  it('takes a bot for one of a single tenant unless told otherwise', () => {
    expect(readConfig(whole).bot).to.include({ appType: 'SingleTenant' })
  })
})
