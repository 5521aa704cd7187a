import { describe, expect, test } from 'vitest'
import { targetsFromAnswer, understandTargets } from '../../../src/domain/understand/index.ts'

const said = (targets: { name: string; value: string }[]) => targets.map(({ name, value }) => `${name}|${value}`)

describe('target figures within a need', () => {
  test.each([
    ['断裂强力≥350N', ['断裂强力|≥350N']],
    ['断裂强力要达到３５０Ｎ以上', ['断裂强力|３５０Ｎ以上']],
    ['断裂强力老是达不到350N', ['断裂强力|350N']],
    ['良率从82%提到95%', ['良率|从82%提到95%']],
    ['压铸件老有砂眼，良率才82%，想提到95%，急！', ['良率|提到95%']],
    ['现在良率82%左右，目标95%', ['良率|95%']],
    ['目前气孔率5%，要求控制在1%以下', ['气孔率|控制在1%以下']],
    ['COD降到50mg/L以下', ['COD|降到50mg/L以下']],
    ['噪音低于 65 dB(A)', ['噪音|低于 65 dB(A)']],
    ['噪音70分贝，客户接受不了，要60分贝以下', ['噪音|60分贝以下']],
    ['客户要求手感柔软，极光等级到4级以上，预算二十万', ['极光等级|4级以上']],
    ['極光等級要四級以上', ['極光等級|四級以上']],
    ['盐雾500小时', ['盐雾|500小时']],
    ['盐雾500小时不生锈', ['盐雾|500小时不生锈']],
    ['洗50次不掉色', ['洗|50次不掉色']],
    ['误差±0.02mm', ['误差|±0.02mm']],
    ['定位精度要求±0.01mm', ['定位精度|±0.01mm']],
    ['表面粗糙度Ra0.8以下', ['表面粗糙度Ra|0.8以下']],
    ['要求pH在6~9之间', ['pH|6~9之间']],
    ['防护等级达到IP67', ['防护等级|IP67']],
    ['出水氨氮＜5mg/L，总氮＜15mg/L，达到一级A', ['出水氨氮|＜5mg/L', '总氮|＜15mg/L', '|一级A']],
    ['要求：抗拉强度≥600MPa、屈服强度≥400MPa、延伸率≥15%', ['抗拉强度|≥600MPa', '屈服强度|≥400MPa', '延伸率|≥15%']],
    ['技术指标：\n1. 抗拉强度 600MPa\n2. 延伸率 15%\n3、使用寿命大于10年', ['抗拉强度|600MPa', '延伸率|15%', '使用寿命|大于10年']],
    ['缺陷识别率99.5%以上，误检率低于1%', ['缺陷识别率|99.5%以上', '误检率|低于1%']],
    ['成品率提高到百分之九十五', ['成品率|提高到百分之九十五']],
    ['焊缝一次合格率要从90%提升至98%以上', ['焊缝一次合格率|从90%提升至98%以上']],
    ['换型时间从45分钟缩短到10分钟以内', ['换型时间|从45分钟缩短到10分钟以内']],
    ['想把废品率由8%降至3%以内', ['废品率|由8%降至3%以内']],
    ['能耗降低20%以上', ['能耗|降低20%以上']],
    ['单件成本降到3元以下', ['单件成本|降到3元以下']],
    ['交期缩短到7天', ['交期|缩短到7天']],
    ['想做一条装配线，节拍12s，良率99%以上', ['节拍|12s', '良率|99%以上']],
    ['冷水机组 IPLV 想从 5.2 提到 6.5', ['冷水机组 IPLV|从 5.2 提到 6.5']],
    ['无人机桨叶噪音大，想降5个分贝', ['无人机桨叶噪音|降5个分贝']],
    ['客户要求耐洗色牢度4-5级，现在只有3级', ['耐洗色牢度|4-5级']],
    ['有没有耐300度高温的胶水', ['|耐300度']],
    ['We need at least 500 h salt spray', ['salt spray|at least 500 h']],
    ['tensile strength of at least 600 MPa', ['tensile strength|at least 600 MPa']],
    ['raise the yield from 82% to 95%', ['yield|from 82% to 95%']],
    ['We run at 82% yield now and want 95%', ['yield|95%']],
    ['The current scrap rate is 8%, must be below 2%', ['scrap rate|below 2%']],
    ['reduce noise by 5 dB', ['noise|by 5 dB']],
    ['cycle time 30s -> 20s', ['cycle time|30s -> 20s']],
  ])('%s', (text, targets) => {
    expect(said(understandTargets(text))).toEqual(targets)
  })

  test.each([
    '良率才82%',
    '目前良率在82%以下',
    '现在噪音超过75dB',
    '不良率高达8%',
    '不良率高于5%',
    '良率下降了5%',
    '良率从95%掉到80%',
    '良率从95%降到了80%',
    '产品良率一直在85%左右徘徊，希望提高',
    '材料是PA66，管径DN200，用的316L不锈钢，钢号Q235',
    '直径0.5mm的孔经常钻断',
    '厚度大于10mm的钢板焊接变形严重',
    '500℃以上的高温环境下变形',
    '压力12MPa下爆管',
    '预算20万以内，3个月内完成，2027年6月30日前验收',
    '至少3家供应商，最少2个方案',
    '年产20万件，我们有200台设备，员工300人',
    '联系人张工，电话13812345678',
    '按GB/T 3923和ISO 9001执行',
    '',
  ])('no target: %s', (text) => {
    expect(understandTargets(text)).toEqual([])
  })

  test('at most eight, none twice', () => {
    const many = Array.from({ length: 20 }, (_, index) => `指标${'甲乙丙丁戊己庚辛壬癸'[index % 10]}强度≥${index % 10}0MPa`).join('；')
    const found = understandTargets(`${many}；${many}`)
    expect(found).toHaveLength(8)
    expect(new Set(said(found)).size).toBe(8)
  })
})

test.each([
  ['良率95%', ['良率|95%']],
  ['95%', ['|95%']],
  ['4级以上，350N', ['|4级以上', '|350N']],
  ['断裂强力350N', ['断裂强力|350N']],
  ['噪音65dB', ['噪音|65dB']],
  ['没有', []],
])('the answer to the question for targets: %s', (text, targets) => {
  expect(said(targetsFromAnswer(text))).toEqual(targets)
})
