import { decodeTable } from '../../../../domain/customer-table/decode-table.ts';
import { countPinTexts, listUnreached } from '../../../../domain/pin-texts/pin-text-store.ts';
import { readUpload } from '../../read-upload.ts';
import { ANSWERED, type Answer, get, post, type Route, type RouteContext } from '../../route.ts';
import { importPage, type Sent } from './import-page.ts';
import { type HeldTable, planOfTable } from './plan-of-table.ts';
import { canText, type HandOut, handOutOf, saveImport } from './save-import.ts';
import { PROGRESS, progressView, savedView, savingPage } from './saving-page.ts';
import { templateOf } from './template.ts';

/** Some ten thousand lines; a spreadsheet with more is mistaken. */
const MAX_BYTES = 2_000_000;

/** How many PINs are made between two words about it. */
const PINS_A_STEP = 20;

const MAX_UNREACHED = 200;

/** Customers and contacts from a table: looked at first, saved when somebody says so. */
export const IMPORT_ROUTES: readonly Route[] = [
  get('/registry/import', 'registry', (context) => show(context, null)),
  get('/registry/import/template.csv', 'registry', ({ words }) => ({
    file: { name: words.importing.templateName, type: 'csv', body: templateOf(words) },
  })),
  post('/registry/import', 'registry', preview),
  post('/registry/import/save', 'registry', save),
];

async function show(context: RouteContext, sent: Sent): Promise<Answer> {
  const { database, hotline } = context.deps;
  const unreached = await listUnreached(database, MAX_UNREACHED);
  const waiting = await countPinTexts(database);
  const isRefused = sent !== null && ('refused' in sent || sent.plan.faults.length > 0);
  const page = importPage(context, { sent, unreached, waiting, canText: canText(hotline) });
  return { page, status: isRefused ? 422 : 200 };
}

async function preview(context: RouteContext): Promise<Answer> {
  const upload = await readUpload(context.request, MAX_BYTES);
  if (typeof upload === 'string') return show(context, { refused: upload });
  const file = upload.files.get('file');
  if (!file || file.length === 0) return show(context, { refused: 'unreadable' });
  const { text, unreadable } = decodeTable(file);
  if (unreadable) return show(context, { refused: unreadable });
  return show(context, await planOfTable(context, context.deps.database, text));
}

/** PINs take a tenth of a second each: the page grows while they are made, and nothing is saved before the last. */
async function save(context: RouteContext): Promise<Answer> {
  const { deps, response, request } = context;
  // the text once more, and what surrounds it
  const upload = await readUpload(request, 2 * MAX_BYTES);
  const texts: ReadonlyMap<string, string> = typeof upload === 'string' ? new Map() : upload.texts;
  const text = texts.get('text') ?? '';
  const held = await planOfTable(context, deps.database, text);
  const { plan } = held;
  if (plan.faults.length > 0) return show(context, held);
  const handOut = handOutOf(plan, texts.get('hand-out') === 'text' && canText(deps.hotline));
  const [head = '', tail = ''] = String(savingPage(context, handOut)).split(PROGRESS);
  response.status(200).type('html').set('x-accel-buffering', 'no');
  response.write(head);
  const saved = await saveWatched(context, held, handOut);
  response.end(String(savedView(context, { plan, handOut, saved })) + tail);
  return ANSWERED;
}

/** Whoever goes away meanwhile has seen no PIN: nothing is saved then. */
async function saveWatched(context: RouteContext, held: HeldTable, handOut: HandOut) {
  const { deps, response } = context;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    return await saveImport(context, held, handOut, {
      signal: gone.signal,
      onPin: (done, of) => {
        if (done % PINS_A_STEP === 0) response.write(String(progressView(context, done, of)));
      },
    });
  } catch (error) {
    if (gone.signal.aborted) return null;
    deps.log.error(
      { err: error },
      'a table of customers could not be saved, and nothing was changed: err has the cause',
    );
    return null;
  }
}
