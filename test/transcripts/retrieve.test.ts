import { openChat } from '../stand-ins/chat.ts'
import { programForSuite, unlimited } from '../stand-ins/program.ts'
import { play } from '../stand-ins/transcript.ts'

describe('retrieve account over HTTP, in English', () => {
  const suite = programForSuite(unlimited)
  const talk = async (script: string): Promise<void> => {
    const program = suite.get()
    await play({ program, chat: openChat(program) }, script)
  }

  it('by mobile: a code, and then the details to the same phone', async () => {
    await talk(`
      > hello
      < menu/ask-what: I never ask for a password here
      > I forgot my account
      < retrieve-account/ask-method: by text to the mobile number bound to it
      > mobile number
      < retrieve-account/ask-mobile: Which mobile number is bound … +1 or +44
      > 138 0013 8000
      < retrieve-account/ask-code: If an account is bound to ••••••••00 … 6-digit code
      > {wrong +8613800138000}
      < retrieve-account/ask-code: That code is wrong or no longer valid
      > resend
      < retrieve-account/ask-code: a new code is on its way
      > {code +8613800138000}
      < menu/ask-what: If what you gave me fits an account
      ! +8613800138000: 100000000012 … li••••@example.com
      > I got nothing
      < retrieve-account/ask-method: Texts can take a few minutes
    `)
  })

  it('by account ID: a mask, the full number, and the details by text', async () => {
    await talk(`
      > find my account
      < retrieve-account/ask-method
      > account id
      < retrieve-account/ask-account-id: It looks like 100000000012
      > 1000 0000 00
      < retrieve-account/ask-account-id: too short … 100000000012
      > 1000-0000-0089
      < confirm-mobile/ask-full-mobile: ••••••••56
      > 12
      < confirm-mobile/ask-full-mobile: +44 7400 123456
      > +44 7400 123456
      < menu/ask-what: their way by text
      ! +447400123456: Account ID: 100000000089
    `)
  })

  it('a number typed wrong is answered like the right one, and the way begins once more (S28)', async () => {
    await talk(`
      > find my account
      > account id
      > 100000000089
      < confirm-mobile/ask-full-mobile: ••••••••56
      > +44 7400 123465
      < menu/ask-what: If what you gave me fits an account
      > Try once more
      < retrieve-account/ask-account-id: account ID
      > 100000000089
      < confirm-mobile/ask-full-mobile: ••••••••56
      > +44 7400 123456
      < menu/ask-what: If what you gave me fits an account
      ! +447400123456: Account ID: 100000000089
    `)
  })

  it('by the address of a server, IPv4 and IPv6 in any spelling', async () => {
    await talk(`
      > find my account
      > my server
      < retrieve-account/ask-server-ip: 203.0.113.10
      > 203.0.113.45
      < confirm-mobile/ask-full-mobile: ••••••••02
      > 13800138002
      < menu/ask-what: their way by text
      ! +8613800138002: 账号 ID：100000000045
      > find my account
      > server ip
      > 2001:0DB8:0020:0000:0000:0000:0000:0089
      < confirm-mobile/ask-full-mobile: ••••••••56
      > 0044 7400 123456
      < menu/ask-what: their way by text
      ! +447400123456: Account ID: 100000000089
    `)
  })

  it('says which part of an address is wrong, and why a private one cannot help', async () => {
    await talk(`
      > find my account
      > server ip
      > 123.45.678.910
      < retrieve-account/ask-server-ip: 678, cannot be part of an address … from 0 to 255
      > 10.0.0.1
      < retrieve-account/ask-server-ip: That is a private address
      > 127.0.0.1
      < retrieve-account/ask-server-ip: the computer itself
      > 169.254.169.254
      < retrieve-account/ask-server-ip: only exists inside one network
      > 0177.0.0.1
      < retrieve-account/ask-server-ip: 0177
      > fe80::1%eth0
      < retrieve-account/ask-server-ip: % sign
      > 203.0.113.0/24
      < retrieve-account/ask-server-ip: a range of addresses
      > 224.0.0.1
      < retrieve-account/ask-server-ip: group of computers
      > 2130706433
      < retrieve-account/ask-server-ip: not an IP address
      > ::ffff:203.0.113.10
      < confirm-mobile/ask-full-mobile: ••••••••00
    `)
  })

  it('takes numbers of other countries with their code and refuses what is no mobile', async () => {
    await talk(`
      > find my account
      > mobile
      > 12345
      < retrieve-account/ask-mobile
      > 010 6552 9988
      < retrieve-account/ask-mobile
      > +1 202 555 0147
      < retrieve-account/ask-code: ••••••••47
      > {code +12025550147}
      < menu/ask-what
      ! +12025550147: Account ID: 100000000067
    `)
  })

  it('lets the method be switched at every step, keeping what was said', async () => {
    await talk(`
      > find my account
      > mobile number
      < retrieve-account/ask-mobile
      > use my account id instead
      < retrieve-account/ask-account-id
      > use my server ip instead
      < retrieve-account/ask-server-ip
      > use my mobile number instead
      < retrieve-account/ask-mobile
      > 13800138006
      < retrieve-account/ask-code
      > server ip
      < retrieve-account/ask-server-ip
      > 203.0.113.134
      < confirm-mobile/ask-full-mobile
      > account id
      < retrieve-account/ask-account-id
      > 100000000134
      < confirm-mobile/ask-full-mobile: ••••••••06
      > mobile number
      < retrieve-account/ask-mobile
      > I no longer have that number
      < retrieve-account/ask-method: look another way
    `)
  })

  it('recognises a pasted value, asks back, and takes yes or no', async () => {
    await talk(`
      > 100000000045
      < retrieve-account/confirm-value: looks like an account ID, 100000000045
      > no
      < retrieve-account/ask-method
      > cancel
      < menu/ask-what: Nothing about your account was changed
      > 203.0.113.10
      < retrieve-account/confirm-value: looks like a server address, 203.0.113.10
      > perhaps
      < retrieve-account/confirm-value: could not tell whether that is a yes
      > yes
      < confirm-mobile/ask-full-mobile: ••••••••00
      > start over
      < retrieve-account/ask-method: Let us begin again
      > cancel
      > +86 13800138001
      < retrieve-account/confirm-value: looks like a mobile number, +86 138 0013 8001
      > 100000000012
      < confirm-mobile/ask-full-mobile: ••••••••00
      > menu
      < menu/ask-what
      > 192.168.1.7
      < retrieve-account/ask-server-ip: That is a private address
      > cancel
      > 123456
      < menu/ask-what: looks like a code, but nothing here is waiting for one
    `)
  })

  it('answers a second number at the code question, and the same one once more', async () => {
    await talk(`
      > find my account
      > mobile
      > 13800138004
      < retrieve-account/ask-code: ••••••••04
      > +86 138-0013-8004
      < retrieve-account/ask-code: That is the number the code went to
      > 13800138005
      < retrieve-account/ask-code: I use +86 138 0013 8005 now instead
      > different number
      < retrieve-account/ask-mobile
      > 13800138003
      < retrieve-account/ask-code: I use +86 138 0013 8003 now instead
      > not a code at all
      < retrieve-account/ask-code: exactly 6 digits
    `)
  })
})
