import { expect } from 'chai'
import { inertText, personName, readAgentName } from '../../src/domain/inert-text.ts'
import { normalized, plainText } from '../../src/domain/plain-text.ts'

/** Marks that have to change places, which takes the square of their number. */
const marks = (size: number): string => `a${'\u0301\u0327'.repeat(size / 2)}`

describe('the normal forms of Unicode', () => {
  it('are made of at most 30 marks in a row, whatever was sent (attacks E9)', () => {
    expect(normalized(marks(256 * 1_024), 'NFKC').length).to.be.lessThan(40)
    expect(plainText(marks(256 * 1_024)).length).to.be.lessThan(40)
    expect(inertText(marks(256 * 1_024), 100_000).length).to.be.lessThan(40)
    expect(personName(marks(256 * 1_024)).length).to.be.lessThan(40)
    expect(readAgentName(marks(256 * 1_024))).to.equal(null)
  })

  it('leave ordinary text as it is', () => {
    expect(normalized('Zoe\u0308 中文 👩‍👩‍👧', 'NFC')).to.equal('Zoë 中文 👩‍👩‍👧')
  })
})
