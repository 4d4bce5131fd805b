import { readFileSync } from 'node:fs'
import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse } from 'graphql'

/** Importing the package would build the schema a second time. */
const PUBLISHED = 'node_modules/@octokit/graphql-schema/schema.graphql'

const schemas = new Map<boolean, GraphQLSchema>()

/** GitHub's schema. An older server lacks issue types. Building a schema takes long, so each is built when it is first needed. */
export function schemaOf(knowsIssueTypes: boolean): GraphQLSchema {
  const cached = schemas.get(knowsIssueTypes)
  if (cached !== undefined) return cached
  const issueTypes = knowsIssueTypes ? readFileSync('src/github/issue-types.graphql', 'utf8') : ''
  const document: DocumentNode = parse(readFileSync(PUBLISHED, 'utf8') + issueTypes, { noLocation: true })
  // The published schema defines two fields twice, which strict validation refuses.
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true })
  schemas.set(knowsIssueTypes, schema)
  return schema
}
