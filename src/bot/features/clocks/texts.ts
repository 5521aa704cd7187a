import type { Facts } from '../../texts/index.ts'

/** Terms, reminders and quiet hours: the words, in both languages. `own` is reached as `t.clocks`. */
export const zh = {
  buttons: {},
  says: {
    remind_verify: (f: Facts) => `企业已写好需求“${f.title}”，等您核实身份后才能发给专家。请在 ${f.until} 前核实。`,
    remind_answer: (f: Facts) => `需求“${f.title}”在等您答复。请在 ${f.until} 前点“认领”或“婉拒”，不方便也没关系，我好请下一位。`,
    remind_triage: (f: Facts) => `需求“${f.title}”现在没有专家在看。请在 ${f.until} 前推荐一位，或与企业商量下一步。`,
    remind_accept: (f: Facts) => `专家已认领您的保密需求“${f.title}”。请在 ${f.until} 前选“同意对接”或“换一位专家”。`,
    remind_contact: (f: Facts) => `您认领了需求“${f.title}”。请在 ${f.until} 前联系企业；联系上了，点一下“已联系上，开始对接”。`,
    remind_progress: (f: Facts) => `需求“${f.title}”做得怎么样了？请在 ${f.until} 前记一笔进展，一句话就行，企业会看到。`,
    remind_confirm: (f: Facts) => `专家说需求“${f.title}”已经解决。请在 ${f.until} 前确认，或告诉我还差在哪里。`,
    remind_review: (f: Facts) => `需求“${f.title}”暂停时约好 ${f.until} 再看：是恢复，还是再停一段？`,
    remind_question: (f: Facts) => `专家就需求“${f.title}”问了一个问题。请在 ${f.until} 前回答，答了才好往下做。`,
    lapsed_enterprise: (f: Facts) => `需求 ${f.number}，${f.expert}老师没有在期限内与您联系，我已收回，正在请下一位专家。让您久等了。`,
    lapsed_expert: (f: Facts) => `需求 ${f.number} 到期没有记下首次联系，已转给下一位专家。您其他的需求不受影响。`,
    lapsed_officer: (f: Facts) =>
      `需求 ${f.number}“${f.title}”，${f.expert}老师认领后没有按期联系企业，已收回，正在请下一位。需要时请您向企业说明。`,
    holidays_missing: (f: Facts) =>
      `${f.year} 年的调休安排还没有导入，期限暂按法定节假日和周一至周五计算。国务院办公厅的通知公布后，请在服务器上运行：npm run directory -- holidays 文件.json`,
  },
  errors: {
    holidays_wrong: (f: Facts) => `节假日文件有误，没有导入：\n${f.line}\n改好后请再导入一次。`,
    reminder_over: () => '这件事有了新进展，这条提醒不用再管了。',
    extend_past: () => '新的期限要晚于现在。请再选一个。',
    quiet_not_understood: () => '没看懂这个时段。请写成“22:00-7:00”或“晚上十点到早上七点”；不要免打扰就写“关闭”。',
  },
  prompts: {
    quiet: '几点到几点不要提醒您？比如“22:00-7:00”“晚上十点到早上七点”；不要免打扰就写“关闭”。',
  },
  labels: {
    waiting: '等待',
    overdue: '逾期',
    owed_verify: '核实企业身份',
    owed_answer: '答复',
    owed_triage: '另找专家',
    owed_accept: '同意对接',
    owed_contact: '首次联系企业',
    owed_progress: '记下进展',
    owed_confirm: '确认是否解决',
    owed_review: '复核是否恢复',
    owed_question: '回答专家的提问',
  },
  events: { extended: '延长期限' },
  own: {
    you: '您',
    claimer: '认领专家',
    poster: '企业',
    experts: (n: number) => (n === 1 ? '受邀专家' : ` ${n} 位受邀专家`),
    officer: '联络员',
    staff: '科技局',
    person: '有关人员',
    wait: (who: string, what: string, since: string, due: string) => `等${who}${what}，自 ${since} 起，应在 ${due} 前`,
    over: (by: string) => `（${by}）`,
    justOver: '刚到期',
    overHours: (n: number) => `已超 ${n} 个工作小时`,
    overDays: (n: number) => `已超 ${n} 个工作日`,
    half: (number: string) => `提醒：需求 ${number}`,
    end: (number: string) => `已到期：需求 ${number}`,
    lease: (number: string) => `最后提醒：需求 ${number}`,
    upward: (number: string) => `请过问：需求 ${number}`,
    call: (number: string) => `请打个电话：需求 ${number}`,
    endText: '期限已到，还没有看到结果。',
    leaseText: (until: string) => `期限已到。再过一个工作日（${until} 前）仍未联系，就转给下一位专家。`,
    standIn: (name: string) => `${name}不在岗，这条提醒转给您。`,
    callText: (who: string, what: string, until: string) =>
      `${who}应在 ${until} 前${what}，但在这里收不到消息。请您打电话提醒，并把结果记在这里。`,
    awayText: (who: string, what: string, until: string) => `${who}应在 ${until} 前${what}，但正在休假，没有人代。请您安排。`,
    managerText: (who: string, what: string, until: string) =>
      `贵院${who}应在 ${until} 前${what}，至今没有消息。请您了解一下，帮着推一把。`,
    upwardText: (who: string, what: string, until: string) => `${who}应在 ${until} 前${what}，提醒过仍没有消息。请您出面协调。`,
    generic: (what: string, title: string, until: string) => `需求“${title}”等您${what}，请在 ${until} 前。`,
    hiddenTitle: '（保密需求）',
    phone: '电话',
    quietNow: (from: string, until: string, own: boolean) =>
      `免打扰时段：${from}–${until}${own ? '' : '（默认）'}。这期间的提醒等到 ${until} 再发；您点按钮、发消息，我随时都在。\n要改就发“免打扰 22:00-7:00”，不要就发“免打扰 关闭”，恢复默认发“免打扰 默认”。`,
    quietNone: '没有设免打扰，提醒到点就发。\n要设就发“免打扰 22:00-7:00”，恢复默认发“免打扰 默认”。',
    help: '免打扰 22:00-7:00 — 这段时间不提醒您',
  },
}

