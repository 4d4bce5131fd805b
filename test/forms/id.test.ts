import { describe, expect, test } from 'vitest'
import { idFromLabel } from '../../src/forms/schema.ts'

describe('a label gives the same id as on GitHub', () => {
  test.each([
    ['What happened?', 'what-happened'],
    ['  A -- B  ', 'a-b'],
    ['snake_case stays', 'snake_case-stays'],
    ['Größe & Œuvre', 'grosse-oeuvre'],
    ['¿Qué sucede?', 'que-sucede'],
    ['Łódź', 'lodz'],
    ['🐛 Bug 2', 'bug-2'],
    ['重现步骤', ''],
    ['-', ''],
  ])('"%s" gives "%s"', (label, id) => {
    expect(idFromLabel(label)).toBe(id)
  })
})
