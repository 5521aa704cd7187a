import { describe, expect, test } from 'vitest'
import { budgetFromAnswer, understandBudget } from '../../../src/domain/understand/index.ts'

const about = (sum: number) => ({ min: sum, max: sum })
const none = undefined

describe('a budget within a need', () => {
  test.each([
    ['预算二十万左右', about(20)],
    ['压铸砂眼一直解决不了，预算20-30万', { min: 20, max: 30 }],
    ['预算50w以内，做不了就算了', { max: 50 }],
    ['经费10～15万元', { min: 10, max: 15 }],
    ['费用不超过三十五万', { max: 35 }],
    ['预算两百万', about(200)],
    ['预算1.5百万', about(150)],
    ['预算500,000元', about(50)],
    ['预算 ￥２００，０００', about(20)],
    ['預算貳拾萬元，希望年底前解決', about(20)],
    ['预算五十来万', about(50)],
    ['预算十几万', { min: 10, max: 20 }],
    ['预算大概三五万吧😂', { min: 3, max: 5 }],
    ['预算二三十万', { min: 20, max: 30 }],
    ['预算两万五左右', about(2.5)],
    ['预算1万5', about(1.5)],
    ['预算5千到1万', { min: 0.5, max: 1 }],
    ['预算20万以上，30万以下', { min: 20, max: 30 }],
    ['预算15万左右，最多不超过20万', { min: 15, max: 20 }],
    ['预算20万+', { min: 20 }],
    ['预算嘛，二十万上下吧', about(20)],
    ['预算：\n20万', about(20)],
    ['预算(万元):20', about(20)],
    ['预算20左右', about(20)],
    ['预算20个', about(20)],
    ['预算20万3月底前搞定', about(20)],
    ['我们最多出8万', { max: 8 }],
    ['愿意拿20万出来搞这个', about(20)],
    ['公司拟出资60万元寻求合作', about(60)],
    ['技术服务费8-10万', { min: 8, max: 10 }],
    ['揭榜金额100万元', about(100)],
    ['铝件砂眼，20万以内，年底前', { max: 20 }],
    ['二十万以内能搞定最好', { max: 20 }],
    ['花了20万也没解决，再出10万', about(10)],
    ['已投入50万，预算30万', about(30)],
    ['设备80万买的，预算再投20万', about(20)],
    ['每年电费80万，预算30万以内', { max: 30 }],
    ['总投资2亿的项目，经费100万', about(100)],
    ['budget 200k RMB', about(20)],
    ['Budget of 1.2M CNY', about(120)],
    ['budget: 200,000', about(20)],
    ['We can spend up to 300,000 yuan', { max: 30 }],
    ['budget between 200k and 300k RMB', { min: 20, max: 30 }],
  ])('%s', (text, budget) => {
    expect(understandBudget(text)).toEqual(budget)
  })

  test.each([
    '年产值2亿',
    '这批货损失了10万',
    '预算几十万',
    '预算上百万',
    '去年买了台设备花了80万',
    '一年电费80万',
    '公司注册资金5000万',
    '研发投入每年2000万',
    '合同额500万',
    '年产20万件，寿命10万次',
    '电机功率50w以内',
    '单件成本从3元降到2元',
    '预算负20万',
    '预算20万美元',
    'our budget is $200k',
    '预算不限',
    '预算面议',
    '预算2026年再定',
    '预算3个月内批下来',
    '',
  ])('no budget: %s', (text) => {
    expect(understandBudget(text)).toBeUndefined()
  })
})

describe('the answer to the question for the budget', () => {
  test.each([
    ['20', about(20)],
    ['大概二十吧', about(20)],
    ['20-30', { min: 20, max: 30 }],
    ['20到30', { min: 20, max: 30 }],
    ['二三十', { min: 20, max: 30 }],
    ['20以内', { max: 20 }],
    ['20个', about(20)],
    ['5 W左右', about(5)],
    ['一百五', about(150)],
    ['十来万', about(10)],
    ['最多30', { max: 30 }],
    ['50 max', { max: 50 }],
    ['两千', about(0.2)],
    ['500元', about(0.05)],
    ['200000', about(20)],
    ['30k', about(3)],
    ['15万左右，不超过20万', { min: 15, max: 20 }],
    ['还没想好，20万左右吧', about(20)],
    ['二十万左右', about(20)],
    ['20-30万', { min: 20, max: 30 }],
    ['20—30万', { min: 20, max: 30 }],
    ['35.6万元', about(35.6)],
    ['1200元', about(0.12)],
    ['1.2亿', about(12_000)],
    ['-1', none],
    ['－5万元', none],
    ['负20万', none],
    ['-20-30万', none],
    ['不限', none],
    ['面议', none],
    ['没定', none],
    ['几十万', none],
    ['没有', none],
    ['0', none],
    ['3个月', none],
    ['20万美元', none],
    ['👌', none],
  ])('%s', (text, budget) => {
    expect(budgetFromAnswer(text)).toEqual(budget)
  })
})
