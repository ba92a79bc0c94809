import type { OnCallLine } from '../board/read-on-call.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import type { EngineerRecord } from '../schedules/read-engineer-record.ts';
import { appLayout } from './app-layout.ts';

/** Who is on call now and next, in each schedule. */
export function onCallPage(
  context: ConsoleContext,
  lines: readonly OnCallLine[],
  pushKey: string | null,
): Html {
  const { mine, board } = context.words;
  const content = html`
    <h1>${mine.onCallTitle}</h1>
    ${lines.length === 0 ? html`<p class="empty card">${board.noSchedules}</p>` : lines.map((line) => scheduleCard(context, line))}`;
  return appLayout(context, { title: mine.onCallTitle, content, tab: 'onCall', live: true, pushKey });
}

function scheduleCard({ words, format, user, now }: ConsoleContext, line: OnCallLine): Html {
  const { mine, board } = words;
  const { current, next, gap } = line;
  const at = (instant: Date) => format.moment(instant, now);
  const who = ({ engineer, name }: { engineer: string; name: string }) =>
    engineer === user.engineer ? html`<b>${name}</b> (${mine.you})` : html`<b>${name}</b>`;
  return html`
    <section class="card"><h2>${line.schedule}</h2>
      <dl class="facts">
        <div><dt>${mine.now}</dt><dd>${current ? html`${who(current)} <small>${mine.until(at(current.until))}</small>${current.restsUntil === null ? nothing : html` <span class="pill calm">${board.restsUntil(at(current.restsUntil))}</span>`}` : html`<span class="person missed">${board.nobody}</span>`}</dd></div>
        ${next ? html`<div><dt>${mine.next}</dt><dd>${who(next)} <small>${mine.from(at(next.from))}</small></dd></div>` : nothing}
      </dl>
      ${gap ? html`<p class="warning">${board.gap(at(gap.from), gap.until && at(gap.until))}</p>` : nothing}
    </section>`;
}

/** The shifts that are ahead of an engineer. */
export function myShiftsPage(
  context: ConsoleContext,
  { shifts }: Pick<EngineerRecord, 'shifts'>,
  pushKey: string | null,
): Html {
  const { words, format, now } = context;
  const { mine, dealings, shifts: said } = words;
  const at = (instant: Date) => format.moment(instant, now);
  const lines = shifts.map(
    ({ title, from, until }) =>
      html`<li><p><b>${from <= now ? dealings.now : at(from)}</b> – ${at(until)} <small>${title}</small></p></li>`,
  );
  const content = html`
    <h1>${mine.shiftsTitle}</h1>
    <section class="card">${lines.length > 0 ? html`<ul class="lines">${lines}</ul>` : html`<p class="quiet">${dealings.noShifts}</p>`}</section>
    <p><a href="/shifts">${mine.changeShifts}</a></p>
    <p><a href="/shifts/hand-over">${said.handOver}</a></p>`;
  return appLayout(context, { title: mine.shiftsTitle, content, tab: 'shifts', live: true, pushKey });
}
