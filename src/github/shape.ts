/** What an operation asks for, so that a response of another shape is found where it enters. `date`: a time as a string. */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | { readonly nullable: Shape }
  | { readonly list: Shape }
  | { readonly fields: Readonly<Record<string, Field>> }

/** `optional`: only some responses have it, because it belongs to one kind of object or to a condition of the operation. */
type Field = Shape | { readonly optional: Shape }

/** Whether a value has all that an operation asks for. The depth of the shape bounds the work, not that of the value. */
export function hasShape(value: unknown, shape: Shape): boolean {
  if (typeof shape === 'string')
    return shape === 'date' ? typeof value === 'string' && !Number.isNaN(Date.parse(value)) : typeof value === shape
  if ('nullable' in shape) return value === null || hasShape(value, shape.nullable)
  if ('list' in shape) return Array.isArray(value) && value.every((item) => hasShape(item, shape.list))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const found = new Map<string, unknown>(Object.entries(value))
  return Object.entries(shape.fields).every(([name, field]) => {
    if (typeof field === 'object' && 'optional' in field)
      return !found.has(name) || hasShape(found.get(name), field.optional)
    return found.has(name) && hasShape(found.get(name), field)
  })
}
