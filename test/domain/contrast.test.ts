import { expect } from 'chai'
import { assert, integer, property } from 'fast-check'
import { readFileSync } from 'node:fs'
import { accentOf } from '../../src/domain/accent.ts'
import { contrast, readableOn } from '../../src/domain/contrast.ts'

const css = readFileSync('public/style.css', 'utf8')

/** What the stylesheet says of a variable, on light pages and on dark ones. */
const inSheet = (name: string): readonly string[] =>
  [...css.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, 'g'))].map(([, color = '']) => color)

describe('a provider’s colour', () => {
  it('is measured as WCAG 2.2 defines it', () => {
    expect(contrast('#000000', '#ffffff')).to.equal(21)
    expect(contrast('#777777', '#ffffff')).to.be.closeTo(4.48, 0.01)
    expect(contrast('#ffffff', '#777777')).to.equal(contrast('#777777', '#ffffff'))
  })

  it('stays as it is where it can be read', () => {
    expect(accentOf('#17569b').light).to.equal('#17569b')
    expect(accentOf('#8cc0ff').dark).to.equal('#8cc0ff')
  })

  it('can be read on every ground of the stylesheet, and the text on it too, whatever it is', () => {
    const grounds = ['ground', 'surface', 'soft', 'on-accent'].map(inSheet)
    assert(
      property(integer({ min: 0, max: 0xff_ff_ff }), (number) => {
        const { light, dark } = accentOf(`#${number.toString(16).padStart(6, '0')}`)
        for (const [onLight = '', onDark = ''] of grounds) {
          expect(contrast(light, onLight), `${light} on ${onLight}`).to.be.at.least(4.5)
          expect(contrast(dark, onDark), `${dark} on ${onDark}`).to.be.at.least(4.5)
        }
      }),
    )
  })

  it('is refused on grounds that nothing can be read on', () => {
    expect(() => readableOn('#777777', ['#ffffff', '#000000', '#777777'], '#000000')).to.throw(
      RangeError,
    )
  })
})
