import { clusters, fields, nameOf } from '../../../domain/code-lists.ts'
import type { ResearchTeam } from '../../../domain/directory.ts'
import { DomainError } from '../../../domain/errors.ts'
import { instituteFields } from '../../../domain/institutes.ts'
import type { InstituteDialog, InstituteNotice } from '../../../domain/notices.ts'
import { asManager, checkRight, hasRight } from '../../../domain/rights.ts'
import { button, type Draft, fieldsOf, pair, type Reader, rows, shorter, turns } from '../../cards/card.ts'
import type { Button } from '../../platform.ts'

const page = 10

/** An institute as everybody may see it; its manager and staff can change it. */
export async function instituteCard(reader: Reader, { instituteId }: { instituteId: string }): Promise<Draft> {
  const { tx, words, person } = reader
  const { institute: t, buttons: b } = words.t
  const one = await tx.institutes.find(instituteId)
  if (!one) throw new DomainError('not_found', 'no_such_entry')
  const teams = await tx.institutes.teams(instituteId)
  const lines: string[] = []
  for (const team of teams.slice(0, 12)) lines.push(await teamLine(reader, team))
  const { profile, achievements, equipment } = one
  const latest = achievements.latest.map(({ title, year }) => `• ${title}${year ? words.t.aside(String(year)) : ''}`)
  const may = hasRight(person, 'edit_institute', asManager(person, instituteId))
  const own = may
    ? [button(b.institute_edit, 'institute_edit', instituteId), button(b.research_team_new, 'research_team_new', instituteId)]
    : []
  return {
    title: one.name,
    text: profile.summary ?? (may ? t.noSummary : ''),
    fields: fieldsOf([
      [t.university, one.university],
      [t.clusters, one.clusters.map((code) => nameOf(clusters, code, words.lang)).join(words.t.list)],
      [t.township, profile.township],
      [t.address, profile.address],
      [t.homepage, profile.homepage],
      [t.phone, profile.phone],
      [t.teams, lines.join('\n')],
      [t.experts, t.count(one.experts)],
      [t.achievements, achievements.count > 0 ? [t.achievementCount(achievements.count), ...latest].join('\n') : undefined],
      [
        t.equipment,
        equipment.count > 0 ? t.equipmentCount(equipment.count, equipment.first.map(({ name }) => name).join(words.t.list)) : undefined,
      ],
    ]),
    buttons: [
      ...rows(
        teams.slice(0, 12).map((team) => button(shorter(team.name, 24), 'research_team', team.id)),
        2,
      ),
      ...(equipment.count > 0 || may ? [[button(b.equipment_of, 'equipment_of', `${instituteId}0`)]] : []),
      ...rows(own, 2),
    ],
  }
}

async function teamLine(reader: Reader, team: ResearchTeam): Promise<string> {
  const { words } = reader
  const names = await namesOf(reader, team)
  return `• ${team.name}${names ? `${words.t.colon}${names}` : ''}`
}

async function namesOf({ tx, words }: Reader, { leaderId, memberIds }: ResearchTeam): Promise<string> {
  const leader = leaderId ? await tx.directory.expert(leaderId) : undefined
  const members: string[] = []
  for (const id of memberIds.slice(0, 8)) members.push((await tx.directory.expert(id))?.name ?? '')
  const shown = members.filter(Boolean).join(words.t.list)
  return [leader ? words.t.institute.leads(leader.name) : '', shown].filter(Boolean).join(words.t.semicolon)
}

export async function institutesCard({ tx, words }: Reader, { page: at }: { page: number }): Promise<Draft> {
  const { institute: t } = words.t
  const all = await tx.institutes.all()
  const shown = all.slice(at * page, (at + 1) * page)
  const turn = turns(words, 'institutes', String, at, Math.ceil(all.length / page))
  return {
    title: t.all(all.length),
    text: all.length > 0 ? '' : t.none,
    buttons: [
      ...rows(
        shown.map((one) => button(one.short, 'institute', one.id)),
        2,
      ),
      ...turn,
    ],
  }
}

export async function instituteFieldsCard({ tx, words, person }: Reader, { instituteId }: { instituteId: string }): Promise<Draft> {
  const { institute: t } = words.t
  checkRight(person, 'edit_institute', asManager(person, instituteId))
  const one = await tx.directory.institute(instituteId)
  const buttons = instituteFields.map(({ key }) => button(t[key], 'institute_part', pair(instituteId, key)))
  return { title: one?.name ?? '', text: t.which, buttons: rows(buttons, 2) }
}

export async function teamCard(reader: Reader, { teamId }: { teamId: string }): Promise<Draft> {
  const { tx, words, person } = reader
  const { institute: t, buttons: b } = words.t
  const team = await tx.institutes.team(teamId)
  if (!team) throw new DomainError('not_found', 'no_such_entry')
  const institute = await tx.directory.institute(team.instituteId)
  const may = hasRight(person, 'edit_institute', asManager(person, team.instituteId))
  const names: string[] = []
  const out: Button[] = []
  for (const id of [...(team.leaderId ? [team.leaderId] : []), ...team.memberIds]) {
    const expert = await tx.directory.expert(id)
    if (!expert) continue
    names.push(id === team.leaderId ? t.leads(words.expert(expert)) : words.expert(expert))
    out.push(button(t.takeOut(expert.name), 'team_take', pair(teamId, id)))
  }
  const edit = [
    button(b.team_add, 'team_add', teamId, 'primary'),
    button(b.team_lead, 'team_lead', teamId),
    button(b.team_rename, 'team_rename', teamId),
    button(b.team_describe, 'team_describe', teamId),
    button(b.team_remove, 'team_remove', teamId, 'danger'),
  ]
  return {
    title: team.name,
    text: team.summary,
    fields: fieldsOf([
      [t.institute, institute?.name],
      [t.fields, team.fields.map((code) => nameOf(fields, code, words.lang)).join(words.t.list)],
      [t.members, names.join('\n') || t.nobody],
    ]),
    buttons: [...(may ? [...rows(edit, 2), ...rows(out.slice(0, 12), 2)] : []), [button(b.institute_show, 'institute', team.instituteId)]],
  }
}

export async function chooseTeamExpertCard(
  { tx, words }: Reader,
  { teamId, as, ids, name }: Extract<InstituteNotice, { view: 'choose_team_expert' }>,
): Promise<Draft> {
  const buttons: Button[] = []
  for (const id of ids) {
    const expert = await tx.directory.expert(id)
    if (expert) buttons.push(button(words.expert(expert), as === 'leader' ? 'team_put_leader' : 'team_put', pair(teamId, id)))
  }
  return { text: words.t.chooseExpert(name), buttons: rows([...buttons, button(words.t.buttons.cancel, 'cancel', 'x')], 1) }
}

export function institutePrompt({ words }: Reader, { field }: Extract<InstituteDialog, { kind: 'institute_part' }>): Draft {
  return { text: words.t.institute.asks[field], buttons: [[button(words.t.buttons.cancel, 'cancel', 'x')]] }
}
