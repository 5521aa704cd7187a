import type { Code, FieldCode } from '../code-lists.ts'
import type { Span } from './period.ts'

/**
 * The figures of the campaign 指标. What each counts is defined in docs/figures.md and once in the program (store/figures*.ts). `unit`: what it is
 * counted in; money is 万元. `funnel`: a step of the funnel, in this order. `good`: fewer is no failure where it says 'none'.
 */
export const figures = [
  { key: 'visits', zh: '走访企业', en: 'Visits to enterprises', unit: { zh: '次', en: '' }, funnel: false },
  { key: 'visited', zh: '走访企业（不重复）', en: 'Enterprises visited', unit: { zh: '家', en: '' }, funnel: true },
  { key: 'learnt', zh: '征集需求', en: 'Needs learnt of', unit: { zh: '项', en: '' }, funnel: true },
  { key: 'published', zh: '发布需求', en: 'Needs published', unit: { zh: '项', en: '' }, funnel: true },
  { key: 'matched', zh: '匹配到专家', en: 'Needs matched', unit: { zh: '项', en: '' }, funnel: true },
  { key: 'claimed', zh: '专家认领', en: 'Needs claimed', unit: { zh: '项', en: '' }, funnel: true },
  { key: 'solvedOnSite', zh: '现场解决', en: 'Solved on site', unit: { zh: '个', en: '' }, funnel: true },
  { key: 'solved', zh: '已解决', en: 'Solved', unit: { zh: '项', en: '' }, funnel: true },
  { key: 'agreements', zh: '合作协议', en: 'Agreements', unit: { zh: '份', en: '' }, funnel: true },
  { key: 'agreementAmount', zh: '协议金额', en: 'Agreed amount', unit: { zh: '万元', en: 'CNY 10,000' }, funnel: false },
  { key: 'patents', zh: '申请专利', en: 'Patents applied for', unit: { zh: '项', en: '' }, funnel: true },
  { key: 'patentsGranted', zh: '授权专利', en: 'Patents granted', unit: { zh: '项', en: '' }, funnel: false },
  { key: 'trained', zh: '培训', en: 'People trained', unit: { zh: '人次', en: '' }, funnel: true },
  { key: 'incubated', zh: '孵化企业', en: 'Enterprises incubated', unit: { zh: '家', en: '' }, funnel: true },
  { key: 'centres', zh: '共建研发中心', en: 'Joint R&D centres', unit: { zh: '个', en: '' }, funnel: true },
  { key: 'contracts', zh: '技术合同', en: 'Technology contracts', unit: { zh: '份', en: '' }, funnel: false },
  { key: 'contractValue', zh: '技术合同额', en: 'Contract value', unit: { zh: '万元', en: 'CNY 10,000' }, funnel: true },
] as const satisfies (Omit<Code, 'code'> & { key: string; unit: { zh: string; en: string }; funnel: boolean })[]

export type FigureKey = (typeof figures)[number]['key']
export type FigureValues = Record<FigureKey, number>

/** Solved, on site or otherwise: the two are counted apart. */
export function solvedInAll({ solved, solvedOnSite }: Pick<FigureValues, 'solved' | 'solvedOnSite'>): number {
  return solved + solvedOnSite
}

/** Of whom: everybody where empty; an institute's part of what is shared; the enterprises of a township; one enterprise. */
export type FigureScope = { instituteId?: string; township?: string; enterpriseId?: string }

/** One of the rows a number is the sum of. `value`: what it adds (an institute's share where the scope is one). */
export type FigureRow = {
  needId: string
  number?: string
  title: string
  enterprise: string
  township?: string
  /** ISO day it is counted on. */
  on: string
  value: number
  /** Of an outcome or a visit: its id. */
  ref?: string
  /** Of an outcome: its kind. */
  kind?: string
  visibility: 'public' | 'matched' | 'private'
}

/** Of how many it is measured, its median and its 90th percentile; undefined where there is none. Hours of the calendar. */
export type Pace = { count: number; median?: number; p90?: number }

export type Speed = { toMatch: Pace; toClaim: Pace; toContact: Pace; toSolution: Pace }

/** Shares are of counts, so that they can be summed: solved of those that ended, satisfied of those who said. */
export type Quality = { ended: number; solved: number; said: number; satisfied: number }

/** How many were published in a field, and how many of them found nobody. */
export type NobodyLine = { field?: FieldCode; published: number; nobody: number }

/** A target agreed for a year: of the bureau (no institute) or of one institute. */
export type Target = { year: number; instituteId?: string; figure: FigureKey; value: number; byId?: string; at: Date }

/** A figure kept outside the system (R&D share of GDP …), typed in with its source and date. */
export type OutsideFigure = {
  id: string
  /** Its name as the bureau says it, and the period it is of: a key of period.ts. */
  name: string
  period: string
  value: number
  unit: string
  source: string
  /** ISO day the source is of. */
  on: string
  byId: string
  at: Date
}

/** What somebody typed in of such a figure. */
export type OutsideSaid = Omit<OutsideFigure, 'id' | 'byId' | 'at'>
export type OutsideDraft = Partial<OutsideSaid>
export const outsideParts = ['name', 'period', 'value', 'unit', 'source', 'on'] as const
export type OutsidePart = (typeof outsideParts)[number]

export interface Figures {
  /**
   * For each span the figures of it, as the facts are known now. Demo data are left out; where there are no others they are all there is, and `sample` says so.
   */
  count(spans: readonly Span[], scope?: FigureScope): Promise<FigureValues[]>
  /** Whether there is nothing but the demo data. */
  sample(): Promise<boolean>
  /** By id; institutes without anything are there with zeros. What belongs to no institute stands under ''. The values sum to the totals of what can be shared. */
  byInstitute(span: Span): Promise<Map<string, FigureValues>>
  /** By name; '' where the enterprise's is not known. */
  byTownship(span: Span): Promise<Map<string, FigureValues>>
  /** The rows a number is the sum of, newest first. */
  rows(
    figure: FigureKey,
    span: Span,
    scope: FigureScope,
    page: number,
    size: number,
  ): Promise<{ rows: FigureRow[]; total: number; page: number }>
  /** All of them. */
  allRows(figure: FigureKey, span: Span, scope?: FigureScope): Promise<FigureRow[]>
  speed(span: Span, scope?: FigureScope): Promise<Speed>
  quality(span: Span, scope?: FigureScope): Promise<Quality>
  /** Fields with the most needs that found nobody first. */
  nobody(span: Span): Promise<NobodyLine[]>
  targets(year: number, instituteId?: string): Promise<Target[]>
  /** Of all institutes and the bureau. */
  allTargets(year: number): Promise<Target[]>
  setTarget(target: Target): Promise<void>
  /** False where none was agreed. */
  removeTarget(target: Pick<Target, 'year' | 'instituteId' | 'figure'>): Promise<boolean>
  outside(periodKeys: readonly string[]): Promise<OutsideFigure[]>
  outsideFigure(id: string): Promise<OutsideFigure | undefined>
  /** Instead of what was typed in for the same name and period. */
  putOutside(figure: OutsideFigure): Promise<void>
  /** False where it was gone. */
  removeOutside(id: string): Promise<boolean>
}
