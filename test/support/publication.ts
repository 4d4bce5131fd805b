import type { Publication } from '../../src/publish/publication.ts'

/** An issue with nothing but a title and a text, but for what a test gives. */
export function publicationWith(some: Partial<Publication> = {}): Publication {
  return {
    kind: 'issue',
    repo: 'example/protocol',
    title: 'The handshake stalls',
    body: 'After the first byte.',
    labels: [],
    assignees: [],
    projects: [],
    fromForm: { labels: [], assignees: [] },
    milestone: null,
    category: null,
    parent: null,
    ...some,
  }
}
