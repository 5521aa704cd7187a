/** A real Chromium for tests of the page; Debian's package serves. */
import { accessSync, constants } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Says in a test's name why it is skipped. */
export const noBrowser = 'no Chromium here: install the package chromium, or name one in CHROMIUM_PATH'

/** undefined where no browser is installed. */
export function browserPath(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  return (named ? [named] : places).find(isExecutable)
}

/** undefined where no browser is installed; a browser that is there and does not start is an error. */
export async function launchBrowser(): Promise<Browser | undefined> {
  const executablePath = browserPath()
  if (!executablePath) return undefined
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
