import { findEngineer } from '../../../domain/oncall/engineers/engineer-store.ts';
import { askForTest } from '../../../domain/readiness/ask-for-test.ts';
import { listCards } from '../../../domain/readiness/card-store.ts';
import { listTests } from '../../../domain/readiness/test-page-store.ts';
import { findWeekly } from '../../../domain/readiness/weekly-store.ts';
import { allowWeekly, stopWeekly } from '../../../domain/readiness/weekly-test.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { audited } from '../audited.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { forbidden, notFound } from '../turned-away.ts';
import { type EngineerReadinessPage, engineerReadinessPage } from './engineer-readiness-page.ts';
import { peoplePage } from './people-page.ts';
import { readPeople } from './read-people.ts';
import { typedWeekly } from './weekly-view.ts';

/** Whether engineers are reached: looked at by everybody, tested by themselves and whoever keeps the directory. */
export const READINESS_ROUTES: readonly Route[] = [
  get('/readiness', null, index),
  get('/readiness/:key', null, show),
  post('/readiness/:key/test', null, test),
  post('/readiness/:key/weekly', null, allow),
  post('/readiness/:key/weekly/stop', null, stop),
];

const MAX_TESTS = 12;

async function index(context: RouteContext): Promise<Answer> {
  return { page: peoplePage(context, await readPeople(context.deps.database, seenBy(context))) };
}

function show(context: RouteContext): Promise<Answer> {
  return story(context, {});
}

async function test(context: RouteContext): Promise<Answer> {
  const { user, body } = context;
  const key = await inForce(context);
  if (!mayTest(context)) forbidden();
  const channel = textOf(body, 'channel') === 'call' ? 'call' : 'sms';
  const number = textOf(body, 'number') || undefined;
  const quiet = textOf(body, 'quiet') === 'yes';
  const wanted = {
    engineer: key,
    channel,
    number,
    quiet,
    isOwn: user.engineer === key,
    how: 'console',
  } as const;
  const asked = await audited(
    context,
    (tx, { by, now }) => askForTest({ tx, now }, { ...wanted, by }),
    (outcome) => outcome.test !== undefined && { action: 'test-asked', subject: key, detail: { channel } },
  );
  return asked.test ? back(key, 'asked') : story(context, { refused: asked.refused }, 422);
}

async function allow(context: RouteContext): Promise<Answer> {
  const { user, body } = context;
  const key = await inForce(context);
  // a test each week is theirs to allow, and nobody else's
  if (user.engineer !== key || user.role === 'auditor') forbidden();
  const typed = typedWeekly(body);
  const fault = await audited(
    context,
    (tx, { now }) => allowWeekly({ tx, now }, key, typed),
    (wrong) => wrong === null && { action: 'weekly-test-set', subject: key, detail: { ...typed } },
  );
  return fault === null ? back(key, 'weekly') : story(context, { wrongWeekly: { typed, fault } }, 422);
}

async function stop(context: RouteContext): Promise<Answer> {
  const key = await inForce(context);
  if (!mayTest(context)) forbidden();
  await audited(
    context,
    (tx, { now }) => stopWeekly({ tx, now }, key),
    (stopped) => stopped && { action: 'weekly-test-stopped', subject: key },
  );
  return back(key, 'stopped');
}

async function story(
  context: RouteContext,
  page: Partial<EngineerReadinessPage>,
  status = 200,
): Promise<Answer> {
  const { deps, user } = context;
  const { database } = deps;
  const key = keyIn(context);
  const [people, tests, weekly, [card]] = await Promise.all([
    readPeople(database, seenBy(context)),
    listTests(database, key, new Date(0), MAX_TESTS),
    findWeekly(database, key),
    listCards(database, [key]),
  ]);
  const line = people.find(({ engineer }) => engineer.key === key);
  if (!line || !card) notFound();
  const usual: EngineerReadinessPage = {
    line,
    tests,
    weekly,
    card: { url: `${deps.publicUrl}/card/${card.token}`, fetchedAt: card.fetchedAt },
    mayTest: mayTest(context),
    isOwn: user.engineer === key && user.role !== 'auditor',
    notice: noticeIn(context, context.words.readiness.done),
    refused: null,
    wrongWeekly: null,
  };
  return { page: engineerReadinessPage(context, { ...usual, ...page }), status };
}

function mayTest(context: RouteContext): boolean {
  const { user } = context;
  return may(user, 'registry') || (user.engineer === keyIn(context) && may(user, 'work'));
}

function seenBy({ deps, now }: RouteContext) {
  return { spoken: new Set(deps.hotline.script.prompts.keys()), now };
}

/** The key in the address, of an engineer in force. */
async function inForce(context: RouteContext): Promise<string> {
  const engineer = await findEngineer(context.deps.database, keyIn(context));
  return engineer && !engineer.retired ? engineer.key : notFound();
}

function back(key: string, done: string): Answer {
  return { to: address('/readiness/:key', { key, done }) };
}

function keyIn({ params }: RouteContext): string {
  return textOf(params, 'key');
}
