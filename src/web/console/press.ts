import type { Request, Response } from 'express';
import { hashOfToken, makeToken } from '../../domain/users/opaque-token.ts';
import { claimPress, findPress, keepPressAnswer } from '../../domain/users/press-store.ts';
import type { Database } from '../../platform/db/database.ts';
import { createEncryption } from '../../platform/encryption.ts';
import type { ConsoleDeps } from './deps.ts';
import { textOf } from './form.ts';
import { html } from './html.ts';
import type { Answer } from './route.ts';
import { sessionCookie } from './session-cookie.ts';

/** What each form carries: a name that its page was drawn with. */
const FIELD = 'press';
const FORM = /<form (?:[^>]* )?method="post"[^>]*>/g;
const NAME_BYTES = 16;

/** The first press has acted, and draws its answer yet: it is looked for this often, and then no longer. */
const LOOK_MS = 100;
const LOOKS = 30;

/** Another press of the same form has acted, or is acting. */
class PressedBefore extends Error {}

interface Asked {
  deps: Pick<ConsoleDeps, 'database' | 'now' | 'publicUrl'>;
  request: Request;
  response: Response;
}

interface Press {
  /** who presses what, on which drawing of the page: nobody else can open its answer */
  secret: string;
  keyHash: Buffer;
}

/** A page whose forms are acted on once for each time it was drawn. */
export function withPress(page: string): string {
  const field = html`<input type="hidden" name="${FIELD}" value="${makeToken(NAME_BYTES)}" autocomplete="off">`;
  return page.replace(FORM, (form) => `${form}${field}`);
}

/**
 * Acts on a form once. Whoever sends the same again (a double click, a page loaded anew, a browser that tries twice) gets the
 * answer of the first, whichever process it comes to. In the transaction of the first change the press is claimed.
 * @param act is given the database to change
 * @returns `done-before`: its answer was lost, or cannot be given twice
 */
export async function actOnce(
  { deps: { database, now, publicUrl }, request, response }: Asked,
  act: (database: Database) => Promise<Answer> | Answer,
): Promise<Answer | 'done-before'> {
  const press = pressIn(request, publicUrl);
  if (press === null) return act(database);
  const before = await answerBefore(database, press, response);
  if (before !== null) return before;
  const claims = claiming(database, press, now);
  try {
    const answer = await act(claims.database);
    if (!claims.isClaimed()) return (await answerBefore(database, press, response)) ?? answer;
    await keep(database, press, answer, response);
    return answer;
  } catch (error) {
    if (error instanceof PressedBefore)
      return (await answerBefore(database, press, response)) ?? 'done-before';
    throw error;
  }
}

/** A form with a file is read by whoever takes it: what it says is not known here. */
function pressIn(request: Request, publicUrl: string): Press | null {
  const { method, originalUrl, body } = request;
  if (method !== 'POST' || textOf(body, FIELD) === '') return null;
  const secret = JSON.stringify([sessionCookie(publicUrl).read(request), originalUrl, body]);
  return { secret, keyHash: hashOfToken(secret) };
}

/** The database to a handler: its first transaction claims the press. */
function claiming(database: Database, { keyHash }: Press, now: () => Date) {
  let isClaimed = false;
  const claimed: Database = {
    ...database,
    async transaction(work) {
      if (isClaimed) return database.transaction(work);
      isClaimed = true;
      try {
        return await database.transaction(async (tx) => {
          if (!(await claimPress(tx, keyHash, now()))) throw new PressedBefore();
          return work(tx);
        });
      } catch (error) {
        isClaimed = false;
        throw error;
      }
    },
  };
  return { database: claimed, isClaimed: () => isClaimed };
}

interface Kept {
  answer: Answer;
  cookies: ReturnType<Response['getHeader']>;
}

/** A file is not kept, and what a handler has sent itself is gone. */
async function keep(database: Database, press: Press, answer: Answer, response: Response): Promise<void> {
  if (typeof answer === 'string' || 'file' in answer) return;
  const { page } = 'page' in answer ? answer : { page: undefined };
  const said = page === undefined ? answer : { ...answer, page: String(page) };
  const kept = JSON.stringify({ answer: said, cookies: response.getHeader('set-cookie') });
  await keepPressAnswer(database, press.keyHash, sealer(press).seal(kept, FIELD));
}

/** Null: nobody has acted on this press. */
async function answerBefore(
  database: Database,
  press: Press,
  response: Response,
): Promise<Answer | 'done-before' | null> {
  for (let look = 0; look < LOOKS; look += 1) {
    const found = await findPress(database, press.keyHash);
    if (found === undefined) return null;
    const opened = found.answer && sealer(press).open(found.answer, FIELD);
    if (opened) return again(JSON.parse(opened) as Kept, response);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return 'done-before';
}

function again({ answer, cookies }: Kept, response: Response): Answer {
  if (cookies !== undefined) response.setHeader('set-cookie', cookies);
  if (typeof answer === 'string' || !('page' in answer)) return answer;
  return { ...answer, page: html.raw`${String(answer.page)}` };
}

function sealer({ secret }: Press) {
  return createEncryption(secret, 'answers to presses');
}
