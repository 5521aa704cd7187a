/** Who may see what, written anew from “Privacy” of the domain: an upper bound of what may be shown. It asks nothing of the program. */
import type { Card } from '../../../src/bot/platform.ts'
import type { PrismaClient } from '../../../src/store/generated/client.ts'
import { contactMark, emailOf, enterpriseMark, expertMark, knownMark, phones, sizes } from './district.ts'

/**
 * What a string of this world is. body: words of the need. work: what was done about it, for its two sides. end: why it ended. asked and answered: a question of an expert. terms: of a
 * challenge. bid: an application. opinion: of its panel. typed: what somebody wrote that is of no need. event: what an event is about, where, why it is off. wish: of a guest of
 * that event. note: the office's, on a pair.
 */
export type Written = {
  kind: 'title' | 'body' | 'work' | 'end' | 'result' | 'answer' | 'terms' | 'bid' | 'opinion' | 'typed' | 'event' | 'wish' | 'note'
  eventId?: string
  needId?: string
  /** Who wrote it. */
  byId: string
  /** The expert who asked what this answers, whose application this is, or who is told why another is put in their place. */
  expertId?: string
}

export type World = Awaited<ReturnType<typeof readWorld>>

export async function readWorld(prisma: PrismaClient) {
  const [people, needs, invitations, claims, members, challenges, applications, panel, visits, events, guests, pairs] = await Promise.all([
    prisma.person.findMany(),
    prisma.need.findMany(),
    prisma.invitation.findMany({ select: { needId: true, expertId: true, state: true } }),
    prisma.claim.findMany({ orderBy: [{ at: 'asc' }, { id: 'asc' }] }),
    prisma.teamMember.findMany(),
    prisma.challenge.findMany(),
    prisma.application.findMany(),
    prisma.panelist.findMany(),
    prisma.visit.findMany({ select: { needId: true, byId: true, agreedById: true } }),
    prisma.matchEvent.findMany(),
    prisma.eventGuest.findMany(),
    prisma.eventPair.findMany(),
  ])
  const experts = await prisma.expert.findMany({ select: { id: true, name: true, instituteId: true } })
  const enterprises = await prisma.enterprise.findMany({ select: { id: true, name: true } })
  return {
    people,
    needs,
    invitations,
    claims,
    members,
    challenges,
    applications,
    panel,
    visits,
    experts,
    enterprises,
    events,
    guests,
    pairs,
  }
}

export const emptyWorld: World = {
  ...{ people: [], needs: [], invitations: [], claims: [], members: [], challenges: [], applications: [], panel: [], visits: [] },
  ...{ experts: [], enterprises: [], events: [], guests: [], pairs: [] },
}

type Person = World['people'][number]
type Need = World['needs'][number]

const isStaff = (person: Person) => person.roles.length > 0
/** Speaks to or for institutes, to whom challenges are published. */
const isAcademic = (person: Person) => person.expertId !== null || person.managesId !== null

function worksOn(w: World, person: Person, need: Need): boolean {
  if (!person.expertId) return false
  const last = w.claims.findLast(({ needId, expertId }) => needId === need.id && expertId === person.expertId)
  const claimer = last !== undefined && (last.endedAt === null || ['confirmed', 'unsolved'].includes(String(last.ended)))
  return claimer || w.members.some((one) => one.needId === need.id && one.state === 'in' && one.expertId === person.expertId)
}

/** Works on it, and the enterprise has accepted that where it has to. */
function isParty(w: World, person: Person, need: Need): boolean {
  if (isStaff(person) || need.posterId === person.id) return true
  return worksOn(w, person, need) && need.acceptedAt !== null
}

const announced = (w: World, need: Need) =>
  w.challenges.some(({ needId, state }) => needId === need.id && !['draft', 'proposed'].includes(state))

export function reads(w: World, person: Person, need: Need): 'whole' | 'title' | 'nothing' {
  if (isStaff(person) || need.posterId === person.id) return 'whole'
  if (['draft', 'waiting'].includes(need.state) || need.number === null) return 'nothing'
  const works = worksOn(w, person, need)
  const asked = person.expertId !== null && w.invitations.some((one) => one.needId === need.id && one.expertId === person.expertId)
  const told = announced(w, need) && isAcademic(person)
  if (need.state === 'withdrawn') return asked || works || told ? 'title' : 'nothing'
  if (need.visibility === 'private') {
    if (works && need.acceptedAt) return 'whole'
    const colleague = person.enterpriseId !== null && person.enterpriseId === need.enterpriseId
    return asked || works || told || colleague ? 'title' : 'nothing'
  }
  if (asked || works) return 'whole'
  // any expert may read what is public, and who speaks for experts
  return need.visibility === 'public' && isAcademic(person) ? 'whole' : 'title'
}

