import { expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { posting } from '../../support/posting.ts'

test('prints the page if no browser can be opened', async () => {
  const { go } = posting({ browser: 'none' })
  const { exitCode, stdout, stderr } = await go('issue', 'open', 'd.md', '--web')
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^https:\/\/github\.com\/example\/protocol\/issues\/new\?template=/)
  expect(stderr).toContain('Open the page yourself')
})

test('opens the page of the category, with its slug on GitHub and the person as assignee', async () => {
  const draft = `---\nkind: discussion\nrepo: ${REPO}\ntitle: How do I split a reply?\ncategory: Q&A\naiDisclosure: none\n---\nI would like to know.\n`
  const { go } = posting({
    files: { 'd.md': draft },
    repository: { categories: [{ name: 'Q&A', slug: 'questions' }] },
  })
  expect((await go('discussion', 'open', 'd.md', '--web')).stdout).toContain('/discussions/new?category=questions&')
  const mine = posting()
  expect((await mine.go('issue', 'open', 'd.md', '--web', '-a', '@me')).stdout).toContain('&assignees=newcomer')
})
