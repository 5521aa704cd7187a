import type { InstituteDialog, InstituteNotice } from '../../../domain/notices.ts'
import { isStaff } from '../../../domain/person.ts'
import { reply } from '../../../domain/use-cases/act.ts'
import {
  askForInstituteField,
  ownInstitute,
  setInstituteField,
  showInstitute,
  showInstituteById,
  showInstitutes,
} from '../../../domain/use-cases/institute/profile.ts'
import {
  addTeam,
  askForTeam,
  askForTeamPart,
  describeTeam,
  nameTeamExpert,
  putTeamExpert,
  removeTeam,
  renameTeam,
  showTeam,
  takeFromTeam,
} from '../../../domain/use-cases/institute/teams.ts'
import { button, pageIn, unpair } from '../../cards/card.ts'
import { type CommandReader, type Feature, nothing } from '../feature.ts'
import { chooseTeamExpertCard, instituteCard, instituteFieldsCard, institutePrompt, institutesCard, teamCard } from './cards.ts'

const show: CommandReader = (text, actor) => {
  const known = isStaff(actor) || actor.enterpriseId || actor.expertId || actor.managesId
  const found = /^(?:院所|研究院|研究院资料|institutes?)(?:[\s:：]+(.+))?$/iu.exec(text)
  return found && known ? (act) => showInstitute(act, found[1]?.trim()) : undefined
}

/** Institutes and their teams. */
export const institute: Feature<InstituteNotice, InstituteDialog> = {
  ...nothing,
  cards: {
    institute: instituteCard,
    institutes: institutesCard,
    institute_fields: instituteFieldsCard,
    research_team: teamCard,
    choose_team_expert: chooseTeamExpertCard,
  },
  presses: {
    institute: showInstituteById,
    institutes: (act, id) => showInstitutes(act, pageIn(id)),
    institute_edit: async (act, instituteId) => {
      await ownInstitute(act, instituteId)
      await reply(act, { view: 'institute_fields', instituteId })
    },
    institute_part: (act, id) => askForInstituteField(act, unpair(id).needId, unpair(id).rest),
    research_team: showTeam,
    research_team_new: askForTeam,
    team_add: (act, id) => askForTeamPart(act, id, 'team_member'),
    team_lead: (act, id) => askForTeamPart(act, id, 'team_leader'),
    team_rename: (act, id) => askForTeamPart(act, id, 'team_name'),
    team_describe: (act, id) => askForTeamPart(act, id, 'team_summary'),
    team_put: (act, id) => putTeamExpert(act, unpair(id).needId, 'member', unpair(id).rest),
    team_put_leader: (act, id) => putTeamExpert(act, unpair(id).needId, 'leader', unpair(id).rest),
    team_take: (act, id) => takeFromTeam(act, unpair(id).needId, unpair(id).rest),
    team_remove: removeTeam,
  },
  answers: {
    institute_part: (act, { instituteId, field }, said) => setInstituteField(act, instituteId, field, said.text),
    team_new: (act, { instituteId }, said) => addTeam(act, instituteId, said.text),
    team_name: (act, { teamId }, said) => renameTeam(act, teamId, said.text),
    team_leader: (act, { teamId }, said) => nameTeamExpert(act, teamId, 'leader', said.text),
    team_member: (act, { teamId }, said) => nameTeamExpert(act, teamId, 'member', said.text),
    team_summary: (act, { teamId }, said) => describeTeam(act, teamId, said.text),
  },
  prompts: { institute_part: institutePrompt },
  commands: [show],
  help: async ({ words: { t }, person }) =>
    person.managesId ? t.institute.helpManager : person.enterpriseId || person.expertId || isStaff(person) ? t.institute.help : [],
  my: async ({ words, person }) => ({
    lines: [],
    buttons: person.managesId ? [button(words.t.buttons.institute_show, 'institute', person.managesId)] : [],
  }),
}
