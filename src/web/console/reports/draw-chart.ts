import type { EChartsOption } from 'echarts';
import { type Html, html } from '../html.ts';

/** What a chart is drawn from, as the library takes it. Colours are the console's custom properties. */
export type ChartOption = EChartsOption;

/** In units of the drawing, which is scaled to the width there is. */
export const WIDTH = 400;

/** Drawings that are kept: numbers change seldom, and to draw takes longer than to count. */
const MAX_KEPT = 300;
const kept = new Map<string, string>();

/**
 * Draws a chart as SVG that stands in the page itself: so it needs no script, is as sharp on paper, and follows light and
 * dark by the page's own colours.
 * @param label what a screen reader says it is; its numbers are in the table beside it
 * @param height in units of the drawing
 */
export async function drawChart(option: ChartOption, label: string, height: number): Promise<Html> {
  const key = JSON.stringify([option, height]);
  const drawing = kept.get(key) ?? (await draw(option, height));
  // the latest ones are kept
  kept.delete(key);
  kept.set(key, drawing);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  const inside = html.raw`${drawing}`;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">${inside}</svg>`;
}

async function draw(option: ChartOption, height: number): Promise<string> {
  // only loaded where somebody looks at figures
  const { init } = await import('echarts/dist/echarts.esm.min');
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption({ animation: false, ...option });
    return fitForPage(chart.renderToSVGString({ useViewBox: true }));
  } finally {
    chart.dispose();
  }
}

/**
 * What is inside the drawing, without styles: the page's security policy allows none but those of its style sheets. What
 * is said in `style` can be said by attributes of SVG as well. Quotes in texts are escaped, so this meets attributes only.
 */
function fitForPage(svg: string): string {
  return svg
    .replace(/^<svg[^>]*>/, '')
    .replace(/<style.*?<\/style>/s, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/ (class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => asAttributes(style));
}

function asAttributes(style: string): string {
  const declarations = style.split(';').filter((declaration) => declaration.includes(':'));
  return declarations.map((declaration) => ` ${declaration.replace(/:(.*)/, '="$1"')}`).join('');
}
