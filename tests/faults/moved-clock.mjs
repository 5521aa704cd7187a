// Loaded before the program: its clock runs as many milliseconds ahead as the file in MOVED_CLOCK says, from one moment to the next.
import { readFileSync } from 'node:fs'

const Real = Date
let ahead = 0
let looked = 0

function now() {
  const real = Real.now()
  if (Math.abs(real - looked) > 50) {
    looked = real
    ahead = Number(readFileSync(process.env.MOVED_CLOCK, 'utf8')) || ahead
  }
  return real + ahead
}

globalThis.Date = new Proxy(Real, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
  apply: () => new Real(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
})
