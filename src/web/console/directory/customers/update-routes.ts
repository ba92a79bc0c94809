import { sendUpdate } from '../../../../domain/service-updates/send-update.ts';
import { MAX_UPDATE_LENGTH } from '../../../../domain/service-updates/service-update.ts';
import { address } from '../../address.ts';
import { audited } from '../../audited.ts';
import { textOf } from '../../form.ts';
import { type Answer, post, type Route, type RouteContext } from '../../route.ts';
import { forbidden } from '../../turned-away.ts';
import { customerIn } from './customer-in.ts';
import { customerPage } from './customer-page.ts';
import { readDealings } from './read-dealings.ts';
import { authorRole, type WrongUpdate } from './updates-view.ts';

/** What the contacts of a customer are told from the console: by supervisors, and by the customer's own TAM and deputy. */
export const UPDATE_ROUTES: readonly Route[] = [post('/registry/customers/:number/updates', null, create)];

type Author = NonNullable<ReturnType<typeof authorRole>>;

async function create(context: RouteContext): Promise<Answer> {
  const story = await customerIn(context);
  const { number, header } = story;
  const role = authorRole(context.user, header) ?? forbidden();
  const text = textOf(context.body, 'text');
  const isText = text !== '' && text.length <= MAX_UPDATE_LENGTH;
  const fault = isText ? await send(context, number, role, text) : 'text';
  if (fault !== null) {
    const dealings = await readDealings(context.deps.database, number, context.now);
    const wrongUpdate = { text, fault };
    return { page: customerPage(context, story, { dealings, done: null, wrongUpdate }), status: 422 };
  }
  return { to: `${address('/registry/customers/:number', { number, done: 'told' })}#updates` };
}

/** @returns why it was not sent, or null */
async function send(
  context: RouteContext,
  customerNumber: string,
  role: Author,
  body: string,
): Promise<WrongUpdate['fault'] | null> {
  const { deps, user, now } = context;
  const by = { author: user.engineer ?? user.name, authorName: user.name, role };
  const update = { customerNumber, body, ...by, channel: 'console', writtenAt: now } as const;
  const sent = await audited(
    context,
    (tx) => sendUpdate({ tx, hotline: deps.hotline, now }, update),
    (outcome) =>
      !('refused' in outcome) && {
        action: 'service-update-sent',
        subject: customerNumber,
        detail: { contacts: outcome.contacts },
      },
  );
  return 'refused' in sent ? sent.refused : null;
}
