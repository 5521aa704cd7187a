// What the page asks of the program.

/** Refused for good: the same request would be refused again. */
export class Refused extends Error {
  /** @param {string} reason */
  constructor(reason) {
    super(reason)
    this.reason = reason
  }
}

const headers = { 'x-local-chat': '1' }

/** @param {string} path @param {Record<string, string | number>} [query] */
export async function get(path, query = {}) {
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))
  return answered(await fetch(`/local/api/${path}?${search}`, { cache: 'no-store' }))
}

/** @param {string} path @param {object} body */
export async function post(path, body) {
  return answered(
    await fetch(`/local/api/${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
}

async function answered(response) {
  if (response.ok) return response.json()
  const { error } = await response.json().catch(() => ({ error: 'later' }))
  if (response.status >= 400 && response.status < 500) throw new Refused(error)
  throw new Error('later')
}

/** @param {File} file @param {(part: number) => void} progress @param {AbortSignal} signal */
export function upload(file, progress, signal) {
  return new Promise((resolve, reject) => {
    const form = new FormData()
    form.append('file', file, file.name)
    const request = new XMLHttpRequest()
    request.open('POST', '/local/api/files')
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.responseType = 'json'
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0)
    request.onload = () => (request.status === 200 ? resolve(request.response) : reject(new Refused(request.response?.error ?? 'later')))
    request.onerror = () => reject(new Error('later'))
    request.onabort = () => reject(new Refused('dropped'))
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

export function newKey() {
  return crypto.randomUUID()
}
