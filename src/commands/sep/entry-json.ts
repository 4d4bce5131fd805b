import type { SepEntry } from '../../seps/entry.ts'
import type { Person } from '../../seps/people.ts'

/** A SEP as JSON has it. Fields are only ever added. */
export function entryJson(entry: SepEntry) {
  const { number, title, stage, type, authors, sponsors, group, created, pullRequest, where, file } = entry
  return {
    number,
    title,
    status: stage,
    type,
    authors: authors.map(personJson),
    sponsors: sponsors.map(personJson),
    group,
    created,
    updated: pullRequest?.updatedAt.toISOString() ?? null,
    where,
    path: file.path,
    url: file.url,
    draft: pullRequest?.isDraft ?? null,
    pullRequest: pullRequest === null ? null : { number: pullRequest.number, url: pullRequest.url },
    fileStatus: entry.fileStatus,
    labelStatuses: entry.labelStatuses,
    disagrees: entry.disagrees,
  }
}

function personJson({ name, login }: Person) {
  return { name, login }
}
