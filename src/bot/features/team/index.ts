import type { TeamDialog, TeamNotice } from '../../../domain/notices.ts'
import { ask, reply } from '../../../domain/use-cases/act.ts'
import { handToOfficer, handToOfficerNamed, mayHandOver } from '../../../domain/use-cases/team/appoint-officer.ts'
import { mayStepIn, type StepIn, sayWhyReplace, stepIn, stepInNamed } from '../../../domain/use-cases/team/assign-expert.ts'
import { extendTerm, mayExtend } from '../../../domain/use-cases/team/extend-term.ts'
import { chooseStandIn, endLeave, takeLeave } from '../../../domain/use-cases/team/leave.ts'
import {
  addMember,
  addMemberNamed,
  askToJoin,
  decideMember,
  endMember,
  leaveTeam,
  mayAddMember,
} from '../../../domain/use-cases/team/members.ts'
import { officerLeft } from '../../../domain/use-cases/team/officer-left.ts'
import { pageIn, unpair } from '../../cards/card.ts'
import { type Feature, nothing, type Press } from '../feature.ts'
import { crewButtons, myTeam, teamMore } from './buttons.ts'
import { assignAnywayCard, crewCard, crewField, memberCard, pickExpertCard } from './crew-cards.ts'
import { leaveCard, leaveCommand, officerLeftCommand, standInCard, teamHelp } from './leave.ts'
import { answeringCard, officerField, officerLeavesCard, officersCard, stepCard } from './officer-cards.ts'

function steppingIn(event: StepIn, anyway: boolean): Press {
  return (act, id) => stepIn(act, unpair(id).needId, event, unpair(id).rest, anyway)
}

const presses: Record<string, Press> = {
  stand_in: chooseStandIn,
  end_leave: endLeave,
  answering: (act, id) => reply(act, { view: 'answering', page: pageIn(id) }),
  hand_over: async (act, needId) => {
    await mayHandOver(act, needId)
    await reply(act, { view: 'officers', needId })
    await act.tx.dialogs.set(act.address, { kind: 'officer_to', needId }, act.now)
  },
  officer_left: officerLeft,
  officer_to: (act, id) => handToOfficer(act, unpair(id).needId, unpair(id).rest),
  assign: async (act, needId) => {
    await mayStepIn(act, needId, 'assign')
    await ask(act, { kind: 'assign', needId })
  },
  assign_to: steppingIn('assign', false),
  assign_anyway: steppingIn('assign', true),
  replace: async (act, needId) => {
    await mayStepIn(act, needId, 'replace')
    await ask(act, { kind: 'replace', needId })
  },
  replace_to: steppingIn('replace', false),
  replace_anyway: steppingIn('replace', true),
  extend: async (act, needId) => {
    await mayExtend(act, needId)
    await ask(act, { kind: 'extend', needId })
  },
  join: (act, needId) => askToJoin(act, needId, 'member'),
  join_jointly: (act, needId) => askToJoin(act, needId, 'joint'),
  member_yes: (act, id) => decideMember(act, id, true),
  member_no: (act, id) => decideMember(act, id, false),
  member_out: endMember,
  leave_team: leaveTeam,
  crew: (act, needId) => reply(act, { view: 'crew', needId }, { mode: 'fresh', slot: `crew:${needId}` }),
  add_member: async (act, needId) => {
    await mayAddMember(act, needId)
    await ask(act, { kind: 'add_member', needId })
  },
  add_member_to: (act, id) => addMember(act, unpair(id).needId, unpair(id).rest),
}

/** The officer and the team of a need. */
export const team: Feature<TeamNotice, TeamDialog> = {
  ...nothing,
  cards: {
    step: stepCard,
    leave: leaveCard,
    stand_in: standInCard,
    officers: officersCard,
    officer_leaves: officerLeavesCard,
    answering: answeringCard,
    pick_expert_for: pickExpertCard,
    assign_anyway: assignAnywayCard,
    member: memberCard,
    crew: crewCard,
  },
  presses,
  answers: {
    leave: (act, _dialog, said) => takeLeave(act, said.text),
    officer_to: (act, { needId }, said) => handToOfficerNamed(act, needId, said.text),
    assign: (act, { needId }, said) => stepInNamed(act, needId, 'assign', said.text),
    replace: (act, { needId }, said) => sayWhyReplace(act, needId, said.text),
    replace_with: (act, { needId }, said) => stepInNamed(act, needId, 'replace', said.text),
    extend: (act, { needId }, said) => extendTerm(act, needId, said.text),
    add_member: (act, { needId }, said) => addMemberNamed(act, needId, said.text),
  },
  commands: [leaveCommand, officerLeftCommand],
  needFields: async (reader, facts, whole) => [
    [reader.words.t.labels.officer, await officerField(reader, facts, whole)],
    [reader.words.t.labels.crew, await crewField(reader, facts, whole)],
  ],
  needButtons: crewButtons,
  moreButtons: teamMore,
  help: async (reader) => teamHelp(reader),
  my: myTeam,
}
