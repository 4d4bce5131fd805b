import { checkPolicy } from './policy.ts'

/** `npm run test:corpus -- DIR`: holds the project against real documents of others, which are not part of it. */
function corpus(folder: string | undefined): void {
  if (folder === undefined) throw new Error('say where the documents are: npm run test:corpus -- DIR')
  const faults = checkPolicy(folder)
  for (const fault of faults) console.log(`  ${fault}`)
  console.log(`policy against its sources: ${faults.length === 0 ? 'agrees' : `${faults.length} differences`}`)
  if (faults.length > 0) process.exitCode = 1
}

corpus(process.argv[2])
