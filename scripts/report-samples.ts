// Draws the samples of docs/images/reports: npm run report-samples
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Letter } from '../src/domain/letter.ts'
import type { Chart } from '../src/domain/picture.ts'
import { makeLetter } from '../src/reports/letter.ts'
import { makePicture } from '../src/reports/picture.ts'

const folder = new URL('../docs/images/reports/', import.meta.url)
const note = '2026 年 1 月 1 日至 11 月 29 日 · 区科技局'
const empty = '这段时间没有数字。'

const institutes = [
  '苏州轻纺研究院',
  '江南大学纺织科学与工程学院',
  '东海大学机器人研究中心',
  '长三角先进材料研究院',
  '太湖农业科学研究所',
  '省食品发酵工业研究院',
  '智能制造联合实验室',
  '华东理工产学研合作办公室',
  '运河环境科学研究院',
  '区数字经济研究中心',
]
const townships = ['平望镇', '盛泽镇', '震泽镇', '七都镇', '桃源镇', '黎里镇', '同里镇', '八坼街道', '横扇街道', '江陵街道']

const steps: [label: string, value: number, unit: string][] = [
  ['走访企业', 486, '家'],
  ['征集需求', 372, '项'],
  ['发布需求', 318, '项'],
  ['匹配到专家', 291, '项'],
  ['专家认领', 214, '项'],
  ['现场解决', 96, '个'],
  ['已解决', 137, '项'],
  ['合作协议', 58, '份'],
  ['申请专利', 41, '项'],
  ['培训', 1200, '人次'],
  ['孵化企业', 7, '家'],
  ['共建研发中心', 4, '个'],
  ['技术合同额', 8642.5, '万元'],
]

const charts: Record<string, Chart> = {
  funnel: {
    kind: 'funnel',
    title: '“十百千”校企协同行动进展',
    note,
    empty,
    steps: steps.map(([label, value, unit]) => ({ label, value, text: `${value.toLocaleString('en-US')} ${unit}` })),
  },
  trend: {
    kind: 'trend',
    title: '每月发布、认领和解决的需求',
    note,
    empty,
    points: Array.from({ length: 11 }, (_, i) => `${i + 1}月`),
    series: [
      { name: '发布', values: [12, 8, 21, 27, 31, 38, 29, 26, 41, 44, 41] },
      { name: '认领', values: [6, 5, 13, 18, 22, 27, 21, 19, 28, 29, 26] },
      { name: '已解决', values: [0, 2, 4, 8, 11, 15, 16, 14, 20, 23, 24] },
    ],
  },
  bars: {
    kind: 'bars',
    title: '各院所认领的需求与年度目标',
    note,
    empty,
    rows: institutes,
    series: [{ name: '已认领（项）', values: [46, 38, 31, 27, 22, 17, 13, 11, 6, 3] }],
    line: { name: '年度目标', values: [40, 40, 30, 30, 20, 20, 15, 15, 10, undefined] },
  },
  heat: {
    kind: 'heat',
    title: '各镇（街道）需求进展',
    note,
    empty,
    rows: townships,
    columns: ['走访企业', '征集需求', '发布需求', '专家认领', '已解决', '合作协议', '协议金额'],
    values: [
      [86, 71, 60, 41, 28, 12, 2365.8],
      [103, 92, 83, 62, 40, 17, 3120],
      [54, 37, 31, 22, 12, 4, 640],
      [47, 40, 33, 19, 13, 5, 410.5],
      [38, 26, 22, 13, 7, 2, 188],
      [64, 49, 42, 30, 19, 9, 1270],
      [29, 18, 15, 9, 5, 1, 60],
      [33, 21, 18, 12, 8, 3, 325],
      [19, 11, 9, 4, 3, 0, 0],
      [13, 7, 5, 2, 2, 0, 0],
    ],
  },
}

