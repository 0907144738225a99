import { expect } from 'chai'
import { isMadeOfOwnWords, type PasswordFacts } from '../../src/domain/guessable-password.ts'

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

describe('a password out of the own words of an account', () => {
  const own = [
    'weiming_7731',
    'WEIMING_7731x',
    'x7_gnimiew_q',
    'w3im1ng_x.qp',
    'wei.ming_77xq',
    'Weiming88_kt',
    'liweiming_3q',
    'harborlane_7q',
    'harbor_7q.xt',
    'spare_7q.xtk',
    'Example_7q.xk',
    'nimbus_7q.xt',
    'NimbusCloud_7',
    'k_13800138642',
    'kq_80013864_z',
    'kqz_8642_vtw',
    'kqz_2468_vtw',
    'kqz_0012_vtw',
    'kq.8613800_vt',
  ]
  for (const password of own) {
    it(`is refused: ${password}`, () => {
      expect(isMadeOfOwnWords(password, facts)).to.equal(true)
    })
  }

  it('is not one that holds a short word or a short run of a number', () => {
    for (const password of [
      'li_7q.xtkvp',
      'com_7q.xtkvp',
      'kqz_138_vtw',
      'kqz_38001_vtw',
      'Kt7_vq/Zm2.b',
    ]) {
      expect(isMadeOfOwnWords(password, facts), password).to.equal(false)
    }
  })

  it('knows accounts without addresses and names', () => {
    const nobody = {
      account: {
        id: '100000000012',
        displayName: null,
        loginEmail: null,
        recoveryEmail: null,
        contactEmail: null,
        recoveryMobile: null,
        contactMobile: null,
      },
      providerName: '',
    }
    expect(isMadeOfOwnWords('weiming_7731', nobody)).to.equal(false)
    expect(isMadeOfOwnWords('kqz_0012_vtw', nobody)).to.equal(true)
  })

  it('knows names in other scripts', () => {
    const account = { ...facts.account, displayName: '深圳钥匙科技' }
    expect(isMadeOfOwnWords('深圳钥匙科技_7q', { ...facts, account })).to.equal(true)
    expect(isMadeOfOwnWords('深圳的钥匙_7q', { ...facts, account })).to.equal(false)
  })
})
