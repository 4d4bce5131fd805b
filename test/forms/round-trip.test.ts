import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBody, renderForm } from '../../src/forms/body.ts'
import { tidyValues } from '../../src/forms/form.ts'
import { cases } from '../support/cases.ts'
import { filledForm } from '../support/forms.ts'

describe('reading a rendered body gives the values that it was rendered from', () => {
  test('for any form and any values', () => {
    fc.assert(
      fc.property(filledForm, ({ form, values }) => {
        expect(readBody(form, renderForm(form, values))).toEqual(tidyValues(form, values))
      }),
      cases(10_000, 300),
    )
  })
})
