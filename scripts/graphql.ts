import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { codegen } from '@graphql-codegen/core'
import * as operationTypes from '@graphql-codegen/typescript-operations'
import { schema as published } from '@octokit/graphql-schema'
import { type DocumentNode, Kind, parse, print } from 'graphql'

export const OPERATIONS = 'src/github/operations'
export const GENERATED = 'src/github/operations.ts'

export type OperationFile = { readonly name: string; readonly document: DocumentNode }

/** One file is one operation with the fragments it needs, so that each request carries nothing else. */
export function readOperations(folder = OPERATIONS): readonly OperationFile[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'))
  return files.sort().map((file) => ({
    name: basename(file, '.graphql'),
    document: parse(readFileSync(join(folder, file), 'utf8'), { noLocation: true }),
  }))
}

/** Types of every operation, and the operation itself as a value that carries them. */
export async function generateOperations(operations: readonly OperationFile[]): Promise<string> {
  const types = await codegen({
    filename: GENERATED,
    schema: parse(published.idl, { noLocation: true }),
    skipDocumentsValidation: true,
    documents: operations.map(({ name, document }) => ({ location: name, document })),
    plugins: [{ operationTypes: {} }],
    pluginMap: { operationTypes },
    config: {
      // The published schema defines one field twice, which a strict reading refuses; GitHub itself serves it.
      assumeValid: true,
      assumeValidSDL: true,
      defaultScalarType: 'string',
      scalars: { ID: { input: 'string', output: 'string' } },
      enumType: 'string-literal',
      immutableTypes: true,
      skipTypename: true,
    },
  })
  const imports = "import type { Mutation, Query } from './client.ts'\n\n"
  return `// Generated from ${OPERATIONS} by \`npm run graphql\`. Do not edit.\n\n${imports}${types}\n${operations.map(constant).join('\n')}`
}

function constant({ name, document }: OperationFile): string {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const type = operation?.operation === 'mutation' ? 'Mutation' : 'Query'
  return `export const ${name}: ${type}<${name}${type}, ${name}${type}Variables> = {
  kind: '${type.toLowerCase()}',
  name: '${name}',
  text: \`${print(document)}\`,
}
`
}

if (pathToFileURL(process.argv[1] ?? '').href === import.meta.url)
  writeFileSync(GENERATED, await generateOperations(readOperations()))
