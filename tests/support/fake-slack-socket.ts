/** The server's end of a WebSocket (RFC 6455), as much of it as Socket Mode needs: text, ping and close, no fragments. */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

export type ServerSocket = {
  send(text: string): void
  /** Says goodbye properly. */
  close(): void
  /** The cable is cut. */
  destroy(): void
  readonly open: boolean
}

export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  on: { message(text: string): void; closed(): void },
): ServerSocket {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
  const accept = createHash('sha1').update(key).digest('base64')
  const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${accept}`]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  let open = true
  let rest: Buffer = Buffer.alloc(0)
  const write = (opcode: number, payload: Buffer): void => {
    if (socket.writable) socket.write(frame(opcode, payload))
  }
  const end = (): void => {
    if (!open) return
    open = false
    on.closed()
  }
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let next = unframe(rest); next; next = unframe(rest)) {
      rest = rest.subarray(next.size)
      if (next.opcode === 1) on.message(next.payload.toString('utf8'))
      if (next.opcode === 9) write(10, next.payload)
      if (next.opcode === 8) {
        if (open) write(8, next.payload)
        end()
        socket.end()
      }
    }
  })
  socket.on('error', end)
  socket.on('close', end)
  return {
    send: (text) => write(1, Buffer.from(text)),
    close: () => write(8, Buffer.from([0x03, 0xe8])),
    destroy: () => socket.destroy(),
    get open() {
      return open
    },
  }
}

function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload
  const head = length < 126 ? Buffer.alloc(2) : length < 65_536 ? Buffer.alloc(4) : Buffer.alloc(10)
  head[0] = 0x80 | opcode
  if (length < 126) head[1] = length
  else if (length < 65_536) {
    head[1] = 126
    head.writeUInt16BE(length, 2)
  } else {
    head[1] = 127
    head.writeBigUInt64BE(BigInt(length), 2)
  }
  return Buffer.concat([head, payload])
}

function unframe(data: Buffer): { opcode: number; payload: Buffer; size: number } | undefined {
  if (data.length < 2) return undefined
  const short = data[1]! & 0x7f
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0
  if (data.length < 2 + lengthBytes + 4) return undefined
  const length = short === 126 ? data.readUInt16BE(2) : short === 127 ? Number(data.readBigUInt64BE(2)) : short
  const start = 2 + lengthBytes + 4
  if (data.length < start + length) return undefined
  const mask = data.subarray(start - 4, start)
  const payload = Buffer.from(data.subarray(start, start + length).map((byte, at) => byte ^ mask[at % 4]!))
  return { opcode: data[0]! & 0x0f, payload, size: start + length }
}
