import { readTokenName } from '../../../domain/users/api-token.ts';
import { addWallLink, revokeWallLink } from '../../../domain/users/wall-link.ts';
import { listWallLinks } from '../../../domain/users/wall-link-store.ts';
import { address } from '../address.ts';
import { textOf } from '../form.ts';
import { noticeIn } from '../notice.ts';
import { type Answer, get, post, type Route, type RouteContext } from '../route.ts';
import { type WallFault, wallLinkShownPage, wallLinksPage } from './wall-link-pages.ts';

/** The links to the board for screens on walls, for administrators. */
export const WALL_LINK_ROUTES: readonly Route[] = [
  get('/users/walls', 'users', index),
  post('/users/walls', 'users', create),
  post('/users/walls/revoke', 'users', revoke),
];

function index(context: RouteContext): Promise<Answer> {
  return list(context, '', null);
}

async function create(context: RouteContext): Promise<Answer> {
  const { deps, user, now, body } = context;
  const typed = textOf(body, 'name');
  const name = readTokenName(typed);
  if (name === null) return list(context, typed, 'bad-name');
  const secret = await addWallLink(deps.database, user, name, now);
  if (secret === null) return list(context, typed, 'name-taken');
  const link = deps.publicUrl + address('/wall/:secret', { secret });
  return { page: wallLinkShownPage(context, name, link), status: 201 };
}

async function revoke({ deps, user, body, now }: RouteContext): Promise<Answer> {
  await revokeWallLink(deps.database, user, textOf(body, 'name'), now);
  return { to: address('/users/walls', { done: 'revoked' }) };
}

async function list(context: RouteContext, typed: string, fault: WallFault | null): Promise<Answer> {
  const { revoked } = context.words.walls;
  const notice = noticeIn(context, { revoked });
  const links = await listWallLinks(context.deps.database);
  return { page: wallLinksPage(context, { links, typed, fault, notice }), status: fault ? 422 : 200 };
}
