import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { type TrainInOrder, type TrainingOrder, type TrainingSet, trainInOrder } from './train-in-order.ts'

type Task = { readonly set: TrainingSet; readonly order: TrainingOrder }

/** Node does not pass the loader for TypeScript on to threads, so each thread registers it. */
const LOADER = `import('tsx/esm/api').then(({ register }) => { register(); return import('${import.meta.url}') })`

/** Like `trainInOrder`, in a thread of its own, which runs this file. */
export const trainInThread: TrainInOrder = (set, order) =>
  new Promise((resolve, reject) => {
    const task: Task = { set, order }
    const worker = new Worker(LOADER, { eval: true, workerData: task })
    worker.once('message', resolve)
    worker.once('error', reject)
  })

function runTask({ set, order }: Task): void {
  const weights = trainInOrder(set, order)
  parentPort?.postMessage(weights, [weights.buffer as ArrayBuffer])
}

if (!isMainThread) runTask(workerData)
