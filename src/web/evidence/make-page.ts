import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'page');

/** In the order in which each needs only what stands before it. */
const SCRIPTS = [
  'sha256',
  'bytes',
  'fault',
  'merkle',
  'der',
  'time-stamp',
  'signed-note',
  'read-proof',
  'compare-told',
  'close-month',
  'verify-proof',
  'judge-ticket',
  'words-de',
  'words-en',
  'show-report',
  'app',
];

/** A page that is one file, and the policy it is served under. */
export interface SinglePage {
  html: string;
  policy: string;
}

/**
 * The page that checks proof files: its scripts one after the other, as they are, so that whoever has saved it can read it.
 * What it may run is named by its hash, and it may load nothing: https://www.w3.org/TR/CSP3/#grammardef-hash-source
 */
export function makePage(): SinglePage {
  const style = `\n${read('style.css')}`;
  const script = `\n${SCRIPTS.map((name) => withoutImports(read(`${name}.js`))).join('\n')}`;
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
  const html = [
    [
      '<meta charset="utf-8" />',
      `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    ],
    ['<link rel="stylesheet" href="style.css" />', `<style>${style}</style>`],
    ['<script type="module" src="app.js"></script>', `<script type="module">${script}</script>`],
  ].reduce((page, [tag = '', inside = '']) => page.replace(tag, () => inside), read('index.html'));
  return { html, policy };
}

const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

/** They stand in one script and know each other by name. */
const withoutImports = (source: string) => source.replace(/^import [^;]*;\n/gm, '').replace(/^export /gm, '');

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
