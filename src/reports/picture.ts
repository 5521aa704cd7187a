import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { renderAsync } from '@resvg/resvg-js'
import { type Chart, isEmpty } from '../domain/picture.ts'
import { barsSheet } from './picture-bars.ts'
import { funnelSheet } from './picture-funnel.ts'
import { heatSheet } from './picture-heat.ts'
import { emptySheet, ink, type Sheet } from './picture-sheet.ts'
import { trendSheet } from './picture-trend.ts'
import { family, fontFiles, textWidth } from './picture-type.ts'

/** The one file of its usual charts: its modules one by one take six times as long to load. */
const echarts = createRequire(import.meta.url)('echarts/dist/echarts.common.min') as typeof import('echarts')
echarts.setPlatformAPI({ measureText: (text, font = '') => ({ width: textWidth(text, typeOf(font)) }) })

/** Twice as many dots as px, and never more than a chat takes (width and height together 10,000). */
const density = 2
const mostDots = 9_600
/** Pictures kept: the readers of one report share one drawing. */
const kept = 48

const drawn = new Map<string, Promise<Uint8Array>>()
let before: Promise<unknown> = Promise.resolve()

/** Draws one picture after the other, on a thread of its own; a picture that was drawn lately is given again. */
export function makePicture(chart: Chart): Promise<Uint8Array> {
  const id = createHash('sha256').update(JSON.stringify(chart)).digest('hex')
  const known = drawn.get(id)
  const picture = known ?? inTurn(() => draw(sheetOf(chart)))
  drawn.delete(id)
  drawn.set(id, picture)
  if (!known) picture.catch(() => drawn.delete(id))
  for (const oldest of drawn.keys()) {
    if (drawn.size <= kept) break
    drawn.delete(oldest)
  }
  return picture.then((png) => png.slice())
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = before.then(work)
  before = result.catch(() => undefined)
  return result
}

export function sheetOf(chart: Chart): Sheet {
  if (isEmpty(chart)) return emptySheet(chart)
  switch (chart.kind) {
    case 'funnel':
      return funnelSheet(chart)
    case 'trend':
      return trendSheet(chart)
    case 'bars':
      return barsSheet(chart)
    case 'heat':
      return heatSheet(chart)
  }
}

export function svgOf({ width, height, pieces, option }: Sheet): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ ...option, animation: false, backgroundColor: ink.paper, graphic: { elements: pieces } })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

async function draw(sheet: Sheet): Promise<Uint8Array> {
  const zoom = Math.min(density, mostDots / (sheet.width + sheet.height))
  const image = await renderAsync(svgOf(sheet), {
    fitTo: { mode: 'zoom', value: zoom },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: family },
  })
  return new Uint8Array(image.asPng())
}

/** The size and weight in a font of CSS. */
function typeOf(font: string) {
  return { size: Number(/([\d.]+)px/.exec(font)?.[1] ?? 12), bold: /\b(bold|[6-9]00)\b/.test(font) }
}
