import { checkForms } from './forms.ts'
import { checkPolicy } from './policy.ts'
import { checkPolicyCheck } from './policy-check.ts'
import { checkSepLint } from './sep-lint.ts'
import { checkSeps } from './seps.ts'

/**
 * `npm run test:corpus -- DIR`: holds the project against real documents of others, which are not part of it.
 * `--update` writes what sep lint and policy check find in them into their tables, and the record of the policy.
 */
async function corpus(folder: string | undefined, update: boolean): Promise<void> {
  if (folder === undefined) throw new Error('say where the documents are: npm run test:corpus -- DIR')
  report('policy against its sources', checkPolicy(folder))
  report('policy check on newer documents', await checkPolicyCheck(folder, update))
  report('sep lint on real SEPs', checkSepLint(folder, update))
  report('forms, filled in and read back', checkForms(folder))
  report('SEPs, read, printed and edited', checkSeps(folder))
}

function report(what: string, faults: readonly string[]): void {
  for (const fault of faults) console.log(`  ${fault}`)
  console.log(`${what}: ${faults.length === 0 ? 'as it should be' : `${faults.length} faults`}`)
  if (faults.length > 0) process.exitCode = 1
}

await corpus(process.argv[2], process.argv.includes('--update'))
