import { expect } from 'chai'
import { strFromU8, unzipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { desk } from '../../dialogs/desk/index.ts'
import { projectRoot } from '../../src/root.ts'
import { vocabulary } from '../../src/app/vocabulary.ts'
import { fillManifest, packApp, translatable } from '../../src/cli/teams-app.ts'
import { loadIntentModel } from '../../src/app/intent-model.ts'
import { createUnderstanding } from '../../src/text/understand.ts'
import { createOrderReader } from '../../src/triage/order.ts'

const folder = join(projectRoot(), 'appPackage')
const read = async (name: string) => readFileSync(join(folder, name))
const template = readFileSync(join(folder, 'manifest.json'), 'utf8')
const facts = {
  MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
  PUBLIC_URL: 'https://help.example.com',
  VERSION: '0.1.0',
  BRAND_NAME: 'Acme "Help"',
}
const manifest = fillManifest(template, facts)
const chinese = JSON.parse(readFileSync(join(folder, 'zh-cn.json'), 'utf8')) as Record<
  string,
  string
>

/** The titles of a list of commands, in both languages. */
function titles(list: number): readonly (readonly [string, string])[] {
  const commands = manifest.bots[0].commandLists[list]?.commands ?? []
  return commands.map(({ title }, place) => {
    const translated = chinese[`bots[0].commandLists[${list}].commands[${place}].title`]
    return [title, translated ?? ''] as const
  })
}

describe('the Teams app', () => {
  it('names this installation and trusts its host alone', () => {
    expect(manifest.id).to.equal(facts.MicrosoftAppId)
    expect(manifest.bots[0].botId).to.equal(facts.MicrosoftAppId)
    expect(manifest.validDomains).to.deep.equal(['help.example.com'])
    expect(JSON.stringify(manifest)).not.to.include('{{')
    expect(manifest.name.short).to.equal('Acme "Help"')
    expect(manifest.developer.privacyUrl).to.equal('https://help.example.com/privacy')
    expect(manifest.developer.termsOfUseUrl).to.equal('https://help.example.com/terms')
  })

  it('is refused with every field that is wrong', () => {
    const wrong = { ...facts, MicrosoftAppId: '', PUBLIC_URL: 'http://localhost:3978' }
    expect(() => fillManifest(template, wrong))
      .to.throw()
      .with.property('message')
      .that.matches(/\bid: /)
      .and.matches(/bots\.0\.botId: /)
      .and.matches(/developer\.websiteUrl: /)
  })

  it('says everything in Chinese too, as briefly as Teams wants it', () => {
    const { $schema: _, ...texts } = chinese
    expect(Object.keys(texts)).to.have.members([...translatable(manifest).keys()])
    const most = { title: 32, description: 128, 'name.short': 30, 'description.short': 80 }
    for (const [key, limit] of Object.entries(most)) {
      const said = Object.entries(texts).filter(([name]) => name.endsWith(key))
      for (const [name, text] of said) {
        if (name !== 'description.full') expect(text.length, name).to.be.within(1, limit)
      }
    }
  })

  it('offers in private only what the assistant understands, the same in both languages', () => {
    const understand = createUnderstanding(vocabulary, loadIntentModel())
    const hear = (text: string) => understand({ text, choices: [], expects: 'choice' })
    expect(titles(0).length).to.be.greaterThan(5)
    for (const [en, zh] of titles(0)) {
      expect(hear(en), en).not.to.deep.equal({ kind: 'words' })
      expect(hear(zh), zh).to.deep.equal(hear(en))
    }
  })

  it('offers in a team only orders that need nothing more, the same in both languages', () => {
    const readOrder = createOrderReader(desk.phrases)
    const { filter } = desk.words
    const meaning = (text: string) => {
      const order = readOrder(text, null)
      const key = Object.entries(filter).find(([, words]) => words.includes(order?.words ?? ''))
      return [order?.verb, key?.[0] ?? null, order?.number]
    }
    expect(titles(1).length).to.be.greaterThan(5)
    for (const [en, zh] of titles(1)) {
      expect(meaning(en)[0], en).to.be.oneOf(['cases', 'counts', 'self-test', 'help'])
      expect(meaning(zh), zh).to.deep.equal(meaning(en))
    }
  })

  it('has icons of the size that Teams wants', () => {
    for (const [name, size] of [
      ['color.png', 192],
      ['outline.png', 32],
    ] as const) {
      const bytes = readFileSync(join(folder, name))
      expect(bytes.subarray(1, 4).toString()).to.equal('PNG')
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).to.deep.equal([size, size])
    }
  })
})

describe('the archive of the Teams app', () => {
  it('holds the manifest and every file it names, whole', async () => {
    const held = unzipSync(await packApp(read, facts))
    const others = ['color.png', 'outline.png', 'zh-cn.json']
    expect(Object.keys(held)).to.have.members(['manifest.json', ...others])
    const packed: unknown = JSON.parse(strFromU8(held['manifest.json'] ?? new Uint8Array()))
    expect(packed).to.deep.equal(manifest)
    for (const name of others.slice(0, 2))
      expect([...(held[name] ?? [])]).to.deep.equal([...(await read(name))])
    const translated = strFromU8(held['zh-cn.json'] ?? new Uint8Array())
    expect(JSON.parse(translated)).to.have.property('name.short', facts.BRAND_NAME)
    expect(translated).to.not.include('{{')
  })
})
