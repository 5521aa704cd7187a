import { Worker } from 'node:worker_threads'
import { EmbeddingError } from './embedder.ts'

/**
 * What an office adds for local models; neither needs an install script or a download at run time. Absent they are only where the
 * devDependencies were left out; without --save-prod npm would leave these two out again.
 */
const addPackages = 'npm install --omit=dev --save-prod --save-exact onnxruntime-web@1.30.0 @huggingface/tokenizers@0.2.0'

/** A feed of shape [1, length]. */
export type Feed = { name: string; type: string; data: BigInt64Array | Int32Array }
export type Output = { values: Float32Array; dims: number[] }

export type Session = {
  inputs: { name: string; type: string }[]
  outputs: string[]
  /** Throws EmbeddingError; the session is over then. */
  run(feeds: Feed[], output: string): Promise<Output>
}

type FromWorker =
  | { kind: 'ready'; inputs: Session['inputs']; outputs: string[] }
  | { kind: 'failed'; missing: boolean; why: string }
  | ({ kind: 'answer'; id: number } & Output)
  | { kind: 'broken'; why: string }

/**
 * Loads a model in a thread of its own, which keeps the program alive only while somebody waits for it. `onEnd` is called once,
 * when the session is over or could not be opened. Throws EmbeddingError.
 */
export function openSession(modelFile: string, onEnd: () => void): Promise<Session> {
  const worker = new Worker(new URL('./onnx-worker.mjs', import.meta.url), { workerData: { modelFile }, execArgv: [] })
  const opened = createQuestions<Session>(worker)
  const runs = createQuestions<Output>(worker)
  let last = 0
  const run: Session['run'] = (feeds, output) => {
    last += 1
    return runs.ask(last, { feeds, output })
  }
  function end(what: string | EmbeddingError): void {
    const error = typeof what === 'string' ? new EmbeddingError(`${modelFile} ${oneLine(what)}`) : what
    if (!opened.end(error) || !runs.end(error)) return
    void worker.terminate()
    onEnd()
  }
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'ready') opened.answer(0, { inputs: message.inputs, outputs: message.outputs, run })
    else if (message.kind === 'answer') runs.answer(message.id, { values: message.values, dims: message.dims })
    else if (message.kind === 'broken') end(`failed: ${message.why}`)
    else end(message.missing ? packagesMissing() : `cannot be loaded: ${message.why}`)
  })
  worker.on('error', (error) => end(`failed: ${error.message}`))
  worker.on('exit', () => end('failed: its thread ended'))
  return opened.ask(0)
}

/** Questions to a thread, each answered by its id, or all ended by an error that further ones get too. */
function createQuestions<T>(worker: Worker) {
  const open = new Map<number, { resolve(answer: T): void; reject(error: EmbeddingError): void }>()
  let ended: EmbeddingError | undefined
  return {
    ask(id: number, request?: object): Promise<T> {
      if (ended) return Promise.reject(ended)
      worker.ref()
      if (request) worker.postMessage({ id, ...request })
      return new Promise((resolve, reject) => open.set(id, { resolve, reject }))
    },
    answer(id: number, answer: T): void {
      open.get(id)?.resolve(answer)
      open.delete(id)
      if (open.size === 0) worker.unref()
    },
    /** false where they had ended before. */
    end(error: EmbeddingError): boolean {
      if (ended) return false
      ended = error
      for (const { reject } of open.values()) reject(error)
      open.clear()
      return true
    },
  }
}

export function packagesMissing(): EmbeddingError {
  return new EmbeddingError(`a local model needs two packages; add them with: ${addPackages}`)
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200)
}
