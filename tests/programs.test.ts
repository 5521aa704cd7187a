/** The two programs as they are started by people: real processes, a real folder, and kill -9. */
import { execFile } from 'node:child_process'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { eventually } from './platforms/contract.ts'
import { millNeed } from './support/directory.ts'
import { temporaryFolder } from './support/folder.ts'
import { environment, start, tsx } from './support/program.ts'

const run = promisify(execFile)
const root = new URL('../', import.meta.url)

async function directory(folder: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const program = new URL('src/directory.ts', root).pathname
  try {
    const { stdout, stderr } = await run(process.execPath, ['--import', tsx, program, ...args], {
      cwd: folder,
      env: environment({ DATA_DIR: join(folder, 'data') }),
    })
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, err: stderr }
  }
}

type Entry = { id: number; body: { title?: string; text?: string; buttons?: { label: string; verb: string; id: string }[][] } }

/** Somebody at the local chat's own interface, as the page talks to it. */
function somebody(address: string, as: string) {
  let count = 0
  const post = async (path: string, body: object) => {
    const key = `${as}-${Date.now()}-${++count}`.slice(-60)
    const response = await fetch(`${address}/local/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-local-chat': '1' },
      body: JSON.stringify({ as, key, lang: 'zh', ...body }),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  }
  const entries = async () =>
    ((await (await fetch(`${address}/local/api/entries?chat=local:${as}`)).json()) as { entries: Entry[] }).entries
  return {
    entries,
    say: (text: string) => post('say', { place: 'private', text }),
    sees: (words: string) =>
      eventually(async () => {
        const all = JSON.stringify(await entries())
        if (!all.includes(words)) throw new Error(`does not see ${words} but ${all}`)
      }, 60_000),
    async press(verb: string) {
      for (const entry of (await entries()).reverse()) {
        const button = (entry.body.buttons ?? []).flat().find((one) => one.verb === verb)
        if (button) return post('press', { entry: entry.id, verb, id: button.id })
      }
      throw new Error(`no button ${verb}`)
    },
  }
}

test('killed with -9 right after each answer, the program loses nothing and says nothing twice', async () => {
  const folder = await temporaryFolder()
  const guest = 'g-mill0001'
  let program = await start(folder, { ADMIN_CODE: 'correct-horse-battery' })
  const again = async () => {
    await program.kill('SIGKILL')
    program = await start(folder, { ADMIN_CODE: 'correct-horse-battery' })
    return program.address()
  }
  const address = await program.address()
  const people = ((await (await fetch(`${address}/local/api/people`)).json()) as { people: { key: string; org: string; role: string }[] })
    .people
  expect(people).toHaveLength(180)
  const contact = people.find((person) => person.role === 'enterprise' && /印染|纺织/.test(person.org))?.key as string
  expect(contact).not.toBe(guest)
  await somebody(address, contact).say(millNeed)
  await somebody(address, contact).sees('需求草稿')
  const second = somebody(await again(), contact)
  await second.sees('需求草稿')
  await second.press('publish')
  await second.sees('2026-0001')
  const third = somebody(await again(), contact)
  await third.sees('2026-0001')
  const seen = (await third.entries()).filter((entry) => entry.body.title?.startsWith('2026-0001'))
  expect(seen).toHaveLength(1)
  const [code] = (await program.kill('SIGTERM')) as [number]
  expect(code).toBe(0)
}, 400_000)

test('a second program on the same folder is refused in one clear line, and the first goes on', async () => {
  const folder = await temporaryFolder()
  const first = await start(folder, { SAMPLE_DIRECTORY: 'off' })
  await first.address()
  const second = await start(folder, { SAMPLE_DIRECTORY: 'off' })
  const [code] = (await second.exited) as [number]
  expect(code).toBe(1)
  expect(second.err()).toContain(join(folder, 'data'))
  expect(
    second
      .err()
      .trim()
      .split('\n')
      .filter((line) => /^\s+at /.test(line)),
  ).toEqual([])
  expect((await fetch(await first.address())).status).toBe(200)
}, 400_000)

test('a malformed setting stops the start with one line that names it', async () => {
  const folder = await temporaryFolder()
  const program = await start(folder, { PORT: 'many' })
  const [code] = (await program.exited) as [number]
  expect([code, program.err().trim()]).toEqual([1, 'PORT must be a whole number from 0 to 65535'])
}, 400_000)

test('an office loads its own directory: mistakes are all named and write nothing; officers and managers get their codes; the sample goes with one command', async () => {
  const folder = await temporaryFolder()
  const own = join(folder, 'own')
  await cp(new URL('sample', root), own, { recursive: true })
  const experts = join(own, 'experts.json')
  const right = await readFile(experts, 'utf8')
  await writeFile(experts, right.replace(/"institute": "[^"]+"/, '"institute": "nowhere"'))
  const wrong = await directory(folder, 'load', own)
  expect(wrong.code).toBe(1)
  expect(wrong.err).toContain('nowhere')
  expect(wrong.err).not.toContain(' at ')
  await writeFile(experts, right)
  const loaded = await directory(folder, 'load', own)
  expect(loaded.err).toBe('')
  expect(loaded.out).toContain('experts: 100')
  expect(loaded.out.match(/: [0-9A-Z]{8}$/gm)).toHaveLength(20)
  expect(loaded.out).toMatch(/许文澜（江畔理工大学绿色化工研究院）: /)
  expect((await directory(folder, 'remove-sample')).out).toContain('experts: 0')
  expect((await directory(folder, 'bogus')).err).toContain('usage: npm run directory')
}, 400_000)

test('the holidays of a year are imported by command: mistakes are named and write nothing, a right file and a second one take effect', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, '2027.json')
  const names = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节']
  const year = {
    year: 2027,
    source: '国务院办公厅通知',
    off: names.map((name, i) => ({ name, from: `2027-0${i + 1}-01`, until: `2027-0${i + 1}-03` })),
    work: ['2027-01-09'],
  }
  await writeFile(file, JSON.stringify({ ...year, work: ['2027-01-08'] }))
  const wrong = await directory(folder, 'holidays', file)
  expect([wrong.code, wrong.out]).toEqual([1, ''])
  expect(wrong.err).toContain('节假日文件有误，没有导入')
  expect(wrong.err).toContain('2027-01-08')
  await writeFile(file, JSON.stringify(year))
  expect((await directory(folder, 'holidays', file)).out).toContain('2027: 7 holidays, 1 make-up days')
  await writeFile(
    file,
    JSON.stringify([
      { ...year, work: [] },
      { ...year, year: 2028, off: year.off.map((o) => ({ ...o, from: o.from.replace('2027', '2028'), until: undefined })), work: [] },
    ]),
  )
  expect((await directory(folder, 'holidays', file)).out).toBe('2027: 7 holidays, 0 make-up days\n2028: 7 holidays, 0 make-up days\n')
  expect((await directory(folder, 'holidays')).err).toContain('usage: npm run directory')
}, 400_000)
