import { readFileSync } from 'node:fs'
import { Kind, validate } from 'graphql'
import { expect, test } from 'vitest'
import { GENERATED, generateOperations, readOperations } from '../../scripts/graphql/generate.ts'
import { schemaOf } from '../support/fake-github/schema.ts'

const operations = readOperations()
const schema = schemaOf(true)

test('the generated operations are up to date (npm run graphql)', async () => {
  expect(readFileSync(GENERATED, 'utf8')).toBe(await generateOperations(operations))
})

test.each(operations.map((file) => [file.name, file] as const))(
  "%s.graphql has one operation, which has that name and is valid in GitHub's published schema",
  (_, file) => {
    const definitions = file.document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
    expect(definitions.map(({ name }) => name?.value)).toEqual([file.name])
    expect(validate(schema, file.document)).toEqual([])
  },
)
