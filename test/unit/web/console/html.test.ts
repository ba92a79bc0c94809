import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, nothing } from '../../../../src/web/console/html.ts';

const shown = (text: string) => String(html`<b title="${text}">${text}</b>`);

test('whatever is put in stays text, in the page and in an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      const [, attribute = '', inside = ''] =
        /^<b title="([^"<>']*)">([^"<>']*)<\/b>$/.exec(shown(text)) ?? [];
      expect(unescaped(attribute)).toBe(text);
      expect(unescaped(inside)).toBe(text);
    }),
  );
});

test('markup is put in as it is, lists one after another, and what is missing is nothing', () => {
  const row = (name: string) => html`<li>${name}</li>`;
  expect(String(html`<ul>${['A&B', 'C'].map(row)}</ul>${null}${undefined}${nothing}`)).toBe(
    '<ul><li>A&amp;B</li><li>C</li></ul>',
  );
  expect(String(html`${0} ${false} ${['<', ['>']]}`)).toBe('0 false &lt;&gt;');
  expect(String(html.raw`<svg>${'<path/>'}</svg>`)).toBe('<svg><path/></svg>');
});

test('nothing that only looks like markup is taken for it', () => {
  const forged = JSON.parse('{"text":"<script>"}');
  expect(String(html`${{ ...forged, toString: () => '<script>' }}`)).toBe('&lt;script&gt;');
});

test('what turns the direction of the words around it is shown by its number, but not in a field', () => {
  expect(String(html`${'\u202eabc'}`)).toBe('\u{fffd}U+202Eabc');
  expect(String(html`<input value="${'\u202eabc'}">`)).toBe('<input value="\u202eabc">');
});

function unescaped(text: string): string {
  const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity as keyof typeof entities]);
}
