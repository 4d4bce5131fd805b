import { checkForms } from './forms.ts'
import { checkPolicy } from './policy.ts'

/** `npm run test:corpus -- DIR`: holds the project against real documents of others, which are not part of it. */
function corpus(folder: string | undefined): void {
  if (folder === undefined) throw new Error('say where the documents are: npm run test:corpus -- DIR')
  report('policy against its sources', checkPolicy(folder))
  report('forms, filled in and read back', checkForms(folder))
}

function report(what: string, faults: readonly string[]): void {
  for (const fault of faults) console.log(`  ${fault}`)
  console.log(`${what}: ${faults.length === 0 ? 'as it should be' : `${faults.length} faults`}`)
  if (faults.length > 0) process.exitCode = 1
}

corpus(process.argv[2])
