import { currentPushKey } from '../../../domain/push/push-keys.ts';
import { removeOwnSubscription } from '../../../domain/push/push-store.ts';
import { readPushTarget } from '../../../domain/push/push-subscription.ts';
import { subscribe } from '../../../domain/push/subscribe.ts';
import { hashOfToken } from '../../../domain/users/opaque-token.ts';
import { browserInWords } from '../account/browser-in-words.ts';
import { address } from '../address.ts';
import { audited } from '../audited.ts';
import { textOf } from '../form.ts';
import { ANSWERED, type Answer, post, type Route, type RouteContext } from '../route.ts';

/** Which browsers of a user are notified. */
export const PUSH_ROUTES: readonly Route[] = [
  post('/mine/push', null, add),
  post('/mine/push/remove', null, remove),
];

/** A browser says where it is notified, each time that its app is opened. */
async function add(context: RouteContext): Promise<Answer> {
  const { deps, user, body, now, request, response } = context;
  const [endpoint, p256dh, auth] = ['endpoint', 'p256dh', 'auth'].map((name) => textOf(body, name)) as [
    string,
    string,
    string,
  ];
  const target = readPushTarget({ endpoint, p256dh, auth }, deps.push.services);
  const key = await currentPushKey(deps.database, deps.push.encryption, now);
  // it subscribed with a key of before: its page asks it to do so again
  const isCurrent = textOf(body, 'key') === key.publicKey;
  if (target === null || !isCurrent || user.engineer === null) {
    response.status(422).end();
    return ANSWERED;
  }
  const browser = browserInWords(request.get('user-agent'));
  await audited(
    context,
    (tx) => subscribe(tx, deps.push.encryption, { userId: user.id, target, key, browser }, now),
    (isNew) => isNew && { action: 'push-added', subject: user.login, detail: { browser } },
  );
  response.status(204).end();
  return ANSWERED;
}

/** One of the user's own, by its place in their list or by what the browser itself knows of it. */
async function remove(context: RouteContext): Promise<Answer> {
  const { user, body } = context;
  const [id, endpoint] = [textOf(body, 'id'), textOf(body, 'endpoint')];
  const which = id === '' ? { endpointHash: hashOfToken(endpoint) } : { id };
  await audited(
    context,
    (tx) => removeOwnSubscription(tx, user.id, which),
    (isRemoved) => isRemoved && { action: 'push-removed', subject: user.login },
  );
  return { to: address('/sessions', { done: 'not-notified' }) };
}
