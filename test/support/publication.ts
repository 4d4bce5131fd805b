import type { Publication } from '../../src/publish/post-input.ts'

/** An issue with a title, a text, and the given fields. */
export function publicationWith(some: Partial<Publication> = {}): Publication {
  return {
    kind: 'issue',
    repo: 'example/protocol',
    title: 'The handshake stalls',
    body: 'After the first byte.',
    labels: [],
    assignees: [],
    projects: [],
    type: null,
    fromForm: { labels: [], assignees: [], type: null },
    milestone: null,
    category: null,
    parent: null,
    ...some,
  }
}
