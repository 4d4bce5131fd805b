import type { Client } from './client.ts'
import { created } from './created.ts'
import type { Named, Target } from './github.ts'
import type { WriteResult } from './send-once.ts'
import { CreateLabel } from './operations.ts'

/** GitHub's own grey: a label needs a colour, and nobody has chosen one. */
const COLOUR = 'ededed'

export async function createLabel(
  client: Client,
  { id, repo }: Pick<Target, 'id' | 'repo'>,
  name: string,
): Promise<WriteResult<Named>> {
  const sent = await client.write(CreateLabel, { input: { repositoryId: id, name, color: COLOUR } }, repo)
  return created(sent, repo, ({ createLabel }) => createLabel?.label ?? null)
}
