import {
  type DocumentNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Shape } from '../../src/github/response.ts'

type Fields = { readonly [name: string]: Shape | { readonly optional: Shape } }

const SCALARS: Readonly<Record<string, Shape>> = {
  Boolean: 'boolean',
  Int: 'number',
  Float: 'number',
  DateTime: 'date',
  GitTimestamp: 'date',
}

/** Returns the shape of the data in the response to an operation. */
export function shapeOf(document: DocumentNode, schema: GraphQLSchema): Shape {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const root = operation && schema.getRootType(operation.operation)
  if (!operation || !root) throw new Error('a document needs an operation that the schema knows')
  return { fields: fieldsOf(root.name, operation.selectionSet) }

  function fieldsOf(typeName: string, { selections }: SelectionSetNode): Fields {
    return selections.map((selection) => fieldsOfSelection(typeName, selection)).reduce(merge, {})
  }

  function fieldsOfSelection(typeName: string, selection: SelectionNode): Fields {
    const isConditional = (selection.directives ?? []).length > 0
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value
      const field = { [name]: shapeOfField(typeName, selection.name.value, selection.selectionSet) }
      return isConditional ? optional(field) : field
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(selection.name.value)
    const on = fragment.typeCondition?.name.value ?? typeName
    const fields = fieldsOf(on, fragment.selectionSet)
    return isConditional || on !== typeName ? optional(fields) : fields
  }

  function fragmentOf(name: string) {
    const fragment = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    )
    if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) throw new Error(`no fragment ${name}`)
    return fragment
  }

  function shapeOfField(typeName: string, name: string, selectionSet: SelectionSetNode | undefined): Shape {
    const type = schema.getType(typeName)
    if (name === '__typename') return 'string'
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
    if (field === undefined) throw new Error(`the schema has no ${typeName}.${name}`)
    return shapeOfType(field.type, selectionSet)
  }

  function shapeOfType(type: GraphQLOutputType, selectionSet: SelectionSetNode | undefined): Shape {
    return isNonNullType(type)
      ? shapeOfNonNull(type.ofType, selectionSet)
      : { nullable: shapeOfNonNull(type, selectionSet) }
  }

  function shapeOfNonNull(type: GraphQLOutputType, selectionSet: SelectionSetNode | undefined): Shape {
    if (isListType(type)) return { list: shapeOfType(type.ofType, selectionSet) }
    const namedType = getNamedType(type)
    if (isCompositeType(namedType) && selectionSet !== undefined)
      return { fields: fieldsOf(namedType.name, selectionSet) }
    return isEnumType(namedType) ? 'string' : (SCALARS[namedType.name] ?? 'string')
  }
}

function optional(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, { optional: isOptional(field) ? field.optional : field }]),
  )
}

function isOptional(field: Fields[string]): field is { readonly optional: Shape } {
  return typeof field === 'object' && 'optional' in field
}

/** Merges two selections, because a query may select a field twice, with different parts of an object. */
function merge(one: Fields, other: Fields): Fields {
  const merged: Record<string, Fields[string]> = { ...one }
  for (const [name, field] of Object.entries(other)) {
    const existing = merged[name]
    if (existing === undefined) merged[name] = field
    else {
      const shape = mergeShapes(
        isOptional(existing) ? existing.optional : existing,
        isOptional(field) ? field.optional : field,
      )
      merged[name] = isOptional(existing) && isOptional(field) ? { optional: shape } : shape
    }
  }
  return merged
}

function mergeShapes(one: Shape, other: Shape): Shape {
  if (typeof one === 'string' || typeof other === 'string') return one
  if ('nullable' in one) return { nullable: mergeShapes(one.nullable, 'nullable' in other ? other.nullable : other) }
  if ('nullable' in other) return { nullable: mergeShapes(one, other.nullable) }
  if ('list' in one && 'list' in other) return { list: mergeShapes(one.list, other.list) }
  return 'fields' in one && 'fields' in other ? { fields: merge(one.fields, other.fields) } : one
}
