import { houseZone } from '../../../domain/paging/house-zone.ts';
import { opensWall } from '../../../domain/users/wall-link.ts';
import { isHeadOnly } from '../../is-head-only.ts';
import { address } from '../address.ts';
import { attentionView } from '../board/attention-view.ts';
import { boardChange } from '../board/board-change.ts';
import { versionOf } from '../board/board-edition.ts';
import { WHOLE_BOARD } from '../board/board-filter.ts';
import { boardView } from '../board/board-view.ts';
import type { Look } from '../board/look.ts';
import { titleWith } from '../board/verdict.ts';
import { formatFor } from '../format.ts';
import { type Html, html } from '../html.ts';
import { wallLayout } from '../layout.ts';
import { openStream, type Stay } from '../live/stream.ts';
import { ANSWERED, type Answer, atDoor, type DoorContext, type Route } from '../route.ts';
import { notFound } from '../turned-away.ts';
import type { Words } from '../words/index.ts';

/** The board for a screen on a wall: whoever has the link sees it, and nothing else. */
export const WALL_ROUTES: readonly Route[] = [
  atDoor('get', '/wall/:secret', show),
  atDoor('get', '/wall/:secret/live', follow),
];

async function lookOf({ deps, words, now }: DoorContext): Promise<Look> {
  const format = formatFor(words, await houseZone(deps.database));
  const titled = { ...words, titles: deps.titles(words.language) };
  return { words: titled, format, now, filter: WHOLE_BOARD, isWall: true, mayWork: false };
}

async function show(door: DoorContext): Promise<Answer> {
  const { deps, live, now, params, words, request } = door;
  const secret = params.secret ?? '';
  if (!(await opensWall(deps.database, secret, now, !isHeadOnly(request))))
    return { page: closedPage(words), status: 404 };
  const look = await lookOf(door);
  const edition = await live.board.look();
  const { title } = look.words.board;
  const stream = address('/wall/:secret/live', { secret });
  const content = html`
    <div class="page-title"><h1>${title}</h1>${attentionView(look)}</div>
    <div id="live" data-stream="${stream}" data-version="${versionOf(edition)}" data-out-of-sight>${boardView(edition.board, look)}</div>`;
  const frame = { title: titleWith(edition.board, title), content, clocksFrom: now, live: true };
  return { page: wallLayout(look.words, { ...frame, script: 'attention' }) };
}

/** A screen without a keyboard shows what to do, and no form to sign in. */
function closedPage(words: Words): Html {
  const { closedTitle, closedText } = words.walls;
  const content = html`<section class="card narrow"><h1>${closedTitle}</h1><p>${closedText}</p></section>`;
  return wallLayout(words, { title: closedTitle, content });
}

async function follow(door: DoorContext): Promise<Answer> {
  const { deps, live, now, params, request, response } = door;
  const secret = params.secret ?? '';
  if (!(await opensWall(deps.database, secret, now, !isHeadOnly(request)))) notFound();
  const look = await lookOf(door);
  const page = { words: look.words, stay: wallStay(door, secret), now: deps.now };
  openStream([request, response], page, live.board, (edition, version) =>
    boardChange(edition, version, { ...look, now: deps.now() }),
  );
  return ANSWERED;
}

/** Until the link is revoked; that is looked for at each sign of life. While the record is away nothing is known. */
function wallStay({ deps, live }: DoorContext, secret: string): Stay {
  let over = () => {};
  return {
    async prolong() {
      if (!(await opensWall(deps.database, secret, deps.now()))) over();
    },
    onOver(end) {
      over = end;
      const giveBack = live.places.take(`wall ${secret}`, end);
      return () => {
        over = () => {};
        giveBack();
      };
    },
  };
}