/** Whose an application is: who wrote it, its expert, the manager of its institute. */
function isBidder(person: Person, { byId, expertId, instituteId }: World['applications'][number]): boolean {
  return byId === person.id || expertId === person.expertId || (person.managesId !== null && instituteId === person.managesId)
}

/** Applications are read by their own side, and once the challenge has closed by who decides. */
function readsBid(w: World, person: Person, needId: string, expertId: string | undefined): boolean {
  const ofNeed = w.applications.filter((one) => one.needId === needId)
  const own = ofNeed.filter((one) => one.expertId === expertId)
  if (own.some((one) => isBidder(person, one))) return true
  const challenge = w.challenges.find((one) => one.needId === needId)
  if (!challenge || challenge.state === 'open' || ofNeed.some((one) => isBidder(person, one))) return false
  const need = w.needs.find(({ id }) => id === needId)
  return isStaff(person) || need?.posterId === person.id || w.panel.some((one) => one.needId === needId && one.expertId === person.expertId)
}

function mayRead(w: World, person: Person, written: Written): boolean {
  if (written.byId === person.id) return true
  if (written.eventId) return mayReadAtEvent(w, person, written)
  const need = w.needs.find(({ id }) => id === written.needId)
  if (!need) return isStaff(person)
  const seen = reads(w, person, need)
  switch (written.kind) {
    case 'title':
      return seen !== 'nothing'
    case 'body':
      return seen === 'whole'
    case 'result':
      // everybody can see what became of a public need
      return seen === 'whole' || (need.visibility === 'public' && need.state === 'confirmed') || isParty(w, person, need)
    case 'answer':
      return seen === 'whole' || (written.expertId !== undefined && written.expertId === person.expertId)
    case 'work':
      // whoever is put off a need is told why
      return isParty(w, person, need) || (written.expertId !== undefined && written.expertId === person.expertId)
    case 'end':
      // whoever was asked is told why it ended
      return isParty(w, person, need) || w.invitations.some((one) => one.needId === need.id && one.expertId === person.expertId)
    case 'terms':
      return isStaff(person) || need.posterId === person.id || (announced(w, need) && isAcademic(person)) || seen === 'whole'
    case 'bid':
      return readsBid(w, person, need.id, written.expertId)
    case 'opinion':
      return isStaff(person) || need.posterId === person.id
    default:
      return isStaff(person)
  }
}

/** Whom somebody is to meet, or met, at events: from the moment it is planned. */
function pairsOf(w: World, person: Person): World['pairs'] {
  return w.pairs.filter(
    ({ state, expertId, enterpriseId }) => state === 'planned' && (expertId === person.expertId || enterpriseId === person.enterpriseId),
  )
}

/** A draft is the bureau's alone, as are its notes; a wish is told to whom the guest is paired with. */
function mayReadAtEvent(w: World, person: Person, { kind, eventId, byId }: Written): boolean {
  if (isStaff(person)) return true
  if (kind === 'event') return w.events.some(({ id, announcedAt }) => id === eventId && announcedAt !== null)
  if (kind !== 'wish') return false
  const wisher = w.people.find(({ id }) => id === byId)
  if (!wisher) return false
  if (wisher.enterpriseId !== null && wisher.enterpriseId === person.enterpriseId) return true
  return pairsOf(w, person).some((pair) => pair.eventId === eventId && pairsOf(w, wisher).some(({ id }) => id === pair.id))
}

/** What a card of an event must not say though each of its words is known elsewhere: whose an unnamed need is, which private need is meant, the word of the other side. */
export function atEvents(
  w: World,
  person: Person | undefined,
  { buttons = [] }: Card,
  text: string,
  written: ReadonlyMap<string, Written>,
): string[] {
  if (!person || isStaff(person)) return []
  const verbs = buttons.flat().flatMap((button) => ('verb' in button ? [button.verb] : []))
  const isOfEvent = verbs.some((verb) => verb.startsWith('event')) && verbs.every((verb) => verb.startsWith('event') || verb === 'need')
  const said = text.split('\n').filter((line) => /活动上(?:见面|没见上)/u.test(line) && !/您(?: · \S+)?：/u.test(line))
  const labels = /^(?:企业说|专家说|科技局记)$/mu.exec(text) ?? []
  return [...said, ...labels, ...(isOfEvent ? hiddenNeeds(w, person, text, written) : [])]
}

