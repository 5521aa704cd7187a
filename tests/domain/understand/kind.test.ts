import { describe, expect, test } from 'vitest'
import { fieldWords } from '../../../src/domain/understand/field-words.ts'
import { understandNeed } from '../../../src/domain/understand/index.ts'

const today = new Date('2026-11-23T21:24:00Z')
const understand = (text: string) => understandNeed(text, today)

describe('the field', () => {
  test.each([
    ['布面有极光，压光后手感发硬', '40'],
    ['活性染料染棉，色牢度上不去，缸差大', '40'],
    ['定型机导轨磨损，布边老跑偏', '80'],
    ['印染废水COD降不下来', '70'],
    ['喷涂线VOCs排放超标，异味大，邻居投诉', '70'],
    ['压铸件老有砂眼', '80'],
    ['永磁电机轴承异响，温升高', '80'],
    ['焊接机器人焊缝老有虚焊', '80'],
    ['冷水机组能效上不去，冷凝器换热差', '60'],
    ['锂电池循环寿命衰减快', '60'],
    ['空压机余热回收', '60'],
    ['原料药结晶粒径分布不均，溶出度低', '20'],
    ['发酵罐染菌，益生菌活菌数低', '20'],
    ['MES系统和ERP数据对不上，想找人打通接口', '10'],
    ['想用机器视觉做布面瑕疵识别，算法误检多', '10'],
    ['无人机桨叶噪音大', '30'],
    ['想做专利布局和知识产权体系认证', '50'],
    ['需要第三方检测机构出具报告', '50'],
    ['We need a coating that survives 500 h salt spray', '40'],
    ['die casting parts have porosity', '80'],
    ['wastewater COD too high', '70'],
    ['壓鑄件老有砂眼', '80'],
    ['你好', undefined],
    ['帮忙解决一个问题', undefined],
    ['', undefined],
  ])('%s', (text, field) => {
    expect(understand(text).field).toBe(field)
  })

  test('each field has its words, none said twice', () => {
    for (const lists of Object.values(fieldWords)) {
      const words = Object.values(lists).flatMap((list) => list.trim().split(/\s+/))
      expect(words.length).toBeGreaterThanOrEqual(60)
      expect(words.filter((word, index) => words.indexOf(word) !== index || [...word].length < 2)).toEqual([])
    }
  })
})

describe('the type', () => {
  test.each([
    ['压铸件老有砂眼，良率才82%', 'upgrade'],
    ['布面有极光', 'upgrade'],
    ['想把老产线做自动化改造', 'upgrade'],
    ['Our yield is low, too much scrap', 'upgrade'],
    ['联合攻关高温合金的新工艺，研究断裂机理', 'research'],
    ['We need a coating that survives 500 h salt spray', 'research'],
    ['有没有耐300度的胶水配方', 'research'],
    ['我们想开发一款带除霜功能的热泵', 'product'],
    ['设计一台自动上料的设备，先做样机', 'product'],
    ['找一家能国产替代进口轴承的供应商', 'supporting'],
    ['阀体外协加工，找配套厂家', 'supporting'],
    ['需要第三方检测一下断口，出个失效分析报告', 'testing'],
    ['能不能帮我们做成分分析，要CNAS报告', 'testing'],
    ['在线视觉检测系统老误判', 'upgrade'],
    ['你好', 'other'],
    ['', 'other'],
  ])('%s', (text, type) => {
    expect(understand(text).type).toBe(type)
  })
})

describe('the urgency', () => {
  test.each([
    ['砂眼，急！', 'urgent'],
    ['客户天天催，再不解决要停线了', 'urgent'],
    ['越快越好', 'urgent'],
    ['need help ASAP', 'urgent'],
    ['Production line is down', 'urgent'],
    ['很急很急', 'urgent'],
    ['急需一种耐高温胶', 'urgent'],
    ['这个不急', 'normal'],
    ['不是很急，慢慢看', 'normal'],
    ['也不着急', 'normal'],
    ['not urgent', 'normal'],
    ['no rush', 'normal'],
    ['急停按钮老误触发', 'normal'],
    ['应急电源紧急切断失灵', 'normal'],
    ['不停线换型怎么做', 'normal'],
    ['涂层长期使用后发黄', 'normal'],
    ['AGV路径规划不准', 'normal'],
    ['做技术储备，长期规划', 'long_term'],
    ['不急，属于前瞻预研', 'long_term'],
    ['part of our long-term roadmap', 'long_term'],
    ['布面有极光', 'normal'],
  ])('%s', (text, urgency) => {
    expect(understand(text).urgency).toBe(urgency)
  })
})
