import { expect, test } from 'vitest'
import * as z from 'zod'
import { schemaMessage } from '../../src/text/schema-message.ts'

test.each<[string, z.ZodType, unknown, string]>([
  ['a missing value', z.string(), undefined, 'it is missing'],
  ['an empty text', z.string().min(1), '', 'it is empty'],
  ['an empty list', z.array(z.string()).min(1), [], 'the list is empty'],
  ['a text that is too long', z.string().max(2), 'abc', 'it has more than 2 characters'],
  ['a list that is too long', z.tuple([z.string()]), ['a', 'b'], 'the list has more than 1 item'],
  ['a number that is too large', z.number().max(2), 3, 'expected at most 2'],
  ['a number in place of text', z.string(), 1, 'expected text; put it in quotes'],
])('the message for %s', (_, schema, value, message) => {
  expect(schema.safeParse(value, { error: schemaMessage }).error?.issues[0]?.message).toBe(message)
})