function hiddenNeeds(w: World, person: Person, text: string, written: ReadonlyMap<string, Written>): string[] {
  const titles = marksIn(text).filter((mark) => written.get(mark)?.kind === 'title')
  return w.needs
    .filter(({ id, number }) => (number !== null && text.includes(number)) || titles.some((mark) => written.get(mark)?.needId === id))
    .filter(
      (need) =>
        need.enterpriseId !== person.enterpriseId && !isParty(w, person, need) && (need.unnamed || reads(w, person, need) === 'nothing'),
    )
    .map((need) => `${need.number} ${need.state} ${need.visibility}${need.unnamed ? ' unnamed' : ''}`)
}

function mayKnowEnterprise(w: World, person: Person, i: number): boolean {
  const enterprise = w.enterprises.find(({ name }) => name.startsWith(enterpriseMark(i)))
  if (!enterprise) return false
  if (isStaff(person) || person.enterpriseId === enterprise.id) return true
  if (pairsOf(w, person).some(({ enterpriseId }) => enterpriseId === enterprise.id)) return true
  const own = w.needs.filter(({ enterpriseId }) => enterpriseId === enterprise.id)
  // one that wants no name is known to who works on it, once it has accepted them
  return own.some((need) => {
    if (need.unnamed) return need.acceptedAt !== null && worksOn(w, person, need)
    return reads(w, person, need) === 'whole' || (need.visibility === 'public' && announced(w, need) && isAcademic(person))
  })
}

function contactOf(w: World, i: number): Person | undefined {
  return w.people.find(({ name }) => name === contactMark(i))
}

function mayKnowContact(w: World, person: Person, i: number): boolean {
  const contact = contactOf(w, i)
  if (!contact || isStaff(person) || contact.id === person.id) return true
  if (person.enterpriseId !== null && person.enterpriseId === contact.enterpriseId) return true
  return w.needs.some((need) => need.enterpriseId === contact.enterpriseId && isParty(w, person, need))
}

/** Contact details pass with a claim that the enterprise has accepted where it must: to the claimer and who claimed jointly. */
function mayCallContact(w: World, person: Person, i: number): boolean {
  const contact = contactOf(w, i)
  if (!contact || isStaff(person) || contact.id === person.id) return true
  return w.needs.some(
    (need) =>
      need.posterId === contact.id &&
      need.acceptedAt !== null &&
      (w.claims.some(({ needId, endedAt, expertId }) => needId === need.id && !endedAt && expertId === person.expertId) ||
        w.members.some((one) => one.needId === need.id && one.role === 'joint' && one.state === 'in' && one.expertId === person.expertId)),
  )
}

function mayCallExpert(w: World, person: Person, i: number): boolean {
  const expert = w.experts.find(({ name }) => name === expertMark(i))
  if (!expert || isStaff(person) || person.expertId === expert.id || person.managesId === expert.instituteId) return true
  return w.claims.some(
    (claim) =>
      claim.expertId === expert.id &&
      !claim.endedAt &&
      w.needs.some((need) => need.id === claim.needId && need.posterId === person.id && need.acceptedAt),
  )
}

/** Enterprises and staff are told who is asked; experts and institutes learn of others only who works on a need. */
function mayNameExpert(w: World, person: Person, i: number): boolean {
  const expert = w.experts.find(({ name }) => name === expertMark(i))
  if (!expert || !isAcademic(person) || isStaff(person)) return true
  if (person.expertId === expert.id || person.managesId === expert.instituteId) return true
  return w.claims.some(({ expertId }) => expertId === expert.id) || w.members.some(({ expertId }) => expertId === expert.id)
}

/** Whether this person may be shown that mark now; `person` undefined: a group, where nothing may stand. */
export function may(w: World, person: Person | undefined, mark: string, written: ReadonlyMap<string, Written>): boolean {
  if (!person) return false
  const said = written.get(mark)
  if (said) return mayRead(w, person, said)
  for (let i = 0; i < Math.max(sizes.enterprises, sizes.experts); i++) {
    if (mark === enterpriseMark(i)) return mayKnowEnterprise(w, person, i)
    if (mark === contactMark(i)) return mayKnowContact(w, person, i)
    if (mark === expertMark(i)) return mayNameExpert(w, person, i)
    if (mark === phones.contact(i)) return mayCallContact(w, person, i)
    if (mark === phones.expert(i) || mark === emailOf(i)) return mayCallExpert(w, person, i)
    if (mark === phones.manager(i)) return isStaff(person) || person.phone === mark
    if (mark === knownMark(i)) {
      const poster = contactOf(w, i)
      return w.needs.some((need) => need.enterpriseId === poster?.enterpriseId && reads(w, person, need) === 'whole')
    }
  }
  throw new Error(`what is ${mark}?`)
}

/** All marks of this world in a text. */
export function marksIn(text: string): string[] {
  return [...new Set(text.match(/[企联专]标\d+Z|文\d+Q|KW\d+ZQ|1990\d{7}|expmark\d+@example\.edu\.cn/g) ?? [])]
}
