// Draws the samples of docs/images/reports: npm run report-samples
import { mkdir, writeFile } from 'node:fs/promises'
import type { Chart } from '../src/domain/picture.ts'
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

export const charts: Record<string, Chart> = {
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
    values: townships.map((_, r) =>
      [62, 51, 44, 30, 19, 8, 1284.5].map((value, c) => Math.round(value * (1.35 - r * 0.13) * (1 + ((r * 7 + c * 5) % 6) / 10))),
    ),
  },
}

await mkdir(folder, { recursive: true })
for (const [name, chart] of Object.entries(charts)) {
  const start = performance.now()
  const png = await makePicture(chart)
  await writeFile(new URL(`${name}.png`, folder), png)
  console.log(`${name}.png: ${Math.round(png.length / 1024)} kB, ${Math.round(performance.now() - start)} ms`)
}
