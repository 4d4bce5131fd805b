import { schema as published } from '@octokit/graphql-schema'
import {
  buildASTSchema,
  type DocumentNode,
  execute,
  type FieldNode,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql'
import { Refusal, Unsupported } from './refusal.ts'

/** A parsed operation that can be logged, and matched with a fault, before it is executed. */
export type Operation = {
  readonly name: string
  readonly kind: 'query' | 'mutation'
  /** The fields at the root, and what each of them selects. */
  readonly fields: Readonly<Record<string, readonly string[]>>
  readonly document: DocumentNode
  readonly variables: Readonly<Record<string, unknown>>
}
export type Result = {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly ErrorShape[]
}
export type ErrorShape = {
  readonly type?: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: Readonly<Record<string, unknown>>
  readonly locations?: readonly { readonly line: number; readonly column: number }[]
  readonly message: string
}
export type Root = Readonly<Record<string, unknown>>
/** A field, such as `Repository.milestones`, that fails in this request. */
export type FailingField = { readonly name: string; readonly error: ErrorShape }
export type Carried = { readonly result: Result; readonly unsupported: readonly string[] }

let built: GraphQLSchema | undefined

/** GitHub's published schema, built on the first operation because that is slow. */
function schema(): GraphQLSchema {
  // The schema defines one field twice, which strict validation refuses.
  built ??= buildASTSchema(parse(published.idl, { noLocation: true }), { assumeValid: true, assumeValidSDL: true })
  return built
}

/** null: not valid GraphQL. */
export function readOperation(body: unknown): Operation | null {
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string') return null
  const document = tryParse(body.query)
  const wanted = 'operationName' in body && typeof body.operationName === 'string' ? body.operationName : undefined
  const operations = (document?.definitions ?? []).filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  const operation = operations.find(({ name }) => name?.value === wanted) ?? operations[0]
  if (document === null || operation === undefined) return null
  return {
    name: operation.name?.value ?? '(unnamed)',
    kind: operation.operation === 'mutation' ? 'mutation' : 'query',
    fields: fieldsOf(operation),
    document,
    variables: 'variables' in body ? recordOf(body.variables) : {},
  }
}

/** Each distinct operation is parsed and validated only once. */
const documents = new Map<string, DocumentNode | null>()
const faultsOf = new WeakMap<DocumentNode, readonly GraphQLError[]>()

function tryParse(text: string): DocumentNode | null {
  const known = documents.get(text)
  if (known !== undefined) return known
  const document = parsed(text)
  documents.set(text, document)
  return document
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text)
  } catch {
    return null
  }
}

function invalidIn(document: DocumentNode): readonly GraphQLError[] {
  const invalid = faultsOf.get(document) ?? validate(schema(), document)
  faultsOf.set(document, invalid)
  return invalid
}

function fieldsOf({ selectionSet }: OperationDefinitionNode): Operation['fields'] {
  return Object.fromEntries(
    fieldsIn(selectionSet).map((field) => [nameOf(field), fieldsIn(field.selectionSet).map(nameOf)]),
  )
}

function fieldsIn(selectionSet: SelectionSetNode | undefined): readonly FieldNode[] {
  return (selectionSet?.selections ?? []).filter((one) => one.kind === Kind.FIELD)
}

const nameOf = ({ alias, name }: FieldNode) => alias?.value ?? name.value

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

/** GitHub's answer. `unsupported` names what the fake, or GitHub's schema, does not have. */
export async function respond(operation: Operation, root: Root, failing?: FailingField): Promise<Carried> {
  const invalid = invalidIn(operation.document)
  if (invalid.length > 0)
    return { result: { errors: invalid.map(shapeOfInvalid) }, unsupported: invalid.map(({ message }) => message) }
  const { data, errors = [] } = await execute({
    schema: schema(),
    document: operation.document,
    rootValue: root,
    variableValues: operation.variables,
    operationName: operation.name === '(unnamed)' ? null : operation.name,
    contextValue: failing,
    fieldResolver: resolveField,
  })
  const unsupported = errors.filter((error) => !(error.originalError instanceof Refusal)).map(({ message }) => message)
  return { result: { data: data ?? null, ...(errors.length > 0 ? { errors: errors.map(shapeOf) } : {}) }, unsupported }
}

/** A field that a view lacks is a gap in the fake, and must not look like null from GitHub. */
const resolveField: GraphQLFieldResolver<unknown, FailingField | undefined> = (
  source,
  args,
  failing,
  { fieldName, parentType },
) => {
  if (failing?.name === `${parentType.name}.${fieldName}`)
    throw new Refusal(failing.error.type ?? null, failing.error.message)
  if (typeof source !== 'object' || source === null || !Object.hasOwn(source, fieldName))
    throw new Unsupported(`the fake GitHub does not play ${parentType.name}.${fieldName}`)
  const value: unknown = Reflect.get(source, fieldName)
  return typeof value === 'function' ? value(args) : value
}

function shapeOf({ originalError, path, locations, message }: GraphQLError): ErrorShape {
  const refusal = originalError instanceof Refusal ? originalError : null
  return {
    ...(refusal === null || refusal.type === null ? {} : { type: refusal.type }),
    ...(path === undefined ? {} : { path }),
    ...(refusal?.extensions === undefined ? {} : { extensions: refusal.extensions }),
    ...(locations === undefined ? {} : { locations }),
    message,
  }
}

function shapeOfInvalid({ locations, message }: GraphQLError): ErrorShape {
  const [, fieldName, typeName] = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message) ?? []
  const where = locations === undefined ? {} : { locations }
  if (fieldName === undefined || typeName === undefined)
    return { extensions: { code: 'invalidDocument' }, ...where, message }
  return {
    extensions: { code: 'undefinedField', typeName, fieldName },
    ...where,
    message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
  }
}
