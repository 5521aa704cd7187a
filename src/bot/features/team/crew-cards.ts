import { isoDayAt } from '../../../domain/calendar/days.ts'
import type { Expert } from '../../../domain/directory.ts'
import { DomainError } from '../../../domain/errors.ts'
import { isOnLeave } from '../../../domain/leave.ts'
import type { Need } from '../../../domain/need.ts'
import type { TeamNotice } from '../../../domain/notices.ts'
import { checkRight } from '../../../domain/rights.ts'
import { memberRoles, type TeamMember } from '../../../domain/team.ts'
import { relationsIn, standingOf } from '../../../domain/use-cases/act.ts'
import { decider } from '../../../domain/use-cases/team/owed-proposals.ts'
import { button, type Draft, pair, type Reader, rows, shorter, showButton } from '../../cards/card.ts'
import { type NeedFacts, sight } from '../../cards/need-facts.ts'

type Of<V extends TeamNotice['view']> = Extract<TeamNotice, { view: V }>

/** “负责 沈岚教授；联合 丁涛教授（东湖装备院）；成员 何平；研究生 张三”, for who may read the whole of the need. */
export async function crewField(reader: Reader, facts: NeedFacts, whole: boolean): Promise<string | undefined> {
  const { tx, words } = reader
  const t = words.t.teamwork
  if (!whole) return undefined
  const party = facts.standing.poster || facts.standing.staff || facts.standing.claimer || facts.standing.member
  const members = byRole(await tx.teams.ofNeed(facts.need.id)).filter(({ state }) => state === 'in' || party)
  if (members.length === 0) return undefined
  const names = []
  for (const member of members)
    names.push(`${t.roles[member.role]} ${await nameOf(reader, member)}${member.state === 'in' ? '' : t.waiting}`)
  const lead = facts.claimer ? [`${t.lead} ${words.expert(facts.claimer)}`] : []
  return [...lead, ...names].join(t.list)
}

/** Joint claimers first, postgraduates last; within a role as they came. */
function byRole(members: TeamMember[]): TeamMember[] {
  return memberRoles.flatMap((role) => members.filter((member) => member.role === role))
}

async function nameOf({ tx, words }: Reader, member: TeamMember): Promise<string> {
  const expert = member.expertId ? await tx.directory.expert(member.expertId) : undefined
  return expert ? words.expert(expert) : member.name
}

/** Somebody asks, or is asked, to join: with buttons for whom it waits for, afterwards how it went. */
export async function memberCard(reader: Reader, { memberId }: Of<'member'>): Promise<Draft | undefined> {
  const { tx, words, person } = reader
  const member = await tx.teams.find(memberId)
  const need = member && (await tx.needs.find(member.needId))
  const expert = member?.expertId ? await tx.directory.expert(member.expertId) : undefined
  if (!member || !need || !expert) return undefined
  const t = words.t.teamwork
  const standing = await standingOf(tx, need, person)
  if (!standing.poster && !standing.claimer && !standing.staff && person.expertId !== expert.id) return undefined
  const seen = sight({ need, standing }, person.expertId !== undefined) !== 'nothing'
  const show = seen ? [[button(words.t.buttons.show, 'need', need.id)]] : []
  const name = words.expert(expert)
  const who = await decider({ tx }, member)
  if (member.state !== 'proposed')
    return { title: t.joinTitle(need.number ?? ''), text: `${name}\n${t.states[member.state]}`, buttons: show }
  const mine = who === 'poster' ? standing.poster : who === 'claimer' ? standing.claimer : person.expertId === expert.id || standing.staff
  if (!mine)
    return {
      title: t.joinTitle(need.number ?? ''),
      text: `${name}\n${who === 'poster' ? t.toldPoster : t.states.proposed}`,
      buttons: show,
    }
  const b = words.t.buttons
  const [yes, no] = who === 'expert' ? [b.memberYes, b.memberNo] : [b.joinYes, b.joinNo]
  return {
    ...(await question(reader, need, member, expert, who)),
    buttons: [[button(yes, 'member_yes', memberId, 'primary'), button(no, 'member_no', memberId)], ...show],
  }
}

