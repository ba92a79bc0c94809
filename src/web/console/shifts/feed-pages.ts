import type { CalendarFeed } from '../../../domain/calendar-feeds/calendar-feed.ts';
import type { FeedFault } from '../../../domain/calendar-feeds/keep-calendar-feeds.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import { secretShownPage } from '../secret-shown-page.ts';

/** What a feed can show, as a form says it and as people read it. */
export interface FeedChoice {
  value: string;
  says: string;
}

export interface FeedList {
  feeds: readonly CalendarFeed[];
  choices: readonly FeedChoice[];
  fault: FeedFault | null;
  notice: string | null;
}

/** The feeds of a user, or all of them, and a form for one more. */
export function feedsPage(context: ConsoleContext, page: FeedList): Html {
  const words = context.words.feeds;
  const mayWork = may(context.user, 'work');
  const heads = [words.what, words.lastFetched].map((head) => html`<th scope="col">${head}</th>`);
  const table = html`
    <div class="card table users"><table><caption class="hidden">${words.title}</caption>
      <thead><tr>${heads}<th scope="col"><span class="hidden">${words.revoke}</span></th></tr></thead>
      <tbody>${page.feeds.map((feed) => row(context, feed, page.choices))}</tbody></table></div>`;
  const content = html`
    
    ${backTo(address('/shifts'), words.back)}
    <div class="page-title"><h1>${words.title}</h1><p>${words.intro}</p></div>
    ${noticeView(page.notice)}
    <div class="user">
      ${page.feeds.length === 0 ? html`<p class="empty card">${words.none}</p>` : table}
      ${mayWork ? addCard(context, page) : nothing}
    </div>`;
  return layout(context, { title: words.title, content, style: 'users' });
}

/** How a feed is named in a form: `engineer:anna`, `schedule:front`, `all`. */
export function feedValue({ kind, subject }: Pick<CalendarFeed, 'kind' | 'subject'>): string {
  return subject === null ? kind : `${kind}:${subject}`;
}

function row(
  { words: { feeds }, format, now, user }: ConsoleContext,
  feed: CalendarFeed,
  choices: readonly FeedChoice[],
): Html {
  const { id, ending, userName, userId, createdAt, lastFetchedAt, subject } = feed;
  const says = choices.find(({ value }) => value === feedValue(feed))?.says ?? subject ?? feeds.all;
  const mayRevoke = may(user, 'work') && (userId === user.id || may(user, 'registry'));
  return html`
    <tr>
      <td><b>${says}</b><small>…${ending}, ${feeds.by(userName, format.moment(createdAt, now))}</small></td>
      <td class="digits" data-label="${feeds.lastFetched}">${
        lastFetchedAt === null
          ? html`<span class="quiet">${feeds.never}</span>`
          : html`<time datetime="${lastFetchedAt.toISOString()}">${format.moment(lastFetchedAt, now)}</time>`
      }</td>
      <td>${mayRevoke ? html`<form method="post" action="${address('/shifts/feeds/:id/revoke', { id })}"><button class="plain" aria-label="${feeds.revokeNamed(says)}">${feeds.revoke}</button></form>` : nothing}</td>
    </tr>`;
}

function addCard({ words: { feeds } }: ConsoleContext, { choices, fault }: FeedList): Html {
  const options = choices.map(({ value, says }) => html`<option value="${value}">${says}</option>`);
  return html`
    <section class="card" aria-labelledby="add-title">
      <h2 id="add-title">${feeds.addTitle}</h2>
      ${fault === null ? nothing : html`<p class="fault" role="alert">${feeds.faults[fault]}</p>`}
      <form method="post" action="${address('/shifts/feeds')}">
        <label>${feeds.what}<select name="what" required>${options}</select></label>
        <button>${feeds.add}</button>
      </form>
    </section>`;
}

/** The one time an address is shown. */
export function feedShownPage(context: ConsoleContext, says: string, link: string): Html {
  const { shownTitle, shownText, shownOnce, done } = context.words.feeds;
  const around = {
    title: shownTitle,
    text: shownText,
    once: shownOnce,
    done,
    back: address('/shifts/feeds'),
  };
  return secretShownPage(context, { ...around, label: says, secret: link });
}
