import type { zh } from './texts.ts'

export const en: typeof zh = {
  buttons: {
    unnamed: 'Unnamed until we accept',
    named: 'Name the enterprise',
    readers: 'Who has read this',
    data_take: 'Take my data away',
    data_erase: 'Erase me',
    privacy_text: 'Privacy',
    consent_yes: 'I agree',
    consent_back: 'Withdraw my consent',
    defence_yes: 'Yes, it is',
    defence_no: 'No, it is not',
  },
  says: {
    consent_kept: () => 'Thank you, noted.',
    consent_withdrawn: () => 'Noted: you no longer agree. To have your data removed, press “Erase me” below.',
    draft_ends: (f) =>
      `Your draft “${f.title ?? ''}” has not been touched for long and goes in ${f.days ?? ''} days. To keep it, add a line or publish it.`,
    erased: () => 'Erased. Your name, phone, accounts and chats are gone; the figures stay as they were. To come back, just say hello.',
    defence_refused: (f) =>
      `This is about defence or state secrets and can't be handled in a chat; nothing of what you wrote was kept. ${f.desk || 'Please bring it to the science bureau in person, as the rules on secrecy ask, and do not send it here.'}\nPlease also delete the message from your own chat.`,
    defence_told: (f) =>
      `${f.name ?? ''} raised something about defence or state secrets in chat. They were told to bring it in person; nothing was kept. Please expect a visit.`,
  },
  errors: {
    erase_word: () => 'Nothing was erased. To go on, send just the word “erase”; to stop, send “cancel”.',
    erase_needs: () =>
      'You have needs that are not ended: hand them to a colleague, withdraw or finish them first. Send “my” to see which.',
    erase_claims: () => 'You still work on needs you claimed: give them back or finish them first. Send “my” to see which.',
    erase_applications: () => 'You have applications that are not decided: withdraw them first.',
    erase_answering: () => 'You answer for needs as their officer: hand them to a colleague first (behind “more” on each card).',
    erase_last_admin: () => 'You are the only administrator and cannot be erased: make a colleague an administrator first.',
  },
  prompts: {
    defence: 'Please answer the question above first.',
    erase:
      'This can’t be undone. Gone: your name, phone, e-mail, accounts, chats and unpublished drafts; an expert is suggested no more. Kept: what you wrote of an enterprise’s needs stays with the enterprise, without contact details; the history says “erased”, and the figures stay as they are.\nTo go on, send the word “erase”.',
  },
  labels: {},
  events: {
    unnamed: 'enterprise kept unnamed until it accepts',
    named: 'enterprise named',
  },
  own: {
    unnamed: {
      some: (kind: string) => `an enterprise in ${kind}`,
      somebody: 'an enterprise',
      yes: 'the enterprise is not named before you accept',
    },
    readers: {
      title: (number: string, total: number) => `Who has read ${number} (${total} ${total === 1 ? 'time' : 'times'})`,
      line: (at: string, name: string, role: string, kind: string) => `${at} ${name} (${role}) ${kind}`,
      nobody: 'Nobody has read it yet. Your own reading is not noted.',
      roles: { admin: 'administrator', head: 'head', staff: 'staff', officer: 'officer', expert: 'expert', manager: 'institute manager' },
      kinds: { card: 'opened the whole of it', list: 'saw it on a list', export: 'exported it', report: 'saw it in a report' },
    },
    text: {
      title: 'Privacy',
      lines: [
        'What is kept: your name, your chat account, the phone number you leave, the needs you write and what is done about them.',
        'Why: to bring an enterprise’s technical need to an expert who can help, and to see it through.',
        'Who sees it: whoever posts a need chooses; contact details pass only with a claim; staff see everything, and what they look at is on record, which the poster of a private need can read.',
        'How long: chat events 30 days, messages sent 180 days, unpublished drafts 90 days, the record of who read what 2 years; needs and their history stay.',
        'You can send “my data” to see, take away or erase what is yours.',
        'Please send nothing about defence or state secrets here.',
      ],
    },
    line: 'Your account name and what you write are kept, only to bring needs and experts together; by going on you agree. Send “privacy” for the whole text, “my data” to see, take away or erase it.',
    help: 'my data — see what is kept about you, take it away or erase it; “privacy” tells how it is handled',
    data: {
      title: 'My data',
      text: 'This is kept about you:',
      stays:
        'Erasing removes your name, contact details, accounts and chats; what you wrote of an enterprise’s needs stays with it, the figures stay, and the history says “erased”.',
      ready: 'Here is your data: JSON for programs, and a text to read. Both hold only what is yours.',
      alt: 'My data',
      file: (day, ending) => `my-data_${day}.${ending}`,
      kinds: {
        person: 'name, post, contact details, what you are here',
        accounts: 'chat accounts',
        consents: 'what you agreed to',
        verifications: 'who you said you are',
        digests: 'how you want digests',
        links: 'projects, enterprises, institutes and talents you are linked to',
        expert: 'your entry in the directory of experts',
        needs: 'needs you posted',
        words: 'messages they were written in',
        files: 'files you sent',
        questions: 'questions you asked',
        asked: 'needs you were asked about',
        claims: 'claims',
        visits: 'visits you planned or noted',
        tasks: 'your tasks',
        outcomes: 'outcomes you reported',
        applications: 'applications',
        bookings: 'instruments you booked',
        events: 'events you signed up for',
        changes: 'changes of your profile, or that you asked for your enterprise',
        acts: 'what you did',
        reads: 'needs of others you looked at',
        refused: 'matters turned away as secret',
      },
    },
    defence: 'Is this about defence or state secrets? If so it cannot be handled in a chat; if not, I go on with it.',
  },
}
