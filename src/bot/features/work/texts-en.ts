import type { Facts } from '../../texts/index.ts'
import type { zh } from './texts.ts'

/** The English words. */
export const en: typeof zh = {
  buttons: {
    visits: 'Visits',
    visitPlan: 'Plan a visit',
    visitYes: 'That time suits',
    visitYesFor: 'Called: they agree',
    visitOther: 'Another time',
    visitCancel: 'Cancel the visit',
    visitJustMe: (name: string) => `Just me (${name})`,
  },
  says: {
    remind_visit_answer: (f: Facts) =>
      `A visit about the need “${f.title}” waits for your word. Please press “That time suits” by ${f.until}, or name another time.`,
    remind_visit_record: (f: Facts) =>
      `The visit about the need “${f.title}” is over. Please note it by ${f.until}: who came, what was found, whether it is solved; it takes a minute.`,
  },
  errors: {
    visit_past: () => 'That time is past. Please write a later one, such as “next Wednesday afternoon” or “3 December 14:00”.',
    visit_no_such_day: () => 'There is no such day or hour. Please check it; for example “3 December 14:00”.',
    visit_unclear: () =>
      'I did not understand which day. Please write one time only, such as “next Wednesday afternoon”, “3 December 14:00” or “within three days”.',
    visit_too_far: () => 'That is too far ahead; a visit can be planned for up to a year. Please write an earlier time.',
    visit_nobody: () => 'Somebody has to go. Please write who, for example “Prof. Shen, Wang Min”.',
    visit_over: () => 'This visit is over or cancelled; the card shows the latest.',
    visit_changed: () => 'The time has just been changed; please look at the newest card first.',
    visit_agreed_already: () => 'Both sides have agreed already. To change it, press “Another time”.',
    visit_others_answer: () => 'Your side proposed this time; the other side answers. To change it, press “Another time”.',
  },
  prompts: {
    visit_when: 'When shall the visit be? For example “next Wednesday afternoon”, “3 December 14:00”, “within three days”.',
    visit_who: 'Who goes? For example “Prof. Shen, Wang Min”.',
    visit_other: 'When instead? For example “next Thursday morning”, “4 December 9:30”.',
    visit_cancel: 'Why is it cancelled? One line; the other side reads it.',
  },
  labels: {
    visits: 'Visits',
    visitWhen: 'When',
    visitWho: 'Who goes',
    visitReason: 'Reason',
    owed_visit_answer: 'settle the time of the visit',
    owed_visit_record: 'note the visit once it is made',
  },
  events: {
    visit_proposed: 'visit proposed',
    visit_agreed: 'visit agreed',
    visit_moved: 'visit moved',
    visit_cancelled: 'visit cancelled',
    visit_ended: 'visit called off with the need',
    visit_back: 'visit stands again',
  },
  own: {
    halves: { morning: 'morning', afternoon: 'afternoon', evening: 'evening' },
    restDay: '(a day off)',
    visitTitle: (number: string, title: string) => `Visit: ${number} ${title}`.trim(),
    visitStates: {
      agreed: 'Agreed by both sides; I will remind you on the day before.',
      done: 'The visit was made.',
      cancelled: 'This visit is cancelled.',
      ended: 'The need has ended or goes to another expert; this visit is called off.',
    },
    visitShort: { proposed: 'to be confirmed', agreed: 'agreed', done: 'made', cancelled: 'cancelled' },
    solvedThere: 'made, solved on site',
    visitAskEnterprise: 'They would like to visit you. Does this time suit?',
    visitAskTeam: 'The enterprise asks you to come. Does this time suit?',
    visitWaitsEnterprise: 'The enterprise is asked to confirm; I will tell you at once.',
    visitWaitsTeam: 'The expert is asked to confirm; I will tell you at once.',
    visitSoon: (today: boolean, when: string) =>
      `Reminder: the visit is ${today ? 'today' : 'tomorrow'} (${when}). If anything has changed, please say so now.`,
    fileTitle: (number: string, name: string) => `Visit to ${name} (need ${number})`,
    fileText: (title: string, who: string) => `${title}\nWho goes: ${who}`,
    fileName: (number: string) => `visit-${number}.ics`,
    fileOn: (when: string) => `The visit is on ${when}. Open the file to put it into your calendar.`,
    fileOff: 'The visit is cancelled. Open the file to take it off your calendar.',
    visitsTitle: (number: string) => `Visits about need ${number}`,
    noVisits: 'No visits yet.',
    visitLine: (when: string, who: string, state: string) => `${when}, ${who} — ${state}`,
    visitButton: (line: string) => `Visit ${line}`,
    whoPrompt: (when: string) => `${when}, good. Who goes? For example “Prof. Shen, Wang Min”.`,
  },
}
