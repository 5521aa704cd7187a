// Runs a model in a thread of its own, so that the program answers meanwhile. Plain JavaScript, since Node 20 starts no thread from
// TypeScript; what it is told and answers is typed in onnx-session.ts.
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'

try {
  const { InferenceSession, Tensor, env } = await import('onnxruntime-web')
  // its threads spin while they wait, which would take the other cores from the program
  env.wasm.numThreads = 1
  env.logLevel = 'fatal'
  const session = await InferenceSession.create(await readFile(workerData.modelFile), { logSeverityLevel: 4 })
  const inputs = session.inputMetadata.map(({ name, type }) => ({ name, type }))
  let queue = Promise.resolve()
  parentPort.on('message', (request) => {
    queue = queue.then(() => answer(session, Tensor, request))
  })
  parentPort.postMessage({ kind: 'ready', inputs, outputs: session.outputNames })
} catch (error) {
  parentPort.postMessage({ kind: 'failed', missing: error.code === 'ERR_MODULE_NOT_FOUND', why: error.message })
}

async function answer(session, Tensor, { id, feeds, output }) {
  try {
    const tensors = feeds.map(({ name, type, data }) => [name, new Tensor(type, data, [1, data.length])])
    const { [output]: tensor } = await session.run(Object.fromEntries(tensors), [output], { logSeverityLevel: 4 })
    if (tensor.type !== 'float32') throw new Error(`its output is ${tensor.type} instead of float32`)
    parentPort.postMessage({ kind: 'answer', id, values: tensor.data, dims: [...tensor.dims] }, [tensor.data.buffer])
  } catch (error) {
    parentPort.postMessage({ kind: 'broken', id, why: error.message })
  }
}