export const en: typeof zh = {
  buttons: {},
  says: {
    remind_verify: (f: Facts) =>
      `An enterprise has written the need “${f.title}”; it goes to experts once you have verified who they are. Please do so by ${f.until}.`,
    remind_answer: (f: Facts) =>
      `The need “${f.title}” waits for your answer. Please claim it or pass by ${f.until}; a no is fine too, I then ask the next expert.`,
    remind_triage: (f: Facts) =>
      `No expert is looking at the need “${f.title}” now. Please name one by ${f.until}, or agree with the enterprise on the next step.`,
    remind_accept: (f: Facts) =>
      `An expert has claimed your private need “${f.title}”. Please accept, or ask for another expert, by ${f.until}.`,
    remind_contact: (f: Facts) =>
      `You claimed the need “${f.title}”. Please get in touch with the enterprise by ${f.until}, and then press “In touch, start work”.`,
    remind_progress: (f: Facts) =>
      `How is the need “${f.title}” going? Please note progress by ${f.until}; one line is enough, the enterprise reads it.`,
    remind_confirm: (f: Facts) =>
      `The expert says the need “${f.title}” is solved. Please confirm by ${f.until}, or tell me what is still missing.`,
    remind_review: (f: Facts) => `When the need “${f.title}” was paused, ${f.until} was set to look at it again: go on, or pause longer?`,
    remind_question: (f: Facts) =>
      `An expert has a question about the need “${f.title}”. Please answer it by ${f.until}, so that they can go on.`,
    lapsed_enterprise: (f: Facts) =>
      `Need ${f.number}: ${f.expert} did not get in touch with you in time. I have taken it back and am asking the next expert. Sorry for the wait.`,
    lapsed_expert: (f: Facts) =>
      `Need ${f.number}: no first contact was noted in time, so it has gone to the next expert. Your other needs are not affected.`,
    lapsed_officer: (f: Facts) =>
      `Need ${f.number} “${f.title}”: ${f.expert} claimed it and did not get in touch in time. It was taken back and the next expert is being asked. Please explain it to the enterprise if needed.`,
    holidays_missing: (f: Facts) =>
      `The make-up working days of ${f.year} have not been imported yet; terms count by the statutory holidays and Monday to Friday. Once the State Council's notice is out, please run on the server: npm run directory -- holidays FILE.json`,
  },
  errors: {
    holidays_wrong: (f: Facts) => `The holiday file is wrong and was not imported:\n${f.line}\nPlease correct it and import it again.`,
    reminder_over: () => 'This has moved on; nothing more to do about this reminder.',
    extend_past: () => 'The new term has to be later than now. Please choose another.',
    quiet_not_understood: () =>
      'I did not understand these hours. Please write “22:00-7:00” or “10pm to 7am”, or “off” for no quiet hours.',
  },
  prompts: {
    quiet: 'From when to when shall I not remind you? For example “22:00-7:00” or “10pm to 7am”; “off” for no quiet hours.',
  },
  labels: {
    waiting: 'Waiting',
    overdue: 'Overdue',
    owed_verify: 'verify the enterprise',
    owed_answer: 'answer',
    owed_triage: 'find an expert',
    owed_accept: 'accept the expert',
    owed_contact: 'make first contact with the enterprise',
    owed_progress: 'note progress',
    owed_confirm: 'confirm whether it is solved',
    owed_review: 'look at it again',
    owed_question: "answer the expert's question",
  },
  events: { extended: 'Term extended' },
  own: {
    you: 'you',
    claimer: 'the expert who claimed it',
    poster: 'the enterprise',
    experts: (n: number) => (n === 1 ? 'the invited expert' : `${n} invited experts`),
    officer: 'the liaison officer',
    staff: 'the bureau',
    person: 'the person in charge',
    wait: (who: string, what: string, since: string, due: string) => `For ${who} to ${what}, since ${since}, due ${due}`,
    over: (by: string) => ` (${by})`,
    justOver: 'just over',
    overHours: (n: number) => `${n} working hour${n === 1 ? '' : 's'} over`,
    overDays: (n: number) => `${n} working day${n === 1 ? '' : 's'} over`,
    half: (number: string) => `Reminder: need ${number}`,
    end: (number: string) => `Due now: need ${number}`,
    lease: (number: string) => `Last reminder: need ${number}`,
    upward: (number: string) => `Please look into it: need ${number}`,
    call: (number: string) => `Please make a call: need ${number}`,
    endText: 'The time is up, and nothing has been noted yet.',
    leaseText: (until: string) =>
      `The time is up. If there is no contact within one more working day (by ${until}), the need goes to the next expert.`,
    standIn: (name: string) => `${name} is away; this reminder comes to you instead.`,
    callText: (who: string, what: string, until: string) =>
      `By ${until}, ${who} should ${what}, but can't be reached here. Please remind them by phone and note the result here.`,
    awayText: (who: string, what: string, until: string) =>
      `By ${until}, ${who} should ${what}, but is on leave and nobody stands in. Please see to it.`,
    managerText: (who: string, what: string, until: string) =>
      `By ${until}, ${who} of your institute should ${what}. Nothing has been heard yet; please see what holds it up.`,
    upwardText: (who: string, what: string, until: string) =>
      `By ${until}, ${who} should ${what}. They were reminded and nothing was heard; please step in.`,
    generic: (what: string, title: string, until: string) => `The need “${title}” waits for you to ${what}, please by ${until}.`,
    hiddenTitle: '(private need)',
    phone: 'Phone',
    quietNow: (from: string, until: string, own: boolean) =>
      `Quiet hours: ${from}–${until}${own ? '' : ' (default)'}. Reminders of that time wait until ${until}; I still answer whenever you press or write.\nTo change them: “quiet 22:00-7:00”; none: “quiet off”; the default again: “quiet default”.`,
    quietNone:
      'You have no quiet hours: reminders come when they are due.\nTo set some: “quiet 22:00-7:00”; the default again: “quiet default”.',
    help: 'quiet 22:00-7:00 — no reminders in these hours',
  },
}
