/** What the doctor looks at beside the platforms: the machine, the database, the settings. */
import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { clockAgainst, type Finding, ok, warning, wrong } from './bot/finding.ts'
import { type Config, isLoopback } from './config.ts'
import { lateMs } from './domain/alarms.ts'
import { isoDayAt } from './domain/calendar/days.ts'
import type { Tx } from './domain/store.ts'
import { calendarOf } from './domain/use-cases/clocks/calendar-of.ts'
import { leastFreeBytes, type Machine, oldBackupMs } from './operating/machine.ts'
import { createStore } from './store/index.ts'
import { contentsOf, type DatabaseFacts, type Inspected } from './store/inspect.ts'

const gigabyte = 1024 ** 3
const dayMs = 86_400_000

export async function checkMachine(config: Config, machine: Machine, now: Date): Promise<Finding[]> {
  const found: Finding[] = [await writable(config.dataDir)]
  const disk = await machine.disk()
  if (disk) {
    const free = `${(disk.free / gigabyte).toFixed(1)} GB`
    found.push(
      disk.free < leastFreeBytes
        ? wrong(
            [`数据所在磁盘只剩 ${free}`, `Only ${free} are left on the disk with the data`],
            ['清理磁盘，或把旧备份移走；写满后程序会停', 'Make room or move old backups; when it is full the program stops'],
          )
        : ok(`磁盘剩余 ${free}`, `${free} of disk are free`),
    )
  }
  const backup = await machine.backup()
  const age = backup ? now.getTime() - backup.getTime() : 0
  const days = Math.floor(age / dayMs)
  if (backup && age < oldBackupMs) found.push(ok('最近两天内有备份', 'There is a backup of the last two days'))
  else if (backup)
    found.push(
      warning(
        [`最近一次备份是 ${days} 天前`, `The last backup is ${days} days old`],
        [
          '看日志里备份为什么停了；说明见 docs/operating.md 的 Backup and restore',
          'See in the log why backups stopped; docs/operating.md, Backup and restore',
        ],
      ),
    )
  else
    found.push(
      warning(
        ['数据目录里还没有备份', 'There is no backup beside the data yet'],
        config.databaseUrl
          ? ['请确认 PostgreSQL 另有定期备份', 'Make sure that PostgreSQL is backed up elsewhere']
          : ['按 docs/operating.md 的 Backup and restore 做一次', 'Make one: docs/operating.md, Backup and restore'],
      ),
    )
  return found
}

async function writable(folder: string): Promise<Finding> {
  const whole = resolve(folder)
  const file = join(whole, `.doctor-${randomBytes(4).toString('hex')}`)
  try {
    await mkdir(whole, { recursive: true })
    await writeFile(file, '')
    await rm(file)
    return ok(`数据目录可写（${whole}）`, `DATA_DIR can be written (${whole})`)
  } catch (error) {
    const { code } = error as { code?: string }
    return wrong(
      [`数据目录写不进去（${whole}：${code}）`, `DATA_DIR can't be written (${whole}: ${code})`],
      ['把目录的所有者改成运行程序的用户，或改 DATA_DIR', 'Give the folder to the user the program runs as, or set another DATA_DIR'],
    )
  }
}

export function checkSettings(config: Config): Finding[] {
  const { webAddress } = config
  if (webAddress?.startsWith('https:')) return [ok(`网页地址用 https（${webAddress}）`, `The web address is https (${webAddress})`)]
  if (webAddress && !isLoopback(new URL(webAddress).hostname))
    return [
      warning(
        [`网页地址不是 https（${webAddress}）`, `The web address is not https (${webAddress})`],
        [
          '在前面放一个带证书的反向代理，WEB_ADDRESS 改成 https://…',
          'Put a proxy with a certificate in front, and set WEB_ADDRESS to https://…',
        ],
      ),
    ]
  return [
    warning(
      ['没有设置 WEB_ADDRESS，网页工作台只能在这台电脑上打开', 'WEB_ADDRESS is not set: the web page opens on this computer only'],
      [
        '要给别的电脑用，放一个带证书的反向代理并设置 WEB_ADDRESS',
        'For other computers put a proxy with a certificate in front and set WEB_ADDRESS',
      ],
    ),
  ]
}

/** Where it can't be opened because the program runs, the program itself is asked. */
export async function checkDatabase(config: Config, inspected: Inspected, now: Date): Promise<{ findings: Finding[]; groups: string[] }> {
  const none = (...findings: Finding[]) => ({ findings, groups: [] })
  switch (inspected.kind) {
    case 'none':
      return none(ok('还没有数据库，第一次启动时会建好', 'There is no database yet; the first start makes it'))
    case 'locked':
      return none(
        ok(
          '内置数据库正由运行中的程序使用，这是正常的；要查库内情况请先停程序',
          'The embedded database is in use by the running program, as it should be; what is in it can be checked when the program is stopped',
        ),
        await asked(config),
      )
    case 'unreached':
      return none(
        wrong(
          [`数据库打不开：${inspected.why}`, `The database can't be opened: ${inspected.why}`],
          config.databaseUrl
            ? ['检查 DATABASE_URL，以及数据库服务器是否在运行', 'See to DATABASE_URL, and that the server is up']
            : ['检查数据目录的权限；打不开就从备份恢复', 'See to the rights of the folder; if it stays so, restore a backup'],
        ),
      )
    case 'open': {
      const findings = factsFound(inspected.facts)
      if (config.databaseUrl) findings.push(...clockAgainst(...inTheirWords(inspected.facts.now, now)))
      if (inspected.facts.pending.length > 0 || inspected.facts.unknown.length > 0) return { findings, groups: [] }
      const contents = await contentsOf(inspected.prisma, now)
      const store = createStore(inspected.prisma, () => now)
      const inside = await store.transaction((tx) => insides(tx, config, now))
      return { findings: [...findings, ...traces(contents), ...inside], groups: contents.groups }
    }
  }
}

