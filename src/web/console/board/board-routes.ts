import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { supervisorsNotice } from '../directory/supervisors/supervisors-notice.ts';
import { firstStepsNotice } from '../first-steps/first-steps-routes.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { openStream, sessionStay } from '../live/stream.ts';
import { reportsNotice } from '../monthly-reports/reports-notice.ts';
import { outlookNotice } from '../rehearsal/outlook-notice.ts';
import { ANSWERED, type Answer, get, type Route, type RouteContext } from '../route.ts';
import { attentionView } from './attention-view.ts';
import { boardChange } from './board-change.ts';
import { versionOf } from './board-edition.ts';
import { boardQuery, readBoardFilter } from './board-filter.ts';
import { boardView } from './board-view.ts';
import { ledgerNotice } from './ledger-notice.ts';
import type { Look } from './look.ts';
import { shiftsView } from './shifts-view.ts';
import { titleWith } from './verdict.ts';

/** The live board: the view, the stream that keeps it up to date, and an engineer's own part of it. */
export const BOARD_ROUTES: readonly Route[] = [get('/', null, show), get('/live', null, follow)];

function lookOf({ words, format, now, query, user }: RouteContext): Look {
  const filter = readBoardFilter(query, user.engineer);
  return { words, format, now, filter, isWall: false, mayWork: may(user, 'work') };
}

async function show(context: RouteContext): Promise<Answer> {
  const { words, now, live, user } = context;
  const look = lookOf(context);
  const { board } = words;
  const edition = await live.board.look();
  const heading = look.filter.holder === null ? board.title : board.mineTitle;
  const stream = address('/live', boardQuery(look.filter));
  const content = html`
    <div class="page-title"><h1>${heading} ${user.engineer === null ? nothing : mineLink(look)}</h1>
      ${attentionView(look)}
    </div>
    ${look.filter.holder === null ? nothing : shiftsView(edition.board.onCall, look.filter.holder, look)}
    ${await firstStepsNotice(context)}
    ${await ledgerNotice(context)}
    ${await outlookNotice(context)}
    ${await reportsNotice(context)}
    ${await supervisorsNotice(context)}
    <div id="live" data-stream="${stream}" data-version="${versionOf(edition)}" data-out-of-sight>${boardView(edition.board, look)}</div>`;
  const title = titleWith(edition.board, heading);
  const frame = { title, content, place: 'board', clocksFrom: now, live: true, script: 'attention' } as const;
  return { page: layout(context, frame) };
}

/** Between everybody's tickets and one's own. */
function mineLink({ words, filter }: Look): Html {
  const { board } = words;
  return filter.holder === null
    ? html`<small><a href="${address('/', { ...boardQuery(filter), mine: '1' })}">${board.mine}</a></small>`
    : html`<small><a href="${address('/', { ...boardQuery(filter), mine: null })}">${board.everybodys}</a></small>`;
}

function follow(context: RouteContext): Answer {
  const { words, deps, live, request, response } = context;
  const page = { words, stay: sessionStay(context), now: deps.now };
  openStream([request, response], page, live.board, (edition, version) =>
    boardChange(edition, version, { ...lookOf(context), now: deps.now() }),
  );
  return ANSWERED;
}
