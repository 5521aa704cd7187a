/** How the program runs, and its alarms: the words for administrators. `own` is reached as `t.operating`. */
import type { AlarmKind } from '../../../domain/alarms.ts'

export { en } from './texts-en.ts'

type Facts = Record<string, string>
/** What it is, what it means, and what to do next. */
export type AlarmWords = Record<AlarmKind, { title: string; text: (facts: Facts & { count: string }) => string }>

const alarms: AlarmWords = {
  delivery_failed: {
    title: '有消息没能确认送达',
    text: (f) => `有 ${f.count} 条消息没能确认送达，对方可能没有收到。请查看日志里“could not be delivered”的行，并告知相关人员。`,
  },
  event_failed: {
    title: '有消息没能处理',
    text: (f) => `有 ${f.count} 条收到的消息处理失败，发消息的人已收到故障编号。请在日志里按编号查原因；对方可以再发一次。`,
  },
  inbox_late: {
    title: '消息处理得慢',
    text: (f) =>
      `收到的消息已有 ${f.minutes} 分钟没处理完，排着 ${f.waiting} 条。请看这台机器是否太忙、数据库是否变慢；必要时重启程序，消息不会丢。`,
  },
  outbox_late: {
    title: '消息发得慢',
    text: (f) =>
      `要发的消息已等了 ${f.minutes} 分钟，排着 ${f.waiting} 条。请先看有没有平台连不上；没有的话运行 npm run doctor。消息不会丢。`,
  },
  token_refused: {
    title: '机器人的令牌被拒绝',
    text: (f) => `${f.platform} 不认这个机器人的令牌，那边的人现在用不了。令牌可能被重置过：请取新的令牌写进设置，再重启程序。`,
  },
  receiving_failed: {
    title: '收不到消息',
    text: (f) =>
      `已有 ${f.minutes} 分钟收不到 ${f.platform} 的消息。请看这台机器的网络和代理能否连到它，再运行 npm run doctor。恢复后，期间的消息会补收。`,
  },
  database_errors: {
    title: '数据库反复出错',
    text: (f) => `10 分钟内数据库出错 ${f.errors} 次，有的操作会慢或要重试。请看数据库服务是否正常、连接数和磁盘是否够用。`,
  },
  disk_low: {
    title: '磁盘快满了',
    text: (f) => `数据所在磁盘只剩 ${f.free}（${f.percent}%）。写满后程序会停。请清理磁盘，或把旧备份移到别处。`,
  },
  backup_failed: {
    title: '备份失败',
    text: () => '最近一次备份没有做成，现有数据不受影响。请看日志里的原因（多半是磁盘或目录权限），改好后再备份一次。',
  },
  backup_old: {
    title: '很久没有备份',
    text: (f) => `最近一次备份是 ${f.days} 天前。万一机器损坏，之后的内容找不回来。请检查备份为什么停了。`,
  },
  clock_wrong: {
    title: '机器时间不准',
    text: (f) => `这台机器的时间差了约 ${f.seconds} 秒，期限和提醒会跟着差。请打开系统的自动对时（NTP）。`,
  },
  tick_failing: {
    title: '定时任务反复失败',
    text: (f) => `定时任务“${f.step}”连续失败了 ${f.times} 次，相关的提醒或汇报没有做。请把日志里这一步的错误交给维护人员。`,
  },
  memory_high: {
    title: '内存快用完了',
    text: (f) => `程序已用内存上限的 ${f.percent}%。用完时程序会重启（消息不会丢）。请给它更多内存。`,
  },
}

export const zh = {
  buttons: {
    alarm_seen: '知道了',
  },
  says: {},
  errors: {},
  prompts: {},
  labels: {},
  events: {},
  own: {
    help: ['· 运行状态：看程序是否正常、有没有告警'],
    alarms,
    open: (title: string) => `⚠️ ${title}`,
    over: (title: string) => `✅ 已恢复：${title}`,
    overText: (from: string, until: string) => `从 ${from} 到 ${until}。现在不用再做什么。`,
    past: (title: string) => `已记录：${title}`,
    since: (at: string) => `从 ${at} 起`,
    seen: '已有管理员知道，结束前不再提醒。',
    more: (kind: string) => `说明见 docs/operating.md 的 Alarms 一节：${kind}`,
    title: '运行状态',
    fine: '一切正常，没有告警。',
    trouble: (n: number) => `有 ${n} 条告警：`,
    running: '版本',
    up: (version: string, time: string) => `${version}，已运行 ${time}`,
    platforms: '平台',
    database: '数据库',
    databases: { embedded: '内置', postgresql: 'PostgreSQL' },
    inbox: '待处理消息',
    outbox: '待发消息',
    failed: '没送达 / 处理失败',
    backup: '最近备份',
    noBackup: '没有',
    disk: '磁盘剩余',
    of: (free: string, percent: string) => `${free}（${percent}%）`,
    days: (n: number) => `${n} 天`,
    hours: (n: number) => `${n} 小时`,
    minutes: (n: number) => `${n} 分钟`,
  },
}
