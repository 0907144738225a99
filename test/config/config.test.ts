import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { limits } from '../../src/config/limits.ts'
import { problems } from './problems.ts'

const secretKey = 'kT9vR2mX7qLw4ZbN8sYd3HgJ6fPc1AeU'

const tenant = '6b8f3c1e-0000-4000-8000-00000000000a'
const otherTenant = '6b8f3c1e-0000-4000-8000-00000000000b'

/** The least that production starts with. */
const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://help.example.com',
  MicrosoftAppId: '6b8f3c1e-0000-4000-8000-000000000001',
  MicrosoftAppPassword: 'a-client-secret',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: '6b8f3c1e-0000-4000-8000-000000000002',
  SECRET_KEY: secretKey,
  SMTP_URL: 'smtps://user:mail-password@mail.example.com',
  MAIL_FROM: 'Latchkey <no-reply@example.com>',
  SMS_URL: 'https://sms.example.com/messages',
}

describe('configuration', () => {
  it('needs nothing outside production', () => {
    const config = readConfig({})
    expect(config).to.include({
      isProduction: false,
      host: '127.0.0.1',
      port: 3978,
      publicUrl: null,
      bot: null,
      dataDir: './data/local',
      secretKey: null,
      loadsDemoAccounts: true,
      defaultRegion: 'CN',
      defaultLocale: 'en',
      humanCheck: 'altcha',
      allowDocumentationIps: true,
      hasDesk: true,
      isDeskOpen: false,
      triageKey: null,
    })
    expect(config.messaging).to.deep.equal({ kind: 'mock' })
    expect(config.store).to.deep.equal({ kind: 'lowdb' })
  })

  it('gives the documented limits their units', () => {
    expect(readConfig({}).policy).to.deep.equal({
      codeLifetimeMs: 300_000,
      codeMaxAttempts: 5,
      codeResendMs: 60_000,
      linkLifetimeMs: 1_800_000,
      flowIdleMs: 600_000,
      sessionIdleMs: 900_000,
      accountFailuresPerDay: 10,
      directoryTries: 3,
      sendsPerNumberPerHour: 5,
      holdMs: 86_400_000,
      undoMs: 259_200_000,
    })
  })

  it('cannot be changed afterwards', () => {
    const config = readConfig(production)
    const { hours } = config.support
    const parts = [config, config.policy, config.bot, config.messaging, config.store]
    for (const part of [...parts, config.support, hours, hours.holidays]) expect(part).to.be.frozen
  })

  it('takes an empty variable for one that is not set, and passes unknown ones over', () => {
    expect(readConfig({ PORT: '', HOLD_HOURS: '  ', SOMETHING_ELSE: 'x' })).to.deep.equal(
      readConfig({}),
    )
  })

  const misfits: readonly (readonly [string, string, string])[] = [
    ['NODE_ENV', 'prod', 'development or test or production'],
    ['HOST', 'a host', 'a host name'],
    ['PORT', '70000', 'from 0 to 65535'],
    ['PORT', '80a', 'from 0 to 65535'],
    ['PORT', '-1', 'from 0 to 65535'],
    ['PORT', '0x50', 'from 0 to 65535'],
    ['PUBLIC_URL', 'help.example.com', 'https:// address'],
    ['PUBLIC_URL', 'https://help.example.com/path', 'without a path'],
    ['PUBLIC_URL', 'javascript:alert(1)', 'https:// address'],
    ['STORE', 'mongo', 'lowdb or postgres'],
    ['MESSAGING', 'pigeon', 'mock or live'],
    ['DEMO_ACCOUNTS', 'yes', 'true or false'],
    ['DEFAULT_REGION', 'XX', 'two letters'],
    ['DEFAULT_LOCALE', 'fr', 'en or zh-CN'],
    ['HUMAN_CHECK', 'maybe', 'altcha or off'],
    ['CODE_LIFETIME_SECONDS', '-5', 'from 0 to 1000000000'],
    ['CODE_LIFETIME_SECONDS', '1.5', 'from 0 to 1000000000'],
    ['CODE_MAX_ATTEMPTS', 'five', 'from 0 to 1000000000'],
    ['HOLD_HOURS', '1e3', 'from 0 to 1000000000'],
    ['MAIL_FROM', 'nobody', 'a mail address'],
    ['LOG_LEVEL', 'loud', 'fatal or error'],
    ['TRUSTED_PROXIES', '99', 'from 0 to 10'],
    ['SUPPORT_HOURS', 'nine to five', 'Mon-Fri 09:00-18:00'],
    ['SUPPORT_HOURS', 'Mon-Fri 18:00-09:00', 'or always'],
    ['SUPPORT_TIME_ZONE', 'Asia/Nowhere', 'the name of a time zone'],
    ['SUPPORT_TIME_ZONE', '+08:00', 'the name of a time zone'],
    ['SUPPORT_HOLIDAYS', '1 October', 'dates such as 2026-10-01'],
    ['SUPPORT_HOLIDAYS', '2026-10-01,2026-02-30', 'dates such as 2026-10-01'],
  ]
  for (const [name, value, allowed] of misfits) {
    it(`names ${name}=${value} and says what is allowed`, () => {
      const [problem = '', ...others] = problems({ [name]: value })
      expect(problem).to.include(`${name} is ${JSON.stringify(value)}`)
      expect(problem).to.include(allowed)
      expect(others).to.be.empty
    })
  }

  it('reports every problem at once', () => {
    const found = problems({ PORT: 'x', STORE: 'y', HOLD_HOURS: 'z', MicrosoftAppPassword: 'p' })
    expect(found.map((line) => line.split(' ', 1)[0])).to.have.members([
      'PORT',
      'STORE',
      'HOLD_HOURS',
      'MicrosoftAppId',
    ])
  })

  it('never shows what a secret held', () => {
    const secrets = {
      SMTP_URL: 'imap://u:hidden-one@mail.example.com',
      SMS_URL: 'ftp://hidden-two.example.com',
      SMS_TOKEN: 'hidden three',
      DATABASE_URL: 'mysql://u:hidden-four@db.example.com',
      MicrosoftAppPassword: 'hidden five',
      TRIAGE_KEY: 'hidden six',
      LDAP_BIND_PASSWORD: 'hidden\u0007nine',
      DIRECTORY_TOKEN: 'hidden ten',
      METRICS_TOKEN: 'hidden eight',
      SECRET_KEY: 'hidden-seven',
    }
    const found = problems({ ...production, ...secrets })
    for (const name of Object.keys(secrets)) {
      expect(
        found.filter((line) => line.startsWith(name)),
        name,
      ).to.have.length(1)
    }
    expect(found.join('\n')).not.to.include('hidden')
  })

  it('takes any whole limit from 0 up outside production', () => {
    for (const name of Object.keys(limits)) {
      expect(problems({ [name]: '0' }), name).to.be.empty
      expect(problems({ [name]: '1000000000' }), name).to.be.empty
    }
  })

  it('holds every limit to its hard bounds in production', () => {
    for (const [name, { from, to }] of Object.entries(limits)) {
      for (const value of [from, to]) {
        expect(problems({ ...production, [name]: String(value) }), name).to.be.empty
      }
      for (const value of [from - 1, to + 1]) {
        const [problem = ''] = problems({ ...production, [name]: String(value) })
        expect(problem).to.include(`${name} is "${value}"`).and.include(`from ${from} to ${to}`)
      }
      expect(problems({ ...production, [name]: 'x' })[0]).to.include(`from ${from} to ${to}`)
    }
  })

  it('starts in production once all is set, with everything for development off', () => {
    expect(readConfig(production)).to.include({
      isProduction: true,
      loadsDemoAccounts: false,
      hasDesk: false,
      allowDocumentationIps: false,
      publicUrl: 'https://help.example.com',
    })
    expect(readConfig(production).messaging).to.include({ kind: 'live', smsToken: null })
  })

  const refused: readonly (readonly [string, Record<string, string | undefined>])[] = [
    ['MicrosoftAppId', { MicrosoftAppId: undefined }],
    ['MicrosoftAppPassword', { MicrosoftAppPassword: undefined }],
    ['MicrosoftAppTenantId', { MicrosoftAppTenantId: undefined, ALLOWED_TENANTS: '*' }],
    [
      'MicrosoftAppTenantId',
      { MicrosoftAppTenantId: undefined, MicrosoftAppType: undefined, ALLOWED_TENANTS: '*' },
    ],
    ['MicrosoftAppType', { MicrosoftAppType: 'MultiTenant', CLOUD: 'china' }],
    ['METRICS_TOKEN', { METRICS_TOKEN: 'short' }],
    ['ALLOWED_TENANTS', { MicrosoftAppTenantId: undefined, MicrosoftAppType: 'MultiTenant' }],
    ['PUBLIC_URL', { PUBLIC_URL: undefined }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://help.example.com' }],
    ['SECRET_KEY', { SECRET_KEY: undefined }],
    ['SECRET_KEY', { SECRET_KEY: 'short' }],
    ['SECRET_KEY', { SECRET_KEY: 'changeme-changeme-changeme-changeme' }],
    ['TRIAGE_KEY', { TRIAGE_KEY: 'short' }],
    ['MESSAGING', { MESSAGING: 'mock' }],
    ['SMTP_URL', { SMTP_URL: undefined }],
    ['MAIL_FROM', { MAIL_FROM: undefined }],
    ['SMS_URL', { SMS_URL: undefined, SMS_TOKEN: 'token' }],
    ['SMS_URL', { SMS_URL: 'http://sms.example.com' }],
    ['HUMAN_CHECK', { HUMAN_CHECK: 'off' }],
    ['DEMO_ACCOUNTS', { DEMO_ACCOUNTS: 'true' }],
    ['DESK', { DESK: 'true' }],
    ['ALLOW_DOCUMENTATION_IPS', { ALLOW_DOCUMENTATION_IPS: 'true' }],
    ['DATABASE_URL', { STORE: 'postgres' }],
  ]
  for (const [name, change] of refused) {
    it(`does not start in production with ${JSON.stringify(change)}`, () => {
      const found = problems({ ...production, ...change })
      expect(found).to.have.length(1)
      expect(found[0]).to.match(new RegExp(`^${name} `))
    })
  }

  it('takes a text gateway on the same machine without encryption', () => {
    expect(problems({ ...production, SMS_URL: 'http://127.0.0.1:8080/sms' })).to.be.empty
  })

  it('takes a managed identity, which has no password', () => {
    const { MicrosoftAppPassword: _, ...rest } = production
    const config = readConfig({ ...rest, MicrosoftAppType: 'UserAssignedMSI' })
    expect(config.bot).to.include({ appType: 'UserAssignedMSI', appPassword: '' })
  })

  it('needs a gateway for mails for live messaging anywhere, and none for texts', () => {
    const found = problems({ MESSAGING: 'live' })
    expect(found.map((line) => line.split(' ', 1)[0])).to.deep.equal(['SMTP_URL', 'MAIL_FROM'])
  })

  it('reads lists with blanks around their items', () => {
    const config = readConfig({
      ALLOWED_SERVICE_HOSTS: 'a.example.com, *.B.example.com',
      ALLOWED_TENANTS: ` ${tenant.toUpperCase()} , ${otherTenant}`,
    })
    expect(config.allowedServiceHosts).to.deep.equal(['a.example.com', '*.b.example.com'])
    expect(config.allowedTenants).to.deep.equal([tenant, otherTenant])
    expect(readConfig({ ALLOWED_TENANTS: '*' }).allowedTenants).to.equal(null)
  })

  it('knows when people of support are there', () => {
    const workday = [{ from: 540, to: 1080 }]
    expect(readConfig({}).support.hours).to.deep.equal({
      timeZone: 'Asia/Shanghai',
      week: [workday, workday, workday, workday, workday, [], []],
      holidays: [],
    })
    const { hours } = readConfig({
      SUPPORT_HOURS: 'Sat 10:00-14:00; Sun 10:00-12:00',
      SUPPORT_TIME_ZONE: 'Europe/Berlin',
      SUPPORT_HOLIDAYS: '2026-12-25, 2026-12-26',
    }).support
    expect(hours.timeZone).to.equal('Europe/Berlin')
    expect(hours.week.map((day) => day.length)).to.deep.equal([0, 0, 0, 0, 0, 1, 1])
    expect(hours.holidays).to.deep.equal(['2026-12-25', '2026-12-26'])
  })

  it('makes one origin of a public URL', () => {
    expect(readConfig({ PUBLIC_URL: 'HTTPS://Help.Example.com:443/' }).publicUrl).to.equal(
      'https://help.example.com',
    )
  })
})
