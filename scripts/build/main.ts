import { writeFileSync } from 'node:fs'
import { buildProgram } from './build.ts'
import { notices } from './notices.ts'

const chunks = await buildProgram('dist')
writeFileSync('THIRD-PARTY-NOTICES.txt', notices(chunks.flatMap(({ moduleIds }) => moduleIds)))
