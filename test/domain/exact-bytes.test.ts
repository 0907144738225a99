import { expect } from 'chai'
import { exactBytes } from '../../src/domain/exact-bytes.ts'

describe('the bytes of a text from outside', () => {
  it('are read of the one spelling that they are written in', () => {
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      for (const bytes of ['', 'f', 'fo', 'foo', '\u00fb\u00ff\u00fe']) {
        const written = Buffer.from(bytes, 'latin1').toString(encoding)
        expect(exactBytes(written, encoding)?.toString('latin1'), encoding).to.equal(bytes)
      }
    }
  })

  it('are not read of another that Node takes: padding, blanks, signs, the other alphabet, bits behind the end', () => {
    for (const loose of ['Zm8=', 'Zm8==', 'Zm8!', 'Zm8 ', ' Zm8', 'Zm\n8', 'Zm9', 'Zm8.']) {
      expect(exactBytes(loose, 'base64url'), loose).to.equal(null)
    }
    expect(exactBytes('+/8', 'base64url')).to.equal(null)
    expect(exactBytes('-_8=', 'base64')).to.equal(null)
    expect(exactBytes('Zm8', 'base64')).to.equal(null)
    for (const loose of ['AB', 'abc', 'abxx', 'ab ']) {
      expect(exactBytes(loose, 'hex'), loose).to.equal(null)
    }
  })
})
