import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { parse } from 'yaml'
import { z } from 'zod'
import * as answers from '../../src/directories/http/answers.ts'
import { projectRoot } from '../../src/root.ts'

interface Operation {
  readonly parameters?: readonly unknown[]
}

interface OpenApi {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

const textOf = (...path: string[]): string => readFileSync(join(projectRoot(), ...path), 'utf8')
const document = parse(textOf('docs', 'directory.openapi.yaml')) as OpenApi
const client = textOf('src', 'directories', 'http', 'http-directory.ts')
const server = textOf('examples', 'directory-server', 'server.js')

/** A schema without what says it is one; what an answer has beyond it is passed over. */
function schemaOf(schema: z.ZodType): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}

/** What a reference of the document points to. */
function pointed(path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>((place, name) => (place as Record<string, unknown>)[name], document)
}

/** A part of the document with everything that it refers to in its place. */
function whole(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(whole)
  if (typeof part !== 'object' || part === null) return part
  if ('$ref' in part && typeof part.$ref === 'string') return whole(pointed(part.$ref))
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, whole(inner)]))
}

describe('docs/directory.openapi.yaml', () => {
  it('has the shapes that the client takes', () => {
    const { schemas } = document.components
    for (const [name, schema] of Object.entries(answers)) {
      expect(whole(schemas[name]), name).to.deep.equal(schemaOf(schema))
    }
  })

  it('has the calls that the client makes, and no others', () => {
    const called = [...client.matchAll(/'(\/[a-z-]+)'/g)].map(([, path]) => path)
    expect(Object.keys(document.paths)).to.have.members([...new Set(called)])
  })

  it('has the calls that the example server answers, and no others', () => {
    const answered = [...server.matchAll(/'(?:GET )?(\/[a-z-]+)'/g)].map(([, path]) => path)
    expect(Object.keys(document.paths)).to.have.members([...new Set(answered)])
  })

  it('asks for an operation with every change, and with nothing else', () => {
    const withKey = Object.entries(document.paths)
      .filter(([, methods]) => methods['post']?.parameters !== undefined)
      .map(([path]) => path)
    expect(withKey).to.deep.equal(['/set-password', '/change-channel', '/end-sessions', '/unlock'])
  })

  it('refers to nothing that is not there', () => {
    const text = textOf('docs', 'directory.openapi.yaml')
    const references = [...text.matchAll(/'(#\/[^']+)'/g)].map(([, path = '']) => path)
    expect(references.length).to.be.greaterThan(10)
    for (const path of references) expect(pointed(path), path).to.be.an('object')
  })
})
