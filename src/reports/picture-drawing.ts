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
/** No side is longer than this many times the other. */
const longest = 3

/** The same bytes for the same chart. */
export async function pngOf(chart: Chart): Promise<Uint8Array> {
  const sheet = sheetOf(chart)
  const zoom = Math.min(density, mostDots / (sheet.width + sheet.height))
  const image = await renderAsync(svgOf(sheet), {
    fitTo: { mode: 'zoom', value: zoom },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: family },
  })
  return new Uint8Array(image.asPng())
}

export function sheetOf(chart: Chart): Sheet {
  const sheet = isEmpty(chart) ? emptySheet(chart) : filledSheet(chart)
  const width = Math.ceil(Math.max(sheet.width, sheet.height / longest))
  return { ...sheet, width, height: Math.ceil(Math.max(sheet.height, width / longest)) }
}

function filledSheet(chart: Chart): Sheet {
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

/** The size and weight in a font of CSS. */
function typeOf(font: string) {
  return { size: Number(/([\d.]+)px/.exec(font)?.[1] ?? 12), bold: /\b(bold|[6-9]00)\b/.test(font) }
}
