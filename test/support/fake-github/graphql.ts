import {
  type DocumentNode,
  execute,
  type FieldNode,
  type GraphQLError,
  type GraphQLFieldResolver,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql'
import { Refusal, Unsupported } from './refusal.ts'
import { schemaOf } from './schema.ts'

/** A parsed operation that can be logged, and matched with a fault, before it is executed. */
export type Operation = {
  readonly name: string
  readonly kind: 'query' | 'mutation'
  /** The fields at the root, and the names of the fields that each of them selects. */
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
/** A field, such as `Repository.milestones`, that fails in this request. */
export type FailingField = { readonly name: string; readonly error: ErrorShape }
export type Execution = { readonly result: Result; readonly unsupported: readonly string[] }

/** Parses the body of a request; null if it contains no GraphQL operation. */
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

/** The parsed documents by their text, so that each distinct text is parsed only once. */
const documents = new Map<string, DocumentNode | null>()
/** The validation errors of each document, for the current schema and for that of an older server. */
const errorsOf = {
  current: new WeakMap<DocumentNode, readonly GraphQLError[]>(),
  older: new WeakMap<DocumentNode, readonly GraphQLError[]>(),
}

function tryParse(text: string): DocumentNode | null {
  const cached = documents.get(text)
  if (cached !== undefined) return cached
  const document = parseOrNull(text)
  documents.set(text, document)
  return document
}

function parseOrNull(text: string): DocumentNode | null {
  try {
    return parse(text)
  } catch {
    return null
  }
}

function validationErrors(document: DocumentNode, knowsIssueTypes: boolean): readonly GraphQLError[] {
  const cache = knowsIssueTypes ? errorsOf.current : errorsOf.older
  const errors = cache.get(document) ?? validate(schemaOf(knowsIssueTypes), document)
  cache.set(document, errors)
  return errors
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

export type ServerOptions = {
  readonly root: Readonly<Record<string, unknown>>
  /** False for an older server. A request for issue types then does not count as unsupported by the fake. */
  readonly knowsIssueTypes: boolean
  readonly failing: FailingField | undefined
}

/** GitHub's response. `unsupported` lists what the fake or GitHub's schema lacks. */
export async function respond(operation: Operation, server: ServerOptions): Promise<Execution> {
  const invalid = validationErrors(operation.document, server.knowsIssueTypes)
  if (invalid.length > 0) {
    const unsupported = validationErrors(operation.document, true).map(({ message }) => message)
    return { result: { errors: invalid.map(shapeOfInvalid) }, unsupported }
  }
  const { data, errors = [] } = await execute({
    schema: schemaOf(server.knowsIssueTypes),
    document: operation.document,
    rootValue: server.root,
    variableValues: operation.variables,
    operationName: operation.name === '(unnamed)' ? null : operation.name,
    contextValue: server.failing,
    fieldResolver: resolveField,
  })
  const isGap = (error: GraphQLError) =>
    !(error.originalError instanceof Refusal) && (server.knowsIssueTypes || undefinedInputIn(error) === null)
  const unsupported = errors.filter(isGap).map(({ message }) => message)
  // A variable of the wrong type is refused before anything is executed, so there is no data.
  const result = {
    ...(data === undefined ? {} : { data }),
    ...(errors.length > 0 ? { errors: errors.map(shapeOf) } : {}),
  }
  return { result, unsupported }
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
    throw new Unsupported(`the fake GitHub does not support ${parentType.name}.${fieldName}`)
  const value: unknown = Reflect.get(source, fieldName)
  return typeof value === 'function' ? value(args) : value
}

function undefinedInputIn({ message }: GraphQLError): { readonly field: string; readonly type: string } | null {
  const [, field, type] = /; Field "(\w+)" is not defined by type "(\w+)"/.exec(message) ?? []
  return field === undefined || type === undefined ? null : { field, type }
}

function shapeOf(error: GraphQLError): ErrorShape {
  const { originalError, path, locations, message } = error
  const input = undefinedInputIn(error)
  if (input !== null) return shapeOfUndefinedInput(input)
  const refusal = originalError instanceof Refusal ? originalError : null
  return {
    ...(refusal === null || refusal.type === null ? {} : { type: refusal.type }),
    ...(path === undefined ? {} : { path }),
    ...(refusal?.extensions === undefined ? {} : { extensions: refusal.extensions }),
    ...(locations === undefined ? {} : { locations }),
    message,
  }
}

function shapeOfUndefinedInput({ field, type }: { readonly field: string; readonly type: string }): ErrorShape {
  const explanation = `Field is not defined on ${type}`
  return {
    extensions: { problems: [{ path: [field], explanation }] },
    message: `Variable $input of type ${type}! was provided invalid value for ${field} (${explanation})`,
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
