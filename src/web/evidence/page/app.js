import { Fault } from './fault.js';
import { MAX_BYTES } from './read-proof.js';
import { showFault, showReport, timeIn } from './show-report.js';
import { verifyProof } from './verify-proof.js';
import { DE } from './words-de.js';
import { EN } from './words-en.js';

const WORDS = { de: DE, en: EN };
const at = (id) => document.getElementById(id);

let language = navigator.languages.find((tag) => /^(de|en)\b/.test(tag))?.slice(0, 2) ?? 'en';
let text;
let result;
/** what was begun last; an answer to what was asked before comes too late */
let turn = 0;

function draw() {
  const words = WORDS[language];
  document.documentElement.lang = language;
  document.title = words.title;
  for (const element of document.querySelectorAll('[data-word]'))
    element.textContent = words[element.dataset.word];
  at(language).checked = true;
  if (result) showResult();
}

function showResult() {
  const [words, time] = [WORDS[language], timeIn(language)];
  const shown = result.fault ? showFault(result.fault, words, time) : showReport(result.report, words, time);
  at('result').replaceChildren(...shown);
}

async function check() {
  if (text === undefined) return;
  const mine = ++turn;
  at('result').textContent = WORDS[language].busy;
  const [key, older] = [at('key').value.trim(), at('older').value.trim()];
  const own = { key: key || undefined, older: older || undefined };
  const began = performance.now();
  const found = await answer(() => verifyProof(text, own));
  at('result').dataset.ms = Math.ceil(performance.now() - began);
  if (mine !== turn) return;
  result = found;
  showResult();
  at('result').querySelector('h2').focus();
}

/** What is known to be wrong is a sentence; anything else would be a fault of this page, and is one of the file until then. */
async function answer(ask) {
  try {
    return { report: await ask() };
  } catch (error) {
    return { fault: error instanceof Fault ? error : new Fault('damaged', { where: error.message }) };
  }
}

async function read(file) {
  if (file.size > MAX_BYTES) throw new Fault('too-large');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Fault('not-text');
  }
}

/** A signed note among the files is an older checkpoint; the others are the file to check. */
async function take(files) {
  for (const file of files) {
    const { report: read_, fault } = await answer(() => read(file));
    if (fault) {
      text = undefined;
      result = { fault };
      showResult();
      return;
    }
    if (!read_.trimStart().startsWith('{') && /^[ \t>]*—\s/m.test(read_)) at('older').value = read_.trim();
    else text = read_;
  }
  if (at('older').value) at('own').open = true;
  await check();
}

at('file').addEventListener('change', async (event) => {
  await take([...event.target.files]);
  // the same file, changed in between, can be chosen again
  event.target.value = '';
});
for (const id of ['key', 'older']) at(id).addEventListener('change', check);
for (const id of ['de', 'en'])
  at(id).addEventListener('change', () => {
    language = id;
    draw();
  });
document.addEventListener('dragover', (event) => {
  event.preventDefault();
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  take([...event.dataTransfer.files]);
});
at('save').hidden = location.protocol === 'file:';
draw();
