/** Writes docs/rights.md from the table in src/domain/rights-table.ts and the verbs and commands in src/bot/rights.ts. `npm run rights-doc`; a test fails when it is out of date. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { commands } from '../src/bot/rights.ts'
import { textsIn } from '../src/bot/texts/index.ts'
import type { Who } from '../src/domain/rights.ts'
import { type Action, type Right, rights } from '../src/domain/rights-table.ts'

const names: Record<Who, [zh: string, en: string]> = {
  anybody: ['任何人', 'anybody'],
  unknown: ['还没有身份的人', 'somebody not yet known'],
  contact: ['企业联系人', 'contacts of enterprises'],
  expert: ['专家', 'experts'],
  manager: ['研究院负责人', 'institute managers'],
  bureau: ['科技局（含联络员）', 'the bureau, officers too'],
  office: ['工作人员、负责人、管理员', 'staff, heads, administrators'],
  head: ['负责人', 'heads'],
  admin: ['管理员', 'administrators'],
  poster: ['提出这条需求的企业', 'the enterprise of the need'],
  claimer: ['认领这条需求的专家', 'the expert who claimed it'],
  member: ['团队成员', 'members of its team'],
  asked: ['被邀请的专家', 'experts who were asked'],
  reader: ['能看到这条需求的专家', 'experts who may read it'],
  worked: ['做完这条需求的专家', 'the expert who worked on it to its end'],
  institute: ['相关研究院的负责人', 'the manager of the institute concerned'],
  self: ['本人', 'the person it is about'],
  author: ['经手人', 'whoever made it'],
  deputy: ['负责人的代办人', 'who stands in for the head'],
  applicant: ['揭榜方', 'the applicant'],
  panelist: ['评审专家', 'panelists'],
  awaited: ['等他答复的人', 'whose word is awaited'],
  own: ['这家企业的联系人', 'the contact of that enterprise'],
}

/** Without what is filled in when it is said. */
function refusalOf(action: Action): string {
  const errors: Record<string, (facts: Record<string, string>) => string> = textsIn('zh').errors
  return errors[rights[action].refusal]?.({}) ?? ''
}

function row(action: Action): string {
  const { zh, en, by, state }: Right = rights[action]
  const [chinese, english] = [0, 1].map((i) => by.map((who) => names[who][i]).join(i === 0 ? '、' : '; '))
  const said = Object.values(commands).flatMap(({ does, zh }) => (does[0] === action ? [`“${zh}”`] : []))
  const more = [...said, ...(state ? [`状态见 [life.md](life.md) \`${state}\``] : [])].join('；')
  return `| ${zh} | ${chinese} | ${en} | ${english} | ${more || '—'} | ${refusalOf(action)} |`
}

export function rightsDocument(): string {
  return `# Who may do what 谁能做什么

Made by \`npm run rights-doc\` from the table in [\`src/domain/rights-table.ts\`](../src/domain/rights-table.ts). Use cases ask that table, and
[\`tests/scenarios/permission-walk.test.ts\`](../tests/scenarios/permission-walk.test.ts) presses every button and says every command as everybody. Change the table, not this file.

本表由程序里的权限表生成。“谁”满足其一即可；在需求的哪个状态能做，见 [life.md](life.md)。另外，与企业有利益关系的专家不能认领、揭榜，揭榜方不能评审自己的榜。

| 做什么 | 谁 | what | who | 怎么说、何时 said as, when | 不能做的人会看到 |
|---|---|---|---|---|---|
${(Object.keys(rights) as Action[]).map(row).join('\n')}
`
}

export const rightsFile = fileURLToPath(new URL('../docs/rights.md', import.meta.url))

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(rightsFile, rightsDocument())
