import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { validate } from 'dockerfile-utils'
import { secretVariables } from '../../src/config/environment.ts'

// Tests run from the root of the repository.
const text = readFileSync('Dockerfile', 'utf8')
const compose = readFileSync('compose.yaml', 'utf8')
const ignored = readFileSync('.dockerignore', 'utf8').split('\n')

interface Instruction {
  readonly name: string
  readonly rest: string
}

/** The instructions of a Dockerfile: no comments, continued lines as one. */
const instructions = text
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .flatMap((line): readonly Instruction[] => {
    const [, name, rest] = /^([A-Z]+)\s+(.+)$/.exec(line) ?? []
    return name === undefined || rest === undefined ? [] : [{ name, rest }]
  })

const named = (name: string, among = instructions): readonly string[] =>
  among.filter((each) => each.name === name).map(({ rest }) => rest)

/** What the image is made of in the end: the last stage. */
const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'))

const execForm = (command: string): unknown => JSON.parse(command.slice(command.indexOf('[')))

const faults = (dockerfile: string) =>
  validate(dockerfile).map(({ message, range }) => ({ line: range.start.line + 1, message }))

describe('the Dockerfile', () => {
  it('has nothing that a linter names', () => {
    expect(faults(text)).to.deep.equal([])
  })

  it('would be told of what is misspelt, missing or deprecated', () => {
    for (const [good, bad] of [
      ['--interval=', '--intervall='],
      ['USER node', 'USR node'],
      ['COPY tsconfig.json ./', 'COPY tsconfig.json'],
      ['WORKDIR /app', 'WORKDIR app'],
      ['STOPSIGNAL SIGTERM', 'MAINTAINER me'],
    ] as const) {
      expect(text).to.include(good)
      expect(faults(text.replace(good, bad)), bad).to.have.lengthOf(1)
    }
  })

  it('builds on one slim image of Node, pinned to its release', () => {
    const bases = named('FROM').map((rest) => rest.split(' ')[0])
    expect(new Set(bases).size).to.equal(1)
    expect(bases[0]).to.match(/^node:\d+\.\d+\.\d+-\w+-slim$/)
  })

  it('runs as a user that is not root, set before the command', () => {
    expect(named('USER', last)).to.deep.equal(['node'])
    const order = last.map(({ name }) => name)
    expect(order.indexOf('USER')).to.be.lessThan(order.indexOf('CMD'))
    expect(order.slice(order.indexOf('USER'))).to.not.include('RUN')
  })

  it('holds no devDependencies and no compiler, and installs what the lock file says', () => {
    const runs = named('RUN').join('\n')
    expect(runs).to.match(/npm ci --omit=dev/)
    expect(runs).to.not.match(/npm (i|install|update)\b|npx |curl |wget |sudo /)
    expect(last.some(({ name, rest }) => name === 'COPY' && /--from=packages/.test(rest))).to.equal(
      true,
    )
    expect(named('RUN', last).join()).to.not.match(/npm/)
  })

  it('copies by name, so that no file comes along unseen, and adds nothing from a network', () => {
    expect(named('ADD')).to.deep.equal([])
    for (const copied of named('COPY')) expect(copied).to.not.match(/(^|\s)\.\/?\s/)
    expect(ignored).to.include('*')
    expect(ignored.filter((line) => line.startsWith('!') && /env|local|\.git/.test(line))).to.be
      .empty
  })

  it('holds no secret', () => {
    const given = [...named('ENV'), ...named('ARG'), ...named('RUN')].join('\n')
    for (const name of secretVariables) expect(given).to.not.include(name)
    expect(text).to.not.match(/(password|secret|token)\s*=/i)
  })

  it('writes into its volume alone, which is its data folder', () => {
    expect(named('VOLUME', last)).to.deep.equal(['/data'])
    expect(named('ENV', last).join(' ')).to.match(/\bDATA_DIR=\/data\b/)
    expect(named('ENV', last).join(' ')).to.match(/\bNODE_ENV=production\b/)
  })

  it('starts node itself, so that signals reach it, and asks it by node whether it is ready', () => {
    expect(execForm(named('CMD', last)[0] ?? '')).to.deep.equal([
      'node',
      '--enable-source-maps',
      'dist/src/main.js',
    ])
    expect(named('ENTRYPOINT', last)).to.deep.equal([])
    const [check = ''] = named('HEALTHCHECK', last)
    expect(check).to.match(/--interval=\d+s --timeout=\d+s --start-period=\d+s/)
    expect(execForm(check)).to.be.an('array').that.includes('-e')
    expect(check).to.include('/readyz')
  })

  it('is what compose.yaml runs, with a root that cannot be written', () => {
    expect(compose).to.match(/build: \.\n/)
    for (const line of ['read_only: true', 'cap_drop: [ALL]', 'no-new-privileges:true']) {
      expect(compose).to.include(line)
    }
  })
})
