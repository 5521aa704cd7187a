import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PlainTable } from '../../src/domain/exchange/raw.ts'
import { readWorkbook } from '../../src/reports/read-workbook.ts'
import { makeTables } from '../../src/reports/tables.ts'
import { idOf } from '../../src/store/directory.ts'
import { bureauDirectory } from '../support/cast.ts'
import type { FakePerson } from '../support/fake-platform.ts'
import { type TestApp, testApp, wordsOf } from '../support/test-app.ts'

let t: TestApp
let chen: FakePerson
beforeEach(async () => {
  t = await testApp({ directory: bureauDirectory })
  chen = await t.someone('officer:chen')
})
afterEach(() => t.stop())

const sheet = (name: string, headings: string[], ...rows: (string | number | undefined)[][]): PlainTable => ({
  name,
  headings,
  widths: [],
  rows,
})

async function file(name: string, ...tables: PlainTable[]) {
  return { name, mime: 'application/octet-stream', bytes: await makeTables(tables, { author: 'x', at: new Date(0) }) }
}

const csv = (name: string, text: string) => ({ name, mime: 'text/csv', bytes: new TextEncoder().encode(text) })

const people = ['姓名', '单位', '职称', '研究方向', '手机', '身份证号', '备注']

describe('a list of experts', () => {
  test('is tried first: what is new, changed, the same and wrong, with rows and reasons; nothing is written before somebody says so', async () => {
    await chen.say('', [
      await file(
        '专家名单.xlsx',
        sheet(
          'Sheet1',
          people,
          ['沈若兰', '江畔轻纺院', '教授', '轧光；后整理', 13900001234, '330000199001011234', 'x'],
          ['沈岚', '江畔理工大学轻纺研究院', '研究员', undefined, undefined, undefined, undefined],
          ['何平', '江畔轻纺院', '教授'],
          ['王五', '没有的研究院', '教授'],
          ['赵六', '江畔轻纺院', '教授', undefined, '1.39E+10'],
        ),
      ),
    ])
    const card = wordsOf(chen.card('导入 · 专家名单.xlsx'))
    expect(card).toContain('专家：新增 1，改动 1，相同 1，有误 2')
    expect(card).toContain('不读取、也不保存的个人信息：身份证号')
    expect(card).toContain('没认出的列（不读）：备注')
    expect(card).toContain('第 5 行 王五：“单位”没有叫“没有的研究院”的研究院')
    expect(card).toContain('第 6 行 赵六：“手机”“1.39E+10”被 Excel 变成了科学计数法')
    expect(card).not.toContain('[写入 2 行]')
    expect(await t.prisma.expert.count()).toBe(6)
    const kept = JSON.stringify(await t.prisma.importRow.findMany())
    expect(kept).not.toContain('330000199001011234')
    expect(await t.prisma.file.count()).toBe(0)

    await chen.press('逐行报告')
    const report = await readWorkbook(chen.last().attachments?.[0]?.bytes as Uint8Array)
    expect(report[0]?.rows[0]?.cells).toEqual(['行号', '姓名', '单位', '职称', '研究方向', '手机', '结果', '说明'])
    expect(report[0]?.rows[2]?.cells).toEqual(
      ['3', '沈岚', '江畔理工大学轻纺研究院', '研究员', undefined, undefined, '改动', '职称：教授 → 研究员'].map((c, i) =>
        i === 0 ? 3 : c,
      ),
    )

    await chen.press('只写入没问题的 2 行')
    expect(wordsOf(chen.card('导入 · 专家名单.xlsx'))).toContain('已写入')
    const added = await t.prisma.expert.findFirstOrThrow({ where: { name: '沈若兰' } })
    expect(added).toMatchObject({
      title: '教授',
      keywords: ['轧光', '后整理'],
      phone: '13900001234',
      instituteId: idOf('institute', 'textile'),
    })
    expect(await t.prisma.expert.findUniqueOrThrow({ where: { id: idOf('expert', 'rolling') } })).toMatchObject({
      title: '研究员',
      phone: '19900001111',
    })

    await chen.say('撤销导入')
    await chen.press('撤销这次导入')
    expect(wordsOf(chen.card('导入 · 专家名单.xlsx'))).toContain('2 行恢复到导入前')
    expect(await t.prisma.expert.findUniqueOrThrow({ where: { id: idOf('expert', 'rolling') } })).toMatchObject({ title: '教授' })
    expect(await t.prisma.expert.count({ where: { name: '沈若兰' } })).toBe(0)
    await chen.say('导入记录')
    expect(wordsOf(chen.last())).toContain('陈科长《专家名单.xlsx》已撤销')
  })

  test('pasted as it stands on a web page', async () => {
    await chen.say('导入专家 江畔轻纺院')
    expect(wordsOf(chen.last())).toContain('没写单位的，按“江畔轻纺院”算')
    await chen.say('师资队伍\n1. 沈若兰，教授，染整工程系主任，研究方向：棉织物后整理、轧光工艺；邮箱 shen@example.edu.cn\n2. 何平 副教授')
    const card = wordsOf(chen.card('导入 · 粘贴的名单'))
    expect(card).toContain('专家：新增 1，改动 1，相同 0')
    expect(card).toContain('没看懂的内容 1 处（不写）：第 1 行：师资队伍')
    await chen.press('写入 2 行')
    expect(await t.prisma.expert.findFirstOrThrow({ where: { name: '沈若兰' } })).toMatchObject({
      post: '染整工程系主任',
      keywords: ['棉织物后整理', '轧光工艺'],
      email: 'shen@example.edu.cn',
    })
  })

  test('with the command in the same message, or CSV in GB18030 with semicolons', async () => {
    await chen.say('导入专家 江畔轻纺院\n沈若兰，教授')
    expect(wordsOf(chen.card('导入 · 粘贴的名单'))).toContain('新增 1')
    await chen.press('放弃')
    expect(wordsOf(chen.card('导入 · 粘贴的名单'))).toContain('已放弃')
    expect(await t.prisma.importRow.count()).toBe(0)
    // 姓名;职称 / 罗宁;研究员
    const gb = Uint8Array.from([
      0xd0, 0xd5, 0xc3, 0xfb, 0x3b, 0xd6, 0xb0, 0xb3, 0xc6, 0x0d, 0x0a, 0xc2, 0xde, 0xc4, 0xfe, 0x3b, 0xd1, 0xd0, 0xbe, 0xbf, 0xd4, 0xb1,
    ])
    await chen.say('导入专家', [{ name: '名单.csv', mime: 'text/csv', bytes: gb }])
    expect(wordsOf(chen.card('导入 · 名单.csv'))).toContain('专家：新增 0，改动 1')
  })
})

