/** Targets and figures kept outside the system: the words. `own` is reached as `t.targets`. */
import { figures } from '../../../domain/reports/figures.ts'
import type { Facts } from '../../texts/index.ts'

export { en } from './texts-en.ts'

const names = figures.map(({ zh }) => zh).join('、')

export const zh = {
  buttons: {
    targets: '看全部目标',
    outside_list: '全部外部数据',
    outside_remove: '删除这条',
  },
  says: {},
  errors: {
    targets_not_yours: () => '年度目标和外部数据由科技局工作人员填写；联络员可以查看，发“目标”或“外部数据”。',
    target_figure: (f: Facts) => `没有“${f.said ?? ''}”这项指标，没有改动。可以写的指标：${names}。例：“目标 发布需求 200”。`,
    target_institute: (f: Facts) =>
      `没有叫“${f.said ?? ''}”的研究院，或者不止一家，没有改动。研究院：${f.known ?? ''}。例：“目标 江畔轻纺院 已解决 12”。`,
    target_number: () => '没看到目标数，没有改动。请把数写在最后：“目标 发布需求 200”；不设了写“目标 发布需求 取消”。',
    target_negative: () => '目标不能是负数，没有改动。',
    target_absurd: () => '这个数太大，像是写错了，没有改动。金额的单位是万元：5000万元写“目标 技术合同额 5000”。',
    target_whole: () => '这项指标按个数计，目标请写整数，没有改动。',
    target_year: () => '这个年份不对，没有改动。可以写今年和以后五年：“目标 2027 培训 1200”。',
    no_such_target: () => '这项目标本来就没有定，没有改动。',
    outside_name: () => '请写这项数据的名称，例如“研发投入占GDP比重”。',
    outside_period: () => '没看懂是哪一期。请写月、季或年：“2026-10”“2026年三季度”“2026”。',
    outside_week: () => '外部数据按月、季、年填写，不按周。请写“2026-10”“2026-Q3”或“2026”。',
    outside_value: () => '没看懂这个数。请写数和单位，例如“3.21%”“125.6亿元”。',
    outside_unit: () => '单位请写在20个字以内，没有单位写“无”。',
    outside_source: () => '请写数据来源，例如“区统计局”。',
    outside_on: () => '没看懂这个日期。请写来源的日期，例如“2026-10-20”。',
    outside_future: () => '这个日期还没有到。请写来源发布的日期，例如“2026-10-20”。',
    no_such_outside: () => '这条外部数据已经不在了，或者被新的代替了。发“外部数据”看现有的。',
  },
  prompts: { outside_part: '请补充这项数据。' },
  labels: {},
  events: {},
  own: {
    title: (year: number) => `年度目标 · ${year}年`,
    bureau: '全局',
    line: (percent: number, on: string, begun: boolean) => (begun ? `序时进度 ${percent}%（截至${on}）` : '这一年还没有开始。'),
    none: (year: number) => `${year}年还没有定目标。`,
    one: (name: string, soFar: string, target: string, percent: number, line: number) =>
      `${name}：${soFar} / 目标 ${target}，完成 ${percent}%${percent < line ? '，偏慢' : ''}`,
    how: '定目标：“目标 发布需求 200”“目标 江畔轻纺院 已解决 12”“目标 2027 培训 1200”；不设了写“目标 培训 取消”。',
    agreed: (year: number, whose: string, name: string, value: string, before: string, by: string, on: string) =>
      `已定：${year}年 ${whose} ${name}目标 ${value}${before ? `（原来 ${before}）` : ''}。${by}，${on}。`,
    dropped: (year: number, whose: string, name: string, before: string) =>
      `已取消：${year}年 ${whose} ${name}目标${before ? `（原来 ${before}）` : ''}。`,
    outsideTitle: '外部数据 · 本期和上期',
    outsideOf: (period: string) => `外部数据 · ${period}`,
    outsideNone: '还没有填写。',
    outsideMore: (n: number) => `……另有 ${n} 条，写上哪一期可以只看那一期：“外部数据 2026-Q3”。`,
    outsideHow: '填写：“外部数据 研发投入占GDP比重 2026-Q3 3.21% 来源 区统计局 2026-10-20”。同一名称同一期再填一次，就是更正。',
    outsideBy: (by: string, on: string) => `${by} ${on} 填写，会列入当期的月汇报和季通报。`,
    outsideWas: (value: string, source: string, on: string) => `代替原来的：${value}，来源：${source}，${on}。`,
    outsideGone: (name: string, period: string, value: string, source: string, on: string) =>
      `已删除。要恢复，把下面这行发回来：\n外部数据 ${name} ${period} ${value} 来源 ${source} ${on}`,
    outsideSoFar: (known: string) => `已记下：${known}`,
    outsideAsk: {
      name: '还缺名称：这是什么数据？例如“研发投入占GDP比重”。',
      period: '还缺期间：是哪一期的？写月、季或年，例如“2026-10”“2026年三季度”“2026”。',
      value: '还缺数值：是多少？请带上单位，例如“3.21%”“125.6亿元”。',
      unit: '还缺单位：例如“%”“亿元”“家”；没有单位写“无”。',
      source: '还缺来源：数据是哪里来的？例如“区统计局 2026-10-20”。',
      on: '还缺日期：来源是哪天的？例如“2026-10-20”。',
    },
    help: ['“目标”看年度目标和序时进度，“目标 发布需求 200”定目标', '“外部数据”看和填系统外的统计数'],
    helpOfficers: ['“目标”看年度目标和序时进度'],
  },
}