function letterWith(png: Uint8Array): Letter {
  return {
    lang: 'zh',
    title: '关于2026年前三季度“十百千”校企协同行动进展情况的报告',
    to: '区委、区政府',
    body: [
      {
        kind: 'text',
        text: '今年以来，区科技局会同各院所、各镇（街道）深入企业一线，围绕企业技术需求组织专家对接，推动“十百千”校企协同行动取得阶段性成效。现将2026年1月1日至9月30日进展情况报告如下。',
      },
      { kind: 'heading', level: 1, text: '总体进展' },
      {
        kind: 'text',
        text: '前三季度共走访企业486家，征集技术需求372项，发布318项，其中291项匹配到专家，214项由专家认领；现场解决96个，已解决137项，签订合作协议58份，技术合同额8,642.5万元，培训1,200人次。',
      },
      { kind: 'picture', png, alt: '走访企业486家；征集需求372项；发布需求318项。', caption: '图1　前三季度行动进展' },
      { kind: 'heading', level: 1, text: '各院所完成情况' },
      { kind: 'heading', level: 2, text: '认领与目标' },
      {
        kind: 'text',
        text: '10家院所中，苏州轻纺研究院、东海大学机器人研究中心、太湖农业科学研究所已提前完成年度目标；其余院所完成目标的60%以上。',
      },
      {
        kind: 'table',
        title: '表1　各院所认领需求与年度目标',
        head: ['院所', '已认领（项）', '年度目标（项）', '完成率', '合同额（万元）'],
        rows: institutes.map((name, i) => {
          const [done, target] = [[46, 38, 31, 27, 22, 17, 13, 11, 6, 3][i] as number, [40, 40, 30, 30, 20, 20, 15, 15, 10, 0][i] as number]
          return [
            name,
            String(done),
            target ? String(target) : '–',
            target ? `${Math.round((100 * done) / target)}%` : '–',
            (done * 41.5).toLocaleString('en-US'),
          ]
        }),
        widths: [4.2, 2, 2, 1.5, 2.6],
      },
      { kind: 'heading', level: 2, text: '需要说明的情况' },
      {
        kind: 'text',
        text: '区数字经济研究中心于8月加入行动，年度目标另行商定。智能制造联合实验室有2项需求因企业停产暂缓，拟在四季度恢复对接。',
      },
      { kind: 'heading', level: 1, text: '下一步打算' },
      {
        kind: 'text',
        text: '一是对超过30天无人认领的需求逐项回访，会同院所重新研判。\n二是对已签协议项目按月跟踪，推动协议转化为技术合同。\n三是总结棉织物后整理、冷链设备节能等典型案例，在全区推广。',
      },
      { kind: 'text', text: '特此报告。' },
    ],
    annexes: ['各院所认领需求明细表', '各镇（街道）需求进展情况表'],
    from: '区科学技术局',
    date: '2026年10月9日',
    author: '区科学技术局',
    at: new Date('2026-10-09T01:00:00Z'),
  }
}

await mkdir(folder, { recursive: true })
for (const [name, chart] of Object.entries(charts)) {
  const start = performance.now()
  const png = await makePicture(chart)
  await writeFile(new URL(`${name}.png`, folder), png)
  console.log(`${name}.png: ${Math.round(png.length / 1024)} kB, ${Math.round(performance.now() - start)} ms`)
}

const letter = await makeLetter(letterWith(await makePicture(charts.funnel as Chart)))
await writeFile(new URL('letter.docx', folder), letter)
console.log(`letter.docx: ${Math.round(letter.length / 1024)} kB`)
pagesOf(fileURLToPath(new URL('letter.docx', folder)))

/** As pictures, where LibreOffice and poppler are installed; it takes its own types for those it lacks. */
function pagesOf(document: string): void {
  const at = mkdtempSync(join(tmpdir(), 'letter-'))
  const { error } = spawnSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', at, document])
  if (error) console.log('letter-*.png are left as they are: there is no soffice.')
  else spawnSync('pdftoppm', ['-r', '72', '-png', join(at, 'letter.pdf'), document.replace(/\.docx$/, '')])
  rmSync(at, { recursive: true })
}
