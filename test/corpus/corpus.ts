import { checkForms } from './forms.ts'
import { checkPolicyAgainstSources } from './policy.ts'
import { checkPolicyCheck } from './policy-check.ts'
import { checkSepLint } from './sep-lint.ts'
import { checkSeps } from './seps.ts'

/**
 * `npm run test:corpus -- DIR`: tests the project with real documents by other people, which are not part of this repository.
 * `--update` rewrites the tables of what `sep lint` and `policy check` find in them, and the record of the policy's sources.
 */
async function testCorpus(folder: string | undefined, update: boolean): Promise<void> {
  if (folder === undefined) throw new Error('name the folder that contains the documents: npm run test:corpus -- DIR')
  report('policy against its sources', checkPolicyAgainstSources(folder))
  report('policy check on newer documents', await checkPolicyCheck(folder, update))
  report('sep lint on real SEPs', checkSepLint(folder, update))
  report('forms, filled in and read back', checkForms(folder))
  report('SEPs, read, printed and edited', checkSeps(folder))
}

function report(check: string, faults: readonly string[]): void {
  for (const fault of faults) console.log(`  ${fault}`)
  console.log(`${check}: ${faults.length === 1 ? '1 fault' : `${faults.length || 'no'} faults`}`)
  if (faults.length > 0) process.exitCode = 1
}

await testCorpus(process.argv[2], process.argv.includes('--update'))
