import { expect } from 'chai'
import { readConfig } from '../../src/config.ts'
import { problems } from './problems.ts'

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://help.example.com',
  SECRET_KEY: 'kT9vR2mX7qLw4ZbN8sYd3HgJ6fPc1AeU',
  SMTP_URL: 'smtps://mail.example.com',
  MAIL_FROM: 'help@example.com',
}

const lacking = (kind: string) => problems({ DIRECTORY: kind }).map((line) => line.split(' ', 1)[0])

describe('the settings of where accounts live', () => {
  const misfits: readonly (readonly [string, string, string])[] = [
    ['DIRECTORY', 'nis', 'embedded or ldap or http'],
    ['LDAP_URL', 'ldap.example.com', 'ldap:// or ldaps:// address'],
    ['LDAP_URL', 'ldap://ldap.example.com/dc=example?uid', 'host and port alone'],
    ['LDAP_BASE_DN', 'example', 'ou=people,dc=example,dc=com'],
    ['LDAP_KIND', 'novell', 'openldap or active-directory'],
    ['LDAP_ATTRIBUTES', 'displayName=cn', 'id among them'],
    ['LDAP_ATTRIBUTES', 'id=uid,id=cn', 'each name once'],
    ['LDAP_ATTRIBUTES', 'id=uid,shoeSize=42', 'pairs such as'],
    ['LDAP_ATTRIBUTES', 'id=uid)(x', 'pairs such as'],
    ['LDAP_TLS', 'maybe', 'on or off'],
    ['DIRECTORY_URL', 'ftp://accounts.example.com', 'https://accounts.example.com'],
    ['DIRECTORY_URL', 'https://accounts.example.com/x?query', 'without a user, ? and #'],
    ['DIRECTORY_URL', 'https://accounts.example.com/x?', 'without a user, ? and #'],
    ['DIRECTORY_URL', 'https://accounts.example.com/x#hash', 'without a user, ? and #'],
  ]
  for (const [name, value, allowed] of misfits) {
    it(`names ${name}=${value} and says what is allowed`, () => {
      const [problem = '', ...others] = problems({ [name]: value })
      expect(problem)
        .to.include(`${name} is ${JSON.stringify(value)}`)
        .and.include(allowed)
      expect(others).to.be.empty
    })
  }

  it('shows no address with a user in it, whose password would be shown too', () => {
    for (const name of ['LDAP_URL', 'DIRECTORY_URL', 'PUBLIC_URL']) {
      const scheme = name === 'LDAP_URL' ? 'ldaps' : 'https'
      const [problem = ''] = problems({ [name]: `${scheme}://u:hidden@accounts.example.com` })
      expect(problem).to.match(new RegExp(`^${name} \\(\\d+ characters, not shown\\): it must be`))
      expect(problem).not.to.include('hidden')
    }
  })

  const ldap = {
    DIRECTORY: 'ldap',
    LDAP_URL: 'ldap://ldap.example.com',
    LDAP_BIND_DN: 'cn=latchkey,dc=example,dc=com',
    LDAP_BIND_PASSWORD: 'a password',
    LDAP_BASE_DN: 'ou=people,dc=example,dc=com',
  }
  const http = {
    DIRECTORY: 'http',
    DIRECTORY_URL: 'https://accounts.example.com',
    DIRECTORY_TOKEN: 'hV3nQ8xT1bZ6kM4w',
  }

  it('refuses one attribute for two channels, under whatever name, and says which', () => {
    for (const [attributes, one, other] of [
      ['id=uid,recoveryMobile=mobile,contactMobile=mobile', 'recoveryMobile', 'contactMobile'],
      ['id=uid,recoveryMobile=mobile,contactMobile=MOBILE', 'recoveryMobile', 'contactMobile'],
      [
        'id=uid,contactMobile=mobileTelephoneNumber,recoveryMobile=0.9.2342.19200300.100.1.41',
        'recoveryMobile',
        'contactMobile',
      ],
      ['id=uid,loginEmail=mail,recoveryEmail=rfc822Mailbox', 'loginEmail', 'recoveryEmail'],
    ] as const) {
      const [problem = '', ...others] = problems({ ...ldap, LDAP_ATTRIBUTES: attributes })
      expect(problem, attributes).to.include(`for ${one} and for ${other}`)
      expect(others).to.be.empty
    }
    // An ID that is a mail address is no channel.
    const own = { ...ldap, LDAP_ATTRIBUTES: 'id=mail,loginEmail=mail,recoveryMobile=mobile' }
    expect(problems(own)).to.be.empty
  })

  it('keeps accounts in the store unless it is told where else they are', () => {
    expect(readConfig({}).directory).to.deep.equal({ kind: 'embedded' })
    expect(readConfig(ldap).directory).to.deep.include({
      kind: 'ldap',
      server: 'openldap',
      tls: true,
      caFile: null,
      attributes: {
        id: 'uid',
        displayName: 'cn',
        loginEmail: 'mail',
        recoveryMobile: 'mobile',
        server: 'ipHostNumber',
      },
    })
    const own = { ...ldap, LDAP_ATTRIBUTES: ' id=uid , recoveryMobile=2.5.4.20 ' }
    expect(readConfig(own).directory).to.deep.include({
      attributes: { id: 'uid', recoveryMobile: '2.5.4.20' },
    })
    expect(
      readConfig({ ...ldap, LDAP_KIND: 'active-directory' }).directory,
    ).to.have.nested.property('attributes.id', 'sAMAccountName')
    expect(readConfig(http).directory).to.deep.equal({
      kind: 'http',
      url: 'https://accounts.example.com',
      token: 'hV3nQ8xT1bZ6kM4w',
    })
  })

  it('names everything that a directory elsewhere lacks', () => {
    expect(lacking('ldap')).to.deep.equal([
      'LDAP_URL',
      'LDAP_BIND_DN',
      'LDAP_BIND_PASSWORD',
      'LDAP_BASE_DN',
    ])
    expect(lacking('http')).to.deep.equal(['DIRECTORY_URL', 'DIRECTORY_TOKEN'])
  })

  it('lets no password cross a network in clear in production', () => {
    const open = { ...production, ...ldap, LDAP_TLS: 'off' }
    expect(problems(open)[0]).to.match(/^LDAP_TLS is "off"/)
    expect(problems({ ...open, LDAP_URL: 'ldap://127.0.0.1' })).to.be.empty
    expect(problems({ ...open, LDAP_URL: 'ldaps://ldap.example.com' })).not.to.be.empty
    expect(problems({ ...production, ...ldap })).to.be.empty
    const plain = { ...production, ...http, DIRECTORY_URL: 'http://accounts.example.com' }
    expect(problems(plain)[0]).to.match(/^DIRECTORY_URL is plain http/)
    expect(problems({ ...plain, DIRECTORY_URL: 'http://127.0.0.1:4000' })).to.be.empty
  })
})
