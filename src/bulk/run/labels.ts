import type { Named } from '../../github/github.ts'
import { isSame } from '../../publish/resolve.ts'
import { journaled } from './journaled.ts'
import type { Ready, RowPlace } from './ready.ts'
import type { Running } from './running.ts'

/** Makes the labels of a row that its repository lacks, each once in a run. @throws GitHubFailure, Stopped */
export async function makeLabels(running: Running, { place, newLabels }: Ready): Promise<void> {
  for (const name of newLabels) {
    if (place.offered().labels.some((label) => isSame(label.name, name))) continue
    place.addLabel(await makeLabel(running, place, name))
  }
}

function makeLabel(running: Running, { id, repo }: RowPlace, name: string): Promise<Named> {
  const { github } = running
  const about = {
    key: `label:${name}@${repo}`,
    act: 'label',
    row: name,
    repo,
    kind: 'issue',
    marker: running.newId(),
  } as const
  return journaled(running, {
    about,
    send: () => github.createLabel({ id, repo }, name),
    lookUp: async () => (await github.target(repo)).labels.find((label) => isSame(label.name, name)) ?? null,
  })
}
