// New and changed messages, as they come.

/** @typedef {{ onState(state: 'connecting' | 'open' | 'down'): void, onChange(change: object): void }} Listener */

/** Calls back until the function returned is called. After each `open` there may be something to catch up with. @param {Listener} listener */
export function listen(listener) {
  return typeof SharedWorker === 'function' ? overWorker(listener) : direct(listener)
}

function overWorker({ onState, onChange }) {
  const { port } = new SharedWorker('/local/web/js/live-worker.js', { name: 'local-chat' })
  const leave = () => port.postMessage('bye')
  port.onmessage = ({ data }) => {
    if (data.state) onState(data.state)
    else onChange(data.change)
  }
  window.addEventListener('pagehide', leave)
  return () => {
    leave()
    port.close()
    window.removeEventListener('pagehide', leave)
  }
}

function direct({ onState, onChange }) {
  let closed = false
  let source
  const connect = () => {
    if (closed) return
    source = new EventSource('/local/api/stream')
    source.onopen = () => onState('open')
    source.onmessage = (event) => onChange(JSON.parse(event.data))
    source.onerror = () => {
      onState('down')
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000)
    }
  }
  connect()
  return () => {
    closed = true
    source.close()
  }
}
