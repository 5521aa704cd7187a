// One stream for all tabs of this browser: a browser opens at most six connections to one address, and
// several tabs are several people here.

/** @type {Set<MessagePort>} */
const ports = new Set()
let state = 'connecting'

function tell(message) {
  for (const port of ports) port.postMessage(message)
}

function connect() {
  const source = new EventSource('/local/api/stream')
  source.onopen = () => {
    state = 'open'
    tell({ state })
  }
  source.onmessage = (event) => tell({ change: JSON.parse(event.data) })
  source.onerror = () => {
    state = 'down'
    tell({ state })
    // after an answer that is no stream the browser does not try again by itself
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000)
  }
}

self.onconnect = ({ ports: [port] }) => {
  ports.add(port)
  port.onmessage = ({ data }) => {
    if (data === 'bye') ports.delete(port)
  }
  port.postMessage({ state })
}

connect()
