import { describe, expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { DRAFT, setUpPosting } from '../../support/posting.ts'

describe('a draft that somebody edits while it is being posted', () => {
  const EDITED = DRAFT.replace('Split the reply', 'Split the second reply')

  test('keeps an edit made before the post is sent, and is not posted', async () => {
    const { run, posts } = setUpPosting({
      person: [{ ask: `Post it to ${REPO}?`, pick: 'Post it', meanwhile: (disk) => disk.set('d.md', EDITED) }],
    })
    const { exitCode, stderr, files } = await run('issue', 'open', 'd.md')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('d.md: the file was changed by another program')
    expect(files['d.md']).toBe(EDITED)
    expect(posts()).toEqual([])
  })

  test('keeps an edit made after the post was sent, and gets the address', async () => {
    const { run, posts } = setUpPosting({ onSent: (disk) => disk.set('d.md', EDITED) })
    const { exitCode, files } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode).toBe(0)
    expect(files['d.md']).toContain('Split the second reply')
    expect(files['d.md']).toContain(`url: https://github.com/${REPO}/issues/1`)
    expect(posts()).toHaveLength(1)
  })

  test('is not touched if another text replaced it after the post was sent, and the address is printed', async () => {
    const { run } = setUpPosting({ onSent: (disk) => disk.set('d.md', 'no draft') })
    const { exitCode, stdout, stderr, files } = await run('issue', 'open', 'd.md', '--yes')
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: `https://github.com/${REPO}/issues/1\n` })
    expect(stderr).toContain('posted, but the draft file could not be updated')
    expect(files['d.md']).toBe('no draft')
  })
})
