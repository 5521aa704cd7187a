/** What is kept of one person. */
import type { PersonalData } from '../domain/privacy.ts'
import type { Db } from './rows.ts'

type Rows = Record<string, unknown>[]

/** Everything of this person's own, by table; of needs that are others' only the number. */
export async function dataOf(db: Db, personId: string): Promise<PersonalData> {
  const person = await db.person.findUniqueOrThrow({ where: { id: personId }, include: { enterprise: { select: { name: true } } } })
  const { enterprise, enterpriseId: _, sample: __, ...own } = person
  const expertId = person.expertId ?? ''
  const number = { need: { select: { number: true } } } as const
  const flat = (rows: (object & { need: { number: string | null } })[]): Rows =>
    rows.map(({ need, ...rest }) => ({ number: need.number, ...rest }))
  const needs = await db.need.findMany({ where: { posterId: personId }, orderBy: { createdAt: 'asc' } })
  const ids = needs.map(({ id }) => id)
  return {
    person: [{ ...own, enterprise: enterprise?.name }],
    accounts: await db.account.findMany({ where: { personId } }),
    consents: await db.consent.findMany({ where: { personId }, select: { version: true, askedAt: true, at: true, withdrawnAt: true } }),
    verifications: await db.verification.findMany({ where: { personId }, select: { kind: true, state: true, createdAt: true } }),
    digests: await db.digestChoice.findMany({ where: { personId } }),
    links: await db.officerLink.findMany({ where: { personId } }),
    expert: await db.expert.findMany({
      where: { id: expertId },
      include: { achievements: { select: { title: true, summary: true, year: true } } },
    }),
    needs: needs.map((need) => ({
      number: need.number,
      title: need.title,
      state: need.state,
      createdAt: need.createdAt,
      answers: need.answers,
    })),
    words: flat(
      await db.needPart.findMany({ where: { needId: { in: ids } }, select: { text: true, at: true, ...number }, orderBy: { at: 'asc' } }),
    ),
    files: await filesOf(db, personId),
    questions: flat(await db.question.findMany({ where: { expertId }, select: { text: true, askedAt: true, ...number } })),
    asked: flat(await db.invitation.findMany({ where: { expertId }, select: { state: true, passReason: true, askedAt: true, ...number } })),
    claims: flat(await db.claim.findMany({ where: { expertId }, select: { firstStep: true, at: true, ended: true, ...number } })),
    visits: flat(
      await db.visit.findMany({
        where: { OR: [{ byId: personId }, { doneById: personId }] },
        select: { day: true, found: true, ...number },
      }),
    ),
    tasks: flat(await db.task.findMany({ where: { ownerId: personId }, select: { text: true, dueOn: true, doneAt: true, ...number } })),
    outcomes: flat(
      await db.outcome.findMany({ where: { byId: personId }, select: { kind: true, on: true, note: true, evidence: true, ...number } }),
    ),
    applications: await db.application.findMany({
      where: { byId: personId },
      select: { approach: true, team: true, cost: true, weeks: true, state: true },
    }),
    bookings: (
      await db.booking.findMany({
        where: { byId: personId },
        select: {
          ...{ startsAt: true, endsAt: true, purpose: true, state: true, reason: true, askedAt: true, hours: true, samples: true },
          ...{ equipment: { select: { name: true } }, ...number },
        },
        orderBy: { startsAt: 'asc' },
      })
    ).map(({ need, equipment, ...rest }) => ({ number: need?.number, equipment: equipment.name, ...rest })),
    events: await eventsOf(db, personId, expertId),
    changes: await db.profileChange.findMany({
      where: {
        OR: [
          { kind: 'expert', ref: expertId },
          { kind: 'enterprise', byId: personId },
        ],
      },
      select: { kind: true, patch: true, at: true, state: true, decidedAt: true },
      orderBy: { at: 'asc' },
    }),
    acts: flat(
      await db.history.findMany({
        where: { actorId: personId },
        select: { at: true, event: true, note: true, chat: true, ...number },
        orderBy: { id: 'asc' },
      }),
    ),
    reads: flat(await db.readLog.findMany({ where: { personId }, select: { at: true, kind: true, ...number }, orderBy: { id: 'asc' } })),
    refused: await db.refusal.findMany({ where: { personId }, select: { at: true } }),
  }
}

/** Where they signed up, with what they said of those they met. */
async function eventsOf(db: Db, personId: string, expertId: string): Promise<Rows> {
  const guests = await db.eventGuest.findMany({
    where: { OR: [{ personId }, { expertId }] },
    select: { eventId: true, state: true, wish: true, at: true, event: { select: { title: true, day: true } } },
    orderBy: { at: 'asc' },
  })
  const said = await db.eventPair.findMany({ where: { expertId, expertWord: { not: null } }, select: { eventId: true, expertWord: true } })
  return guests.map(({ eventId, event, ...rest }) => ({
    ...event,
    ...rest,
    said: said.filter((one) => one.eventId === eventId).map(({ expertWord }) => expertWord),
  }))
}

async function filesOf(db: Db, byId: string): Promise<Rows> {
  const rows = await db.needFile.findMany({ where: { byId }, select: { at: true, file: { select: { name: true, size: true } } } })
  return rows.map(({ at, file }) => ({ ...file, at }))
}
