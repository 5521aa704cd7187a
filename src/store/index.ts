import type { Transcript } from '../bot/platform.ts'
import type { BotStore } from '../bot/traffic.ts'
import type { Store, Tx } from '../domain/store.ts'
import { assessments } from './assessments.ts'
import { applications, challenges, milestones } from './challenges.ts'
import { claims, invitations, questions } from './claims.ts'
import { codes } from './codes.ts'
import { desk } from './desk.ts'
import { directory } from './directory.ts'
import { enterprises } from './enterprises.ts'
import { equipment } from './equipment.ts'
import { exchange } from './exchange.ts'
import { figures } from './figures.ts'
import type { PrismaClient } from './generated/client.ts'
import { Prisma } from './generated/client.ts'
import { institutes } from './institutes.ts'
import { leases } from './leases.ts'
import { lists } from './lists.ts'
import { files, mail } from './mail.ts'
import { matchEvents } from './match-events.ts'
import { matching } from './matching.ts'
import { holidays, matters } from './matters.ts'
import { needs } from './needs.ts'
import { health, operating } from './operating.ts'
import { caseCards, followUps, outcomes } from './outcomes.ts'
import { dialogs, people, verifications } from './people.ts'
import { privacy } from './privacy.ts'
import { profiles } from './profiles.ts'
import { reports } from './reports.ts'
import type { Db } from './rows.ts'
import { teams } from './teams.ts'
import { inbox, outbox } from './traffic.ts'
import { transcript } from './transcript.ts'
import { undos } from './undos.ts'
import { tasks, visits } from './visits.ts'

/** How often a transaction is run again that lost to another (deadlock, write conflict). */
const mostRuns = 5
type Way = { timeout?: number; cause?: string }

/** A long one holds the embedded database's only connection as well: it has to be quick all the same. */
const longMs = 10 * 60_000

/** The store on an open database; on both engines the same. */
export function createStore(prisma: PrismaClient, now: () => Date): BotStore & { transcript: Transcript } {
  async function transact<T>(work: (tx: Tx, db: Db) => Promise<T>, { timeout, cause }: Way = {}): Promise<T> {
    for (let run = 1; ; run++) {
      try {
        return await prisma.$transaction((db) => work(txOn(db, cause), db), timeout ? { timeout } : undefined)
      } catch (error) {
        const lost = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034'
        if (!lost || run === mostRuns) throw error
      }
    }
  }
  function by(cause: string | undefined): Store {
    return {
      transaction: (work, options) => transact((tx) => work(tx), { cause, ...(options?.long ? { timeout: longMs } : {}) }),
      causedBy: by,
    }
  }
  return {
    ...by(undefined),
    inbox: inbox(prisma, transact),
    outbox: outbox(prisma, transact),
    leases: leases(prisma),
    health: health(prisma),
    transcript: transcript(prisma, now),
  }
}

/** The contract on one transaction of the client; what is put in the post there came of `cause`. */
export function txOn(db: Db, cause?: string): Tx {
  return {
    people: people(db),
    directory: directory(db),
    desk: desk(db),
    needs: needs(db),
    invitations: invitations(db),
    claims: claims(db),
    questions: questions(db),
    verifications: verifications(db),
    codes: codes(db),
    dialogs: dialogs(db),
    mail: mail(db, cause),
    files: files(db),
    reports: reports(db),
    matching: matching(db),
    undos: undos(db),
    teams: teams(db),
    matters: matters(db),
    holidays: holidays(db),
    visits: visits(db),
    tasks: tasks(db),
    outcomes: outcomes(db),
    followUps: followUps(db),
    caseCards: caseCards(db),
    challenges: challenges(db),
    applications: applications(db),
    milestones: milestones(db),
    lists: lists(db),
    privacy: privacy(db),
    enterprises: enterprises(db),
    events: matchEvents(db),
    institutes: institutes(db),
    equipment: equipment(db),
    exchange: exchange(db),
    profiles: profiles(db),
    figures: figures(db),
    assessments: assessments(db),
    operating: operating(db),
    async settle(key, value) {
      await db.setting.createMany({ data: [{ key, value }], skipDuplicates: true })
      return (await db.setting.findUniqueOrThrow({ where: { key } })).value
    },
    async settled(key) {
      return (await db.setting.findUnique({ where: { key } }))?.value
    },
  }
}
