import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readResume } from '../../../src/domain/understand/resume.ts'

const resume = `沈岚，女，汉族，1975年3月生，中共党员，教授，博士生导师
身份证号：330102197503021234
江畔理工大学纺织科学与工程学院
学历：工学博士
邮箱：shenlan@example.edu.cn  主页：https://faculty.example.edu.cn/shenlan
研究方向：棉织物后整理、轧光工艺、功能助剂
个人简介
长期从事棉织物后整理与轧光工艺研究，解决布面极光、手感发硬等问题，服务印染企业二十余家。
代表性论文
[1] 沈岚, 何平. 弹性辊轧光对棉织物光泽的影响[J]. 纺织学报, 2021, 42(3): 1-8.
授权专利
1. 一种低光泽轧光方法，ZL 2019 1 0123456.7
2. 一种柔软剂，CN 1234567 B
主持项目
1. 国家自然科学基金：棉织物轧光机理，2019-2022
科研成果
1. 低光泽轧光整理技术
企业服务案例
1. 帮锦华印染解决布面极光`

describe('a résumé', () => {
  test('is read by rules', () => {
    const { patch, achievements, dropped } = readResume(resume)
    expect(patch).toMatchObject({
      name: '沈岚',
      title: '教授',
      department: '纺织科学与工程学院',
      degree: 'doctor',
      email: 'shenlan@example.edu.cn',
      homepage: 'https://faculty.example.edu.cn/shenlan',
      keywords: ['棉织物后整理', '轧光工艺', '功能助剂'],
      fields: ['40'],
      subfields: ['405'],
      disciplines: ['540'],
      patents: ['一种低光泽轧光方法，ZL 2019 1 0123456.7', '一种柔软剂，CN 1234567 B'],
      projects: ['国家自然科学基金：棉织物轧光机理，2019-2022'],
      solvedProblems: ['帮锦华印染解决布面极光'],
    })
    expect(patch.papers).toHaveLength(1)
    expect(achievements).toEqual(['低光泽轧光整理技术'])
    expect(dropped).toEqual(['id_number', 'birthday', 'ethnicity', 'politics'])
  })

  test('in English', () => {
    const { patch } = readResume(
      'Name: Grace Liu\nAssociate Professor, School of Textiles\nPh.D. in Chemistry\nResearch interests: calendering, softeners, dyeing\nEmail: g.liu@example.edu\nSelected publications\n1. Liu G. Gloss of cotton. Textile Res J, 2020.\nPatents\n- US 10123456 B2 Low-gloss calendering',
    )
    expect(patch).toMatchObject({
      ...{ name: 'Grace Liu', title: 'Associate Professor', degree: 'doctor', email: 'g.liu@example.edu' },
      ...{ keywords: ['calendering', 'softeners', 'dyeing'], patents: ['US 10123456 B2 Low-gloss calendering'] },
    })
  })

  test.each([
    '民族\n汉\n研究方向：轧光、印染',
    '政治面貌\n中共党员\n研究方向：轧光、印染',
    '身份证号码\n33010219750302123X\n研究方向：轧光、印染',
  ])('copied from a table: a label and its value on two lines (%#)', (text) => {
    const read = readResume(text)
    expect(read.text).toBe('研究方向：轧光、印染')
    expect(read.dropped).toHaveLength(1)
  })

  test('a patent’s number is no ID number, and words that merely begin alike stay', () => {
    expect(readResume('授权专利\n一种民族服饰刺绣方法，ZL 2019 1 0123456.7').patch.patents).toHaveLength(1)
    expect(readResume('个人简介\n1998年生物工程专业毕业，从事发酵工艺研究二十年。').dropped).toEqual([])
  })

  test('without anything to read nothing is made up', () => {
    expect(readResume('你好')).toEqual({ patch: {}, achievements: [], text: '你好', dropped: [] })
  })

  const digit = fc.integer({ min: 0, max: 9 }).map(String)
  const id = fc
    .tuple(fc.array(digit, { minLength: 17, maxLength: 17 }), fc.constantFrom('X', 'x', '1', '7'))
    .map(([digits, last]) => digits.join('') + last)
  const wide = id.map((text) => text.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)))
  const spaced = id.map((text) => `${text.slice(0, 6)} ${text.slice(6, 14)} ${text.slice(14)}`)
  const piece = fc.oneof(
    ...[fc.string({ unit: 'grapheme', maxLength: 30 }), id, wide, spaced],
    fc.constantFrom(
      '\n',
      '，',
      '身份证：',
      '身份证号码',
      '民族：汉',
      '民族',
      '政治面貌：中共党员',
      '政治面貌',
      '汉族',
      '论文',
      '专利',
      '研究方向：',
      'ZL 2019 1 0123456.7',
    ),
    fc.constantFrom(...resume.split('\n')),
  )

  test('any text is read without a crash, and no ID number, ethnicity or politics is kept', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 25 }).map((parts) => parts.join('')),
        (text) => {
          const kept = JSON.stringify(readResume(text))
          expect(kept).not.toMatch(/\d{17}[\dXx]/u)
          expect(kept).not.toMatch(/(?<!\d)\d{6} \d{8} \d{3}[\dXx](?!\d)/u)
          expect(kept).not.toMatch(/身份证|政治面貌|民族[:：]|汉族[，,\\"]/u)
        },
      ),
      { numRuns: 300 },
    )
  })
})
