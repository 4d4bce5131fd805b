import { readFileSync } from 'node:fs'
import { schema as published } from '@octokit/graphql-schema'
import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse } from 'graphql'

const built = new Map<boolean, GraphQLSchema>()

/** GitHub's schema, which is built when it is first needed, because building it takes a long time. An older server lacks issue types. */
export function schemaOf(knowsIssueTypes: boolean): GraphQLSchema {
  const known = built.get(knowsIssueTypes)
  if (known !== undefined) return known
  const added = knowsIssueTypes ? readFileSync('src/github/issue-types.graphql', 'utf8') : ''
  const document: DocumentNode = parse(published.idl + added, { noLocation: true })
  // The published schema defines two fields twice, which strict validation refuses.
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true })
  built.set(knowsIssueTypes, schema)
  return schema
}
