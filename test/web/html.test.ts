import { expect } from 'chai'
import { assert, property, string } from 'fast-check'
import { html, render } from '../../src/web/html.ts'

describe('html', () => {
  it('escapes what stands in text and in a quoted attribute', () => {
    const hostile = `"><script>alert('1')</script>&`
    expect(render(html`<p title="${hostile}">${hostile}</p>`)).to.equal(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">' +
        '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</p>',
    )
  })

  it('never lets a value open a tag or close an attribute', () => {
    assert(
      property(string(), (value) => {
        expect(render(html`${value}`)).to.not.match(/[<>"']/)
      }),
    )
  })

  it('takes markup as it is only from another template', () => {
    const lookalike = { toString: () => '<b>x</b>' } as unknown as string
    expect(render(html`${html`<b>${'<'}</b>`}`)).to.equal('<b>&lt;</b>')
    expect(() => render(html`${lookalike}`)).to.throw(TypeError)
  })

  it('writes lists in order, numbers as they are and nothing for null', () => {
    expect(render(html`${[html`<i>1</i>`, 'a & b', null, 2]}`)).to.equal('<i>1</i>a &amp; b2')
  })
})
