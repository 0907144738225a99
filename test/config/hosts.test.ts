import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { problems } from './problems.ts'

const tenant = '6b8f3c1e-0000-4000-8000-00000000000a'

describe('hosts that replies and the bot’s token may go to', () => {
  const ofStrangers = [
    '*.com *.net *.cn *.local *.co.uk *.com.cn *.gov.au *.ac.jp',
    '*.trafficmanager.net *.azurewebsites.net *.westeurope.cloudapp.azure.com *.ngrok.io',
  ]
  for (const pattern of ofStrangers.flatMap((line) => line.split(' '))) {
    it(`stop the start for every name below a domain of strangers: ${pattern}`, () => {
      const [line = '', ...others] = problems({ ALLOWED_SERVICE_HOSTS: `a.example.com,${pattern}` })
      expect(line).to.match(/^ALLOWED_SERVICE_HOSTS has /)
      expect(line).to.contain(`"${pattern}": strangers can have a name below ${pattern.slice(2)}`)
      expect(line).to.contain('write each host in full')
      expect(others).to.deep.equal([])
    })
  }

  const misshapen = [
    '* *. . .. **.example.com *.*.example.com a.*.com .example.com example.com. a..example.com',
    '-.-.. https://a.example.com a.example.com:8443 例子.com a.example.com,',
    '127.0.0.1 *.127.0.0.1 169.254.169.254 2130706433 0x7f.1 [::1] ::1',
    `${'a'.repeat(64)}.example.com`,
  ]
  for (const list of misshapen.flatMap((line) => line.split(' '))) {
    it(`are names, with *. in front or not: ${list} stops the start`, () => {
      const [line = ''] = problems({ ALLOWED_SERVICE_HOSTS: list })
      expect(line).to.contain('it must be host names such as chat.example.com')
    })
  }

  it('may be every name below a domain of one owner', () => {
    const ALLOWED_SERVICE_HOSTS =
      '*.example.com,*.chat.example.co.uk,smba.trafficmanager.cn,my_host'
    const { allowedServiceHosts } = readConfig({ ALLOWED_SERVICE_HOSTS })
    expect(allowedServiceHosts.join()).to.equal(ALLOWED_SERVICE_HOSTS)
  })
})

describe('tenants whose people may write', () => {
  it('are IDs, since a domain or a word of the sign-in would let nobody in', () => {
    for (const list of ['contoso.example.com', 'common', '.', tenant.slice(1), `${tenant},`]) {
      expect(problems({ ALLOWED_TENANTS: list }).join(), list).to.contain('it must be tenant IDs')
    }
    for (const word of ['common', 'organizations', 'Consumers']) {
      expect(problems({ MicrosoftAppTenantId: word }).join()).to.contain('directory (tenant) ID')
    }
  })

  it('are all of them by * alone, never beside others', () => {
    for (const list of [`${tenant},*`, `*,${tenant}`, '*,*']) {
      expect(problems({ ALLOWED_TENANTS: list }).join(), list).to.contain('"*" beside others')
    }
    expect(readConfig({ ALLOWED_TENANTS: '*' }).allowedTenants).to.equal(null)
  })
})

describe('addresses', () => {
  const noHost: Readonly<Record<string, readonly string[]>> = {
    PUBLIC_URL: ['https://*', 'https://*.example.com', 'https://a.example.', 'https://0.0.0.0'],
    EMBED_ORIGINS: ['https://.', 'https://a.example.', 'https://*.com', 'null'],
    SMS_URL: ['https://*', 'https://*.example.com/x', 'https://.'],
    SMTP_URL: ['smtps://', 'smtp:mail.example.com', 'smtps://*.example.com'],
    DATABASE_URL: ['postgres://*/x', 'postgres://*.example.com/x'],
    LDAP_URL: ['ldaps://*', 'ldap://.', 'ldap:ldap.example.com'],
    DIRECTORY_URL: ['https://*.example.com/x', 'https://.'],
    PRIVACY_URL: ['https://*', 'https:x', 'mailto:'],
    BRAND_LOGO: ['https://*/a.png', 'https://.'],
  }
  for (const [name, values] of Object.entries(noHost)) {
    it(`in ${name} have one host, without wildcard`, () => {
      for (const value of values) {
        const [line = ''] = problems({ [name]: value })
        expect(line, value).to.match(new RegExp(`^${name} .*: it must be `))
      }
    })
  }

  it('may be of names and addresses as networks at home have them', () => {
    const taken = {
      PUBLIC_URL: 'http://[::1]:3978',
      SMTP_URL: 'smtp://mail_1:25',
      DATABASE_URL: 'postgres://%2Fvar%2Frun%2Fpostgresql/latchkey',
      LDAP_URL: 'ldap://[fd00::1]:1389',
      SUPPORT_URL: 'mailto:help@example.com',
    }
    expect(problems(taken)).to.deep.equal([])
    expect(problems({ DATABASE_URL: 'postgres:///latchkey?host=/var/run/postgresql' })).to.be.empty
  })
})
