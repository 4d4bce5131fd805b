import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { GENERATED_FOLDERS, generatedPages } from '../../scripts/docs/pages.ts'

const pages = [...generatedPages()]

describe('each generated page is up to date (npm run docs updates it)', () => {
  test.each(pages)('%s', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  test.each(GENERATED_FOLDERS)('%s holds no other files', (folder) => {
    const expected = pages.map(([path]) => path).filter((path) => path.startsWith(`${folder}/`))
    const found = readdirSync(folder).map((name) => `${folder}/${name}`)
    expect(found.sort()).toEqual(expected.sort())
  })
})

test('the package lists every man page', () => {
  const { man } = JSON.parse(readFileSync('package.json', 'utf8'))
  const expected = pages.map(([path]) => path).filter((path) => path.startsWith('docs/man/'))
  expect(man).toEqual(expected.map((path) => `./${path}`).sort())
})