async function question(reader: Reader, need: Need, member: TeamMember, expert: Expert, who: 'poster' | 'claimer' | 'expert') {
  const { tx, words, person } = reader
  const t = words.t.teamwork
  const name = words.expert(expert)
  const number = need.number ?? ''
  if (who === 'poster') return { title: t.joinTitle(number), text: t.posterText(name, t.roles[member.role]) }
  if (who === 'claimer') return { title: t.joinTitle(number), text: (member.role === 'joint' ? t.jointText : t.joinText)(name) }
  if (person.expertId !== expert.id) return { title: t.askTitle(number), text: t.askPhone(name, number, expert.phone ?? words.t.empty) }
  const claim = await tx.claims.live(need.id)
  const claimer = claim && (await tx.directory.expert(claim.expertId))
  const hidden = need.visibility === 'private' && !(await tx.invitations.of(need.id, expert.id))
  return { title: t.askTitle(number), text: t.askText(claimer ? words.expert(claimer) : '', hidden ? '' : need.title) }
}

/** Those of the team, each with a way out, for the claimer. */
export async function crewCard(reader: Reader, { needId }: Of<'crew'>): Promise<Draft> {
  const { tx, words, person } = reader
  const need = await tx.needs.find(needId)
  if (!need) throw new DomainError('not_found', 'no_such_need')
  checkRight(person, 'lead_team', relationsIn(await standingOf(tx, need, person)))
  const t = words.t.teamwork
  const members = byRole(await tx.teams.ofNeed(needId))
  const lines = []
  for (const member of members)
    lines.push(`• ${t.roles[member.role]} ${await nameOf(reader, member)}${member.state === 'in' ? '' : t.waiting}`)
  const out = members.map(({ id, name }) => button(words.t.buttons.takeOut(shorter(name, 12)), 'member_out', id, 'danger'))
  return {
    title: t.crewTitle(need.number ?? ''),
    text: lines.length > 0 ? lines.join('\n') : t.nobody,
    buttons: [[button(words.t.buttons.addMember, 'add_member', needId)], ...rows(out, 2), [showButton(words, need)]],
  }
}

/** Several experts have that name. */
export async function pickExpertCard({ tx, words }: Reader, { needId, event, ids, name }: Of<'pick_expert_for'>): Promise<Draft> {
  const buttons = []
  for (const id of ids) {
    const expert = await tx.directory.expert(id)
    if (expert) buttons.push([button(shorter(words.expert(expert), 30), `${event}_to`, pair(needId, id))])
  }
  return { text: words.t.teamwork.pick(name), buttons: [...buttons, [button(words.t.buttons.cancel, 'cancel', 'x')]] }
}

/** The expert's desk is full, or they are away: staff may do it all the same, with a second press. */
export async function assignAnywayCard(
  { tx, words, now }: Reader,
  { needId, event, expertId }: Of<'assign_anyway'>,
): Promise<Draft | undefined> {
  const expert = await tx.directory.expert(expertId)
  const load = await tx.invitations.loadOf(expertId)
  if (!expert || !load) return undefined
  const { overCap, onLeave, anyway } = words.t.teamwork
  const b = words.t.buttons
  const away = expert.away && isOnLeave(expert, isoDayAt(now)) ? onLeave(words.expert(expert), words.day(expert.away.until)) : ''
  const full = load.open >= load.cap ? overCap(words.expert(expert), String(load.open), String(load.cap)) : ''
  return {
    text: [away, full, anyway].filter(Boolean).join('\n'),
    buttons: [[button(b.anyway, `${event}_anyway`, pair(needId, expertId), 'danger'), button(b.cancel, 'cancel', 'x')]],
  }
}