function inTheirWords(theirs: Date, now: Date): Parameters<typeof clockAgainst> {
  return ['PostgreSQL', theirs.toISOString(), now]
}

function factsFound({ version, pending, unknown, mayWrite, bytes }: DatabaseFacts): Finding[] {
  const found: Finding[] = []
  const size = `${(bytes / 1024 ** 2).toFixed(0)} MB`
  found.push(ok(`数据库可用（PostgreSQL ${version}，${size}）`, `The database answers (PostgreSQL ${version}, ${size})`))
  if (!mayWrite)
    found.push(
      wrong(
        ['数据库用户不能建表，升级会失败', 'The database user may make no tables, so that upgrades fail'],
        ['以数据库所有者执行：GRANT ALL ON SCHEMA public TO "用户名"', 'As the owner: GRANT ALL ON SCHEMA public TO "user"'],
      ),
    )
  if (unknown.length > 0)
    found.push(
      wrong(
        [`数据库被更新的版本用过（${unknown.at(-1)}）`, `A newer version has used the database (${unknown.at(-1)})`],
        ['装回那个版本，或恢复升级前的备份', 'Install that version, or restore the backup made before the upgrade'],
      ),
    )
  if (pending.length > 0)
    found.push(
      warning(
        [`数据库还差 ${pending.length} 步升级`, `The database lacks ${pending.length} migrations`],
        ['启动程序时会自动完成；先做一次备份', 'The next start applies them; make a backup first'],
      ),
    )
  else found.push(ok('数据库结构是最新的', 'All migrations are applied'))
  return found
}

function traces({ deadLeases, stuckSending }: { deadLeases: number; stuckSending: number }): Finding[] {
  const found: Finding[] = []
  if (stuckSending > 0)
    found.push(
      warning(
        [`有 ${stuckSending} 条消息停在“发送中”`, `${stuckSending} messages are stuck while being sent`],
        ['启动程序，它会把它们标为“不确定”并告知管理员', 'Start the program: it marks them as uncertain and tells administrators'],
      ),
    )
  if (deadLeases > 0)
    found.push(ok(`有 ${deadLeases} 个已过期的租约，会被接管`, `${deadLeases} leases have run out and will be taken over`))
  return found
}

async function insides(tx: Tx, config: Config, now: Date): Promise<Finding[]> {
  const found: Finding[] = []
  const platforms = Object.keys(config.platforms)
  const { inbox, outbox } = await tx.operating.queues(now, platforms)
  const oldest = [inbox.oldest, outbox.oldest].flatMap((at) => (at ? [now.getTime() - at.getTime()] : []))
  if (Math.max(0, ...oldest) > lateMs)
    found.push(
      warning(
        [
          `有消息等了 ${Math.floor(Math.max(...oldest) / 60_000)} 分钟（待处理 ${inbox.due}，待发 ${outbox.due}）`,
          `Messages have waited ${Math.floor(Math.max(...oldest) / 60_000)} minutes (${inbox.due} to be handled, ${outbox.due} to be sent)`,
        ],
        ['程序停着就启动它；在运行就看告警和日志', 'Start the program; if it runs, look at its alarms and the log'],
      ),
    )
  found.push(await administrators(tx, config), await holidays(tx, now))
  return found
}

async function administrators(tx: Tx, { adminCode }: Config): Promise<Finding> {
  let reachable = 0
  for (const { id, sample } of await tx.people.withRoles(['admin']))
    if (!sample && (await tx.people.accounts(id)).some((account) => account.reachable)) reachable += 1
  if (reachable > 0)
    return ok(`有 ${reachable} 位管理员`, reachable === 1 ? 'There is 1 administrator' : `There are ${reachable} administrators`)
  const what: [string, string] = ['还没有能联系上的管理员，告警没人收', 'No administrator can be reached: nobody hears the alarms']
  if (adminCode) return warning(what, ['把 ADMIN_CODE 私聊发给机器人', 'Send the ADMIN_CODE to the bot in a private chat'])
  return wrong(what, ['设置 ADMIN_CODE，重启后私聊发给机器人', 'Set ADMIN_CODE, restart, and send it to the bot in a private chat'])
}

async function holidays(tx: Tx, now: Date): Promise<Finding> {
  const here = isoDayAt(now)
  const year = Number(here.slice(0, 4))
  const next = here.slice(5, 7) === '12' ? year + 1 : year
  const calendar = await calendarOf({ tx })
  if (calendar.knows(next) === 'published') return ok(`${next} 年的节假日已有`, `The holidays of ${next} are known`)
  return warning(
    [`没有 ${next} 年的节假日，期限会按普通工作日算`, `The holidays of ${next} are not known: terms count ordinary working days`],
    ['国务院办公厅公布后：npm run directory -- holidays 文件', 'Once they are published: npm run directory -- holidays FILE'],
  )
}

async function asked({ host, port }: Config): Promise<Finding> {
  const address = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
  try {
    const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5_000) })
    const said = (await response.text()).trim().slice(0, 80)
    if (response.ok) return ok(`运行中的程序一切正常（${address}/readyz）`, `The running program is ready (${address}/readyz)`)
    return wrong([`运行中的程序说：${said}`, `The running program says: ${said}`], ['看它的日志', 'Look at its log'])
  } catch {
    return warning(
      [`运行中的程序没有在 ${address} 回答`, `The running program does not answer at ${address}`],
      [
        'HOST、PORT 和它启动时不同就不用管；否则看它的日志',
        'If it was started with another HOST or PORT, leave it; otherwise look at its log',
      ],
    )
  }
}
