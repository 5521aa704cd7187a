import type { AlarmWords, zh } from './texts.ts'

const one = (count: string | undefined, single: string, many: string) => (count === '1' ? single : many)

const alarms: AlarmWords = {
  delivery_failed: {
    title: 'Messages may not have arrived',
    text: ({ count }) =>
      `${one(count, '1 message', `${count} messages`)} could not be confirmed as delivered. Please look for “could not be delivered” in the log and tell the people concerned.`,
  },
  event_failed: {
    title: 'Messages could not be handled',
    text: ({ count }) =>
      `${one(count, '1 message', `${count} messages`)} from people could not be handled; each sender was given a number. Look that number up in the log. They can send it again.`,
  },
  inbox_late: {
    title: 'Messages are handled late',
    text: (f) =>
      `Messages have waited ${f.minutes} minutes to be handled, ${f.waiting} in line. See whether this machine is too busy or the database slow; restart the program if need be. Nothing is lost.`,
  },
  outbox_late: {
    title: 'Messages are sent late',
    text: (f) =>
      `Messages have waited ${f.minutes} minutes to be sent, ${f.waiting} in line. See first whether a platform can't be reached; otherwise run npm run doctor. Nothing is lost.`,
  },
  token_refused: {
    title: 'The bot’s token is refused',
    text: (f) =>
      `${f.platform} refuses the bot's token, so nobody there can use it now. It may have been reset: put the new token into the settings and restart the program.`,
  },
  receiving_failed: {
    title: 'No messages come in',
    text: (f) =>
      `Nothing could be received from ${f.platform} for ${f.minutes} minutes. See whether this machine can reach it (network, proxy), then run npm run doctor. What was written meanwhile comes in afterwards.`,
  },
  database_errors: {
    title: 'The database keeps failing',
    text: (f) =>
      `The database failed ${f.errors} times within 10 minutes; some things are slow or tried again. See whether its server is well and has connections and disk left.`,
  },
  disk_low: {
    title: 'The disk is nearly full',
    text: (f) =>
      `Only ${f.free} (${f.percent} %) are left on the disk with the data. When it is full the program stops. Please make room, or move old backups elsewhere.`,
  },
  backup_failed: {
    title: 'The backup failed',
    text: () =>
      'The last backup could not be made; the data itself is unharmed. See the reason in the log (mostly disk or rights of the folder), mend it, and make one.',
  },
  backup_old: {
    title: 'No backup for a while',
    text: (f) =>
      `The last backup is ${f.days} days old. If the machine breaks, what came after it is lost. Please see why backups have stopped.`,
  },
  clock_wrong: {
    title: 'The clock is wrong',
    text: (f) =>
      `The clock of this machine is about ${f.seconds} seconds off, and so are deadlines and reminders. Please turn on time synchronisation (NTP).`,
  },
  tick_failing: {
    title: 'A regular task keeps failing',
    text: (f) =>
      `The task “${f.step}” failed ${f.times} times in a row; its reminders or reports were not made. Please give its error in the log to whoever maintains the program.`,
  },
  memory_high: {
    title: 'Memory is nearly used up',
    text: (f) =>
      `The program uses ${f.percent} % of the memory it may. When that is used up it restarts (nothing is lost). Please give it more memory.`,
  },
}

export const en: typeof zh = {
  buttons: {
    alarm_seen: 'Seen',
  },
  says: {},
  errors: {},
  prompts: {},
  labels: {},
  events: {},
  own: {
    help: ['· status: see whether the program is well, and its alarms'],
    alarms,
    open: (title) => `⚠️ ${title}`,
    over: (title) => `✅ Over: ${title}`,
    overText: (from, until) => `From ${from} to ${until}. There is nothing more to do.`,
    past: (title) => `On record: ${title}`,
    since: (at) => `Since ${at}`,
    seen: 'An administrator knows; no more reminders until it is over.',
    more: (kind) => `More in docs/operating.md, section Alarms: ${kind}`,
    title: 'Status',
    fine: 'All is well, no alarms.',
    trouble: (n) => (n === 1 ? '1 alarm:' : `${n} alarms:`),
    running: 'Version',
    up: (version, time) => `${version}, up for ${time}`,
    platforms: 'Platforms',
    database: 'Database',
    databases: { embedded: 'embedded', postgresql: 'PostgreSQL' },
    inbox: 'To be handled',
    outbox: 'To be sent',
    failed: 'Not delivered / not handled',
    backup: 'Last backup',
    noBackup: 'none',
    disk: 'Free disk',
    of: (free, percent) => `${free} (${percent} %)`,
    days: (n) => (n === 1 ? '1 day' : `${n} days`),
    hours: (n) => (n === 1 ? '1 hour' : `${n} hours`),
    minutes: (n) => (n === 1 ? '1 minute' : `${n} minutes`),
  },
}
