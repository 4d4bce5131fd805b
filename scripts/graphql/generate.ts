import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { codegen } from '@graphql-codegen/core'
import * as operationTypes from '@graphql-codegen/typescript-operations'
import { schema as published } from '@octokit/graphql-schema'
import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  visit,
} from 'graphql'
import { shapeOf } from './shape.ts'

export const OPERATIONS = 'src/github/operations'
/** Types that GitHub's schema has, but the published package does not. */
const ADDITION = 'src/github/issue-types.graphql'
export const GENERATED = 'src/github/operations.ts'

export type OperationFile = { readonly name: string; readonly document: DocumentNode }

/**
 * Reads all files with operations. Each file has one operation, and may have fragments, which other files may use too. A document
 * also gets the fragments of other files that it uses.
 */
export function readOperations(folder = OPERATIONS): readonly OperationFile[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'))
  const documents = files
    .sort()
    .map((file) => ({ file, document: parse(readFileSync(join(folder, file), 'utf8'), { noLocation: true }) }))
  const fragments = documents.flatMap(({ document }) => document.definitions.filter(isFragment))
  return documents.map(({ file, document }) => ({
    name: basename(file, '.graphql'),
    document: { ...document, definitions: withFragments(document.definitions, fragments) },
  }))
}

type Fragments = readonly FragmentDefinitionNode[]

const isFragment = (definition: DefinitionNode) => definition.kind === Kind.FRAGMENT_DEFINITION

/** Adds the fragments that the definitions use, and the fragments that those use in turn. */
function withFragments(definitions: readonly DefinitionNode[], fragments: Fragments): readonly DefinitionNode[] {
  const used = new Set<string>()
  for (const definition of definitions) visit(definition, { FragmentSpread: ({ name }) => void used.add(name.value) })
  const missing = fragments.filter((fragment) => used.has(fragment.name.value) && !definitions.includes(fragment))
  return missing.length === 0 ? definitions : withFragments([...definitions, ...missing], fragments)
}

/** Generates the types of every operation, and each operation as a typed value. */
export async function generateOperations(operations: readonly OperationFile[]): Promise<string> {
  const document = parse(`${published.idl}\n${readFileSync(ADDITION, 'utf8')}`, { noLocation: true })
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true })
  const types = await codegen({
    filename: GENERATED,
    schema: document,
    skipDocumentsValidation: true,
    documents: [{ location: OPERATIONS, document: withoutRepetition(operations) }],
    plugins: [{ operationTypes: {} }],
    pluginMap: { operationTypes },
    config: {
      // The schema that GitHub publishes defines two fields twice, which strict validation rejects.
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
  return `// Generated from ${OPERATIONS} by \`npm run graphql\`. Do not edit.\n\n${imports}${types}\n${operations.map((operation) => printOperation(operation, schema)).join('\n')}`
}

/** All operations in one document, in which a shared fragment occurs once. */
function withoutRepetition(operations: readonly OperationFile[]): DocumentNode {
  const definitions = new Set(operations.flatMap(({ document }) => document.definitions))
  return { kind: Kind.DOCUMENT, definitions: [...definitions] }
}

function printOperation({ name, document }: OperationFile, schema: GraphQLSchema): string {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const type = operation?.operation === 'mutation' ? 'Mutation' : 'Query'
  return `export const ${name}: ${type}<${name}${type}, ${name}${type}Variables> = {
  kind: '${type.toLowerCase()}',
  name: '${name}',
  text: \`${print(document)}\`,
  shape: ${JSON.stringify(shapeOf(document, schema))},
}
`
}

if (pathToFileURL(process.argv[1] ?? '').href === import.meta.url)
  writeFileSync(GENERATED, await generateOperations(readOperations()))
