import type { FakeSlackUser } from '../../support/fake-slack-people.ts'
import { type ContractPerson, type ContractRig, platformContract } from '../contract.ts'
import { openSlack } from './rig.ts'

const lacks = { 'deep links': 'a link into a Slack chat carries nothing; buttons with a start do' }

platformContract('slack', () => open('http'), lacks, 'over HTTP')

platformContract('slack', () => open('socket'), lacks, 'in Socket Mode')

async function open(by: 'http' | 'socket'): Promise<ContractRig> {
  const { slack, platform, close } = await openSlack({ by, ackMs: 400, fileShareMs: 5 })
  const { id: group } = slack.channel('C0GROUP01')
  const person = (id: string, name: string): ContractPerson => contractPerson(slack.user(id, name, 'zh-CN'), group, slack.team)
  return {
    platform,
    anna: person('U0ANNA001', 'Anna'),
    ben: person('U0BEN0001', 'Ben'),
    repeatLast: async () => void (await slack.repeatLast()),
    close,
  }
}

function contractPerson(user: FakeSlackUser, group: string, team: string): ContractPerson {
  const at = (place: 'private' | 'group' | undefined) => (place === 'group' ? { channel: group } : {})
  return {
    address: `slack:${team}:${user.id}`,
    say: async (text) => void (await user.say(text)),
    sayInGroup: async (text, { mention }) => void (await user.say(text, { channel: group, mention })),
    edit: (text) => user.edit(text),
    sendFile: async (file) => void (await user.sendFile(file)),
    sendUnsupported: async () => void (await user.startHuddle()),
    press: (n, place) => user.press(n, at(place)),
    open: () => user.openHome(),
    deleteNewest: () => user.deleteNewest(),
    block: async () => {
      user.deactivated = true
    },
    sees: async (place) => user.sees(at(place)),
  }
}