describe('an import', () => {
  test('of what changed meanwhile is shown anew instead of written', async () => {
    await chen.say('', [csv('企业.csv', '企业名称,镇街,联系人,联系电话\n云溪锦华印染有限公司,柳荫街道,周工,19900003009\n')])
    expect(wordsOf(chen.card('导入 · 企业.csv'))).toContain('企业联系人：新增 0，改动 1')
    await t.prisma.person.update({ where: { id: idOf('person', 'contact:mill') }, data: { phone: '19900003555' } })
    await chen.press('写入 1 行')
    expect(wordsOf(chen.card('导入 · 企业.csv'))).toContain('试读之后数据有了变动')
    expect(await t.prisma.person.findUniqueOrThrow({ where: { id: idOf('person', 'contact:mill') } })).toMatchObject({
      phone: '19900003555',
    })
    await chen.press('写入 1 行')
    expect(await t.prisma.person.findUniqueOrThrow({ where: { id: idOf('person', 'contact:mill') } })).toMatchObject({
      phone: '19900003009',
    })
  })

  test('of several sheets goes in the order in which one names the other, and of the same file twice nothing is new', async () => {
    const book = await file(
      '全部.xlsx',
      sheet('成果', ['成果名称', '专家', '成熟度'], ['低张力轧光', '沈若兰', '通过中试']),
      sheet('专家', ['姓名', '单位', '职称'], ['沈若兰', '云溪新院', '教授']),
      sheet('研究院', ['研究院名称', '简称', '所属高校'], ['云溪新材料研究院', '云溪新院', '云溪大学']),
    )
    await chen.say('', [book])
    const card = wordsOf(chen.card('导入 · 全部.xlsx'))
    for (const kind of ['研究院', '专家', '科技成果']) expect(card).toContain(`${kind}：新增 1，改动 0`)
    await chen.press('写入 3 行')
    expect(await t.prisma.achievement.findFirstOrThrow({ include: { expert: true } })).toMatchObject({
      maturity: 8,
      expert: { name: '沈若兰' },
    })
    await chen.say('', [book])
    expect(wordsOf(chen.card(/没有新内容/))).toContain('完全相同')
  })

  test('is not undone over later changes and uses, unless the rest is asked for', async () => {
    await chen.say('', [
      await file(
        '专家.xlsx',
        sheet(
          '专家',
          ['姓名', '单位', '职称'],
          ['甲一', '江畔轻纺院', '教授'],
          ['乙二', '江畔轻纺院', '教授'],
          ['丙三', '江畔轻纺院', '教授'],
        ),
      ),
    ])
    await chen.press('写入 3 行')
    const [first, second] = await t.prisma.expert.findMany({ where: { name: { in: ['甲一', '乙二'] } }, orderBy: { name: 'desc' } })
    await t.prisma.expert.update({ where: { id: first?.id ?? '' }, data: { title: '副教授' } })
    await t.prisma.achievement.create({ data: { id: 'achievement-00001', expertId: second?.id ?? '', title: 'x', summary: 'y' } })
    await chen.press('撤销这次导入')
    const card = wordsOf(chen.card('导入 · 专家.xlsx'))
    expect(card).toContain('没有撤销：有 2 行')
    expect(card).toContain('甲一：后来又改过')
    expect(card).toContain('乙二：已经有人或事用到它')
    expect(await t.prisma.expert.count({ where: { name: '丙三' } })).toBe(1)
    await chen.press('撤销其余 1 行')
    expect(await t.prisma.expert.findMany({ where: { name: { in: ['甲一', '乙二', '丙三'] } } })).toHaveLength(2)
  })

  test('is carried on after a restart, and told', async () => {
    await chen.say('', [csv('专家.csv', '姓名,单位,职称\n甲一,江畔轻纺院,教授\n')])
    const run = await t.prisma.importRun.findFirstOrThrow()
    // as it stands when the program is killed after the press
    await t.prisma.importRun.update({ where: { id: run.id }, data: { state: 'writing', heldUntil: new Date('2100-01-01') } })
    expect(await t.prisma.expert.count({ where: { name: '甲一' } })).toBe(0)
    await t.restart()
    expect(wordsOf(chen.card('导入 · 专家.csv'))).toContain('已写入')
    expect(await t.prisma.expert.count({ where: { name: '甲一' } })).toBe(1)
  })

  test('is forgotten row by row after half a year: then it stays as it is', async () => {
    await chen.say('', [csv('专家.csv', '姓名,单位,职称\n甲一,江畔轻纺院,教授\n')])
    await chen.press('写入 1 行')
    await t.later(181 * 86_400_000)
    expect(await t.prisma.importRow.count()).toBe(0)
    await chen.press('撤销这次导入')
    expect(wordsOf(chen.last())).toContain('已经过了保存期（180 天）')
    expect(await t.prisma.expert.count({ where: { name: '甲一' } })).toBe(1)
  })

  test('of what is no table says what to do instead', async () => {
    const said = async (bytes: Uint8Array, name = 'a.xlsx') => {
      await chen.say('导入专家', [{ name, mime: 'x', bytes }])
      return wordsOf(chen.last())
    }
    expect(await said(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toContain('另存为 .xlsx')
    expect(await said(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))).toContain('文件打不开')
    expect(await said(new Uint8Array())).toContain('文件里没有内容')
    expect(await said(new TextEncoder().encode('a,b\n1,2\n'), 'a.csv')).toContain('没有认出任何一类数据')
    expect(await t.prisma.file.count()).toBe(0)
  })

  test('what a sheet is is asked where its headings do not tell', async () => {
    await chen.say('', [csv('名单.csv', '姓名,电话\n甲一,13900001111\n')])
    expect(wordsOf(chen.last())).toContain('“名单”是哪一类')
    await chen.press('专家')
    expect(wordsOf(chen.card('导入 · 名单.csv'))).toContain('第 2 行 甲一：“所在单位”没有填')
  })
})

describe('rights', () => {
  test('an institute’s manager imports and exports their own; others nothing', async () => {
    const su = await t.someone('manager:textile')
    await su.say('', [csv('专家.csv', '姓名,单位,职称\n甲一,,教授\n乙二,东湖装备院,教授\n丁涛,东湖装备院,研究员\n')])
    const card = wordsOf(su.card('导入 · 专家.csv'))
    expect(card).toContain('新增 1，改动 0，相同 0，有误 2')
    expect(card).toContain('不是本院的，不能由您写入')
    await su.say('导入企业')
    expect(wordsOf(su.last())).toContain('这一类您不能导入')
    await su.say('导出专家')
    const [out] = await readWorkbook(su.last().attachments?.[0]?.bytes as Uint8Array)
    expect(out?.rows.map(({ cells }) => cells[1])).toEqual(expect.arrayContaining(['沈岚', '何平']))
    expect(JSON.stringify(out)).not.toContain('丁涛')
    const run = await t.prisma.importRun.findFirstOrThrow()
    const mill = await t.someone('contact:mill')
    await mill.pressRaw('import_sound', run.id)
    expect(wordsOf(mill.last())).toContain('没有这次导入')
    const wang = await t.someone('officer:wang')
    await wang.say('导入专家')
    expect(wordsOf(wang.last())).toContain('导入由科技局工作人员或管理员来做')
    await wang.say('导出企业')
    expect(wordsOf(wang.last())).toContain('已导出，共 2 行')
    await chen.say('导入科技干部')
    expect(wordsOf(chen.last())).toContain('由管理员导入')
  })

  test('templates have what may be imported, and their examples are not taken for entries', async () => {
    await chen.say('导入模板')
    const template = chen.last().attachments?.[0]?.bytes as Uint8Array
    const sheets = await readWorkbook(template)
    expect(sheets.map(({ name }) => name)).toContain('专家')
    expect(sheets.map(({ name }) => name)).not.toContain('科技干部')
    await chen.say('导入专家', [{ name: '模板.xlsx', mime: 'x', bytes: template }])
    expect(wordsOf(chen.last())).toContain('没有认出任何一类数据')
  })

  test('in English', async () => {
    await t.prisma.person.update({ where: { id: idOf('person', 'officer:chen') }, data: { lang: 'en' } })
    await chen.say('import experts', [csv('list.csv', 'Name,Institute,Title\nAlice Wong,江畔轻纺院,Professor\n')])
    expect(wordsOf(chen.card('Import · list.csv'))).toContain('Experts: 1 new, 0 changed, 0 the same')
    await chen.press('Write 1 row')
    await chen.say('export everything')
    const sheets = await readWorkbook(chen.last().attachments?.[0]?.bytes as Uint8Array)
    expect(sheets.map(({ name }) => name)).toContain('Experts')
  })
})

describe('past needs', () => {
  const headings = ['需求编号', '需求名称', '需求描述', '技术领域', '企业名称', '解决专家', '提出日期', '认领日期', '解决日期', '解决情况']
  const row = (number: string, ...more: string[]) => [
    number,
    '棉布发硬',
    '压光后手感发硬',
    '新材料',
    '云溪锦华印染有限公司',
    '沈岚',
    ...more,
  ]

  test('come in with their history, count in the lists, and go with the import that brought them', async () => {
    const sheets = await file(
      '需求.xlsx',
      sheet(
        '以往需求',
        headings,
        row('2025-0007', '2025-03-01', '2025/3/5', '2025年6月', '好了'),
        row('2025-0008', '2025-03-01', '2025-02-01', '2025-06-01', '好了'),
      ),
    )
    await chen.say('', [sheets])
    expect(wordsOf(chen.card('导入 · 需求.xlsx'))).toContain('第 3 行 棉布发硬：提出、认领、解决的日期前后颠倒')
    await chen.press('只写入没问题的 1 行')
    const need = await t.prisma.need.findUniqueOrThrow({ where: { number: '2025-0007' }, include: { history: true, claims: true } })
    expect(need).toMatchObject({ state: 'confirmed', claims: [{ expertId: idOf('expert', 'rolling') }] })
    expect(need.history).toHaveLength(4)
    await chen.say('导出需求')
    const [out] = await readWorkbook(chen.last().attachments?.[0]?.bytes as Uint8Array)
    expect(out?.rows[1]?.cells).toEqual(expect.arrayContaining(['2025-0007', '2025-03-01', '2025-06-01']))
    await chen.press('撤销这次导入')
    expect(await t.prisma.need.count()).toBe(0)
  })
})
