import type { Engineer } from '../../../domain/oncall/engineers/engineer-store.ts';
import { whyNotWritten } from '../../../domain/paging/notify.ts';
import { lacksHands } from '../../../domain/tickets/hands.ts';
import { ENGINEER_STAGES, mayFollow } from '../../../domain/tickets/signature-stage.ts';
import { isUnanswered, SEVERITIES, type Ticket } from '../../../domain/tickets/ticket.ts';
import { may } from '../../../domain/users/user.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { choosesEngineer, mayLower, mayReopen } from './act-on-ticket.ts';
import { type Drawing, drawingOf, type FormContext, type FormName } from './filled-form.ts';
import type { TicketStory } from './read-ticket.ts';

/** What is needed of a ticket's story to say what can be done. */
type Offered = Pick<
  TicketStory,
  'ticket' | 'callbacks' | 'engineers' | 'away' | 'windows' | 'listeningPhones'
>;

/**
 * What somebody may do about a ticket, by their role and by how far it is. Each form has an id: when the page is told anew, none
 * becomes another one while somebody writes in it.
 */
export function actionsView(context: FormContext, story: Offered): Html {
  const { words, user } = context;
  const { ticket } = story;
  const isOpen = ticket.status !== 'closed';
  if (!isOpen) return reopenView(context, ticket);
  return html`
    <section class="card actions" aria-labelledby="actions-title">
      <h2 id="actions-title">${words.ticket.actions}</h2>
      ${ticket.untoldSince === null ? nothing : html`<p class="warning">${words.ticket.tellOtherwise}</p>`}
      ${may(user, 'work') ? workView(context, story) : html`<p class="quiet">${words.ticket.readOnly}</p>`}
    </section>`;
}

function workView(context: FormContext, story: Offered): Html {
  const { words, user } = context;
  const { ticket } = story;
  const inWhoseName = (form: FormName) => whoView(context, story, drawingOf(context, form));
  const forEngineers =
    inWhoseName('acknowledge') !== nothing
      ? [
          ticket.status === 'open' || lacksHands(ticket)
            ? acknowledgeForm(context, ticket, inWhoseName('acknowledge'))
            : nothing,
          isUnanswered(ticket)
            ? [
                connectForm(context, ticket, inWhoseName('connect')),
                answerForm(context, to(ticket, 'answer'), inWhoseName('answer')),
                passOnForm(context, ticket, inWhoseName('pass-on')),
              ]
            : nothing,
        ]
      : html`<p class="quiet">${words.ticket.nobodyYet}</p>`;
  return html`
        ${forEngineers}
        ${isTalking(story) ? callInForm(context, ticket) : nothing}
        ${isTalking(story) && may(user, 'listen-in') ? listenForm(context, story) : nothing}
        ${isUnanswered(ticket) ? [severityForm(context, story), handOverForm(context, story)] : nothing}
        ${ticket.kind === 'signature' ? progressForm(context, ticket) : nothing}
        ${tellForm(context, ticket)}
        ${noteForm(context, to(ticket, 'note'))}
        ${reopenForm(context, ticket)}
        ${may(user, 'close') ? closeForm(context, ticket) : nothing}`;
}

function to(ticket: Ticket, action: string): string {
  return address(`/tickets/:number/${action}`, { number: ticket.number });
}

/**
 * An engineer acts for themselves; a supervisor says for whom, since only an engineer can be rung up about a ticket. Nothing: it
 * is not known yet which engineer they are, or that one has left.
 */
function whoView(context: ConsoleContext, { engineers, away }: Offered, drawing: Drawing): Html {
  const { words, user } = context;
  const own = engineers.find(({ key }) => key === user.engineer);
  if (own) return html`<p class="quiet">${words.ticket.actingAs(own.name)}</p>`;
  if (!choosesEngineer(user)) return nothing;
  return html`
    <label>${words.ticket.asWhom}
      <select name="engineer" required ${drawing.marks('engineer')}>
        <option value="">${words.ticket.choose}</option>
        ${engineers.map((engineer) => engineerOption(context, engineer, away, drawing.valueOf('engineer')))}
      </select></label>`;
}

/** Who is away is said before they are chosen: they would not look. */
function engineerOption(
  { words, format, now }: ConsoleContext,
  { key, name }: Engineer,
  away: Offered['away'],
  chosen: string,
): Html {
  const until = away.get(key);
  const said = until === undefined ? name : `${name} (${words.ticket.away(format.until(until, now))})`;
  return html`<option value="${key}"${markIf(key === chosen, 'selected')}>${said}</option>`;
}

/** Of a ticket that somebody has, it is help that is offered. */
function acknowledgeForm(context: FormContext, ticket: Ticket, who: Html): Html {
  const { ticket: labels } = context.words;
  const drawing = drawingOf(context, 'acknowledge');
  const [said, hint] = lacksHands(ticket)
    ? [labels.help, labels.helpHint]
    : [labels.acknowledge, labels.acknowledgeHint];
  return html`
    <form id="do-acknowledge"${drawing.kept} method="post" action="${to(ticket, 'acknowledge')}">
      ${drawing.fault}
      ${who}<button>${said}</button>
      <p class="quiet">${hint}</p>
    </form>`;
}

function connectForm(context: FormContext, ticket: Ticket, who: Html): Html {
  const { words, user } = context;
  const drawing = drawingOf(context, 'connect');
  const { connect, connectOther, connectHint } = words.ticket;
  return html`
    <details id="do-connect"${drawing.open}><summary>${user.engineer === null ? connectOther : connect}</summary>
      <form method="post" action="${to(ticket, 'connect')}">
        ${drawing.fault}
        ${who}<button>${user.engineer === null ? connectOther : connect}</button>
        <p class="quiet">${connectHint}</p>
      </form></details>`;
}

/** An engineer and the customer are talking just now. */
function isTalking({ callbacks }: Offered): boolean {
  return callbacks.some(({ attempts }) => attempts.some(({ stage }) => stage === 'joined'));
}

function callInForm({ words: { ticket: labels } }: ConsoleContext, ticket: Ticket): Html {
  return html`
    <form id="do-call-in-tam" method="post" action="${to(ticket, 'call-in-tam')}">
      <button class="quiet-button">${labels.callInTam}</button>
      <p class="quiet">${labels.callInTamHint}</p>
    </form>`;
}

/** Who may listen chooses the phone to be rung on; where nobody may, it is not offered. */
function listenForm({ words, user }: ConsoleContext, story: Offered): Html {
  const { ticket, engineers, listeningPhones } = story;
  if (listeningPhones === null) return nothing;
  const { ticket: labels } = words;
  const own = engineers.find(({ key }) => key === user.engineer)?.phones ?? [];
  const phones = [...new Set([...own, ...listeningPhones])];
  const choice = html`<label>${labels.listenPhone}<select name="phone">${phones.map((phone) => html`<option value="${phone}">${phone}</option>`)}</select></label>`;
  return html`
    <details id="do-listen-in"><summary>${labels.listenIn}</summary>
      <form method="post" action="${to(ticket, 'listen-in')}">
        ${phones.length > 1 ? choice : nothing}<button>${labels.listenIn}</button>
        <p class="quiet">${labels.listenInHint}</p>
      </form></details>`;
}

/** Each choice carries what it was chosen against: in a form that somebody is filling in, the choices stay as they were. */
function severityForm(context: FormContext, { ticket, windows }: Offered): Html {
  const { words, user, format, now } = context;
  const { ticket: labels } = words;
  const drawing = drawingOf(context, 'severity');
  const others = SEVERITIES.filter(
    (severity) => severity !== ticket.severity && (severity < ticket.severity || mayLower(user)),
  );
  if (others.length === 0) return nothing;
  const options = others.map((severity) => {
    const due = windows?.get(severity)?.respondBy;
    const said = due ? `, ${labels.wouldBeDue(format.moment(due, now))}` : '';
    const value = `${severity} ${ticket.severity}`;
    return html`<option value="${value}"${markIf(value === drawing.valueOf('severity'), 'selected')}>${severity} ${words.severity(severity)}${said}</option>`;
  });
  return html`
    <details id="do-severity"${drawing.open}><summary>${labels.changeSeverity}</summary>
      <form method="post" action="${to(ticket, 'severity')}">
        ${drawing.fault}
        <p>${labels.dueNow(format.moment(ticket.respondBy, now))}</p>
        <label>${labels.newSeverity}<select name="severity" required ${drawing.marks('severity')}><option value="">${labels.chooseSeverity}</option>${options}</select></label>
        <label>${labels.severityReason}<textarea name="text" rows="2" maxlength="10000" required ${drawing.marks('text')}>${drawing.valueOf('text')}</textarea></label>
        <button>${labels.severitySubmit}</button>
        <p class="quiet">${labels.severityHint} ${toldHint(context, ticket, labels.severityTold)}${mayLower(user) ? nothing : html` ${labels.severityLowerHint}`}</p>
      </form></details>`;
}

function handOverForm(context: FormContext, { ticket, engineers, away }: Offered): Html {
  const { ticket: labels } = context.words;
  const drawing = drawingOf(context, 'hand-over');
  const others = engineers.filter(({ key }) => key !== ticket.acknowledgedBy);
  return html`
    <details id="do-hand-over"${drawing.open}><summary>${labels.handOver}</summary>
      <form method="post" action="${to(ticket, 'hand-over')}">
        ${drawing.fault}
        <label>${labels.handOverTo}<select name="to" required ${drawing.marks('to')}><option value="">${labels.choose}</option>${others.map((engineer) => engineerOption(context, engineer, away, drawing.valueOf('to')))}</select></label>
        <button>${labels.handOverSubmit}</button>
        <p class="quiet">${labels.handOverHint}</p>
      </form></details>`;
}

function passOnForm(context: FormContext, ticket: Ticket, who: Html): Html {
  const { words } = context;
  const drawing = drawingOf(context, 'pass-on');
  return html`
    <details id="do-pass-on"${drawing.open}><summary>${words.mine.passOn}</summary>
      <form method="post" action="${to(ticket, 'pass-on')}">
        ${drawing.fault}
        ${who}<button>${words.mine.passOn}</button>
        <p class="quiet">${words.mine.passOnHint}</p>
      </form></details>`;
}

/** @param to where the form goes */
export function answerForm(context: FormContext, to: string, who: Html): Html {
  const { words } = context;
  const drawing = drawingOf(context, 'answer');
  const how = (['qualified-answer', 'facts-requested'] as const).map(
    (value) =>
      html`<label class="choice"><input type="radio" name="how" value="${value}"${markIf(value === (drawing.valueOf('how') || 'qualified-answer'), 'checked')}> ${words.ticket.how[value]}</label>`,
  );
  return html`
    <details id="do-answer"${drawing.open}><summary>${words.ticket.answer}</summary>
      <form method="post" action="${to}">
        ${drawing.fault}
        ${who}
        <fieldset><legend>${words.ticket.answerHow}</legend>${how}</fieldset>
        <label>${words.ticket.answerText}<textarea name="text" rows="4" maxlength="10000" required ${drawing.marks('text')}>${drawing.valueOf('text')}</textarea></label>
        <button>${words.ticket.answerSubmit}</button>
      </form></details>`;
}

function progressForm(context: FormContext, ticket: Ticket): Html {
  const { words } = context;
  const drawing = drawingOf(context, 'progress');
  const ahead = ENGINEER_STAGES.filter((stage) => mayFollow(ticket.signatureStage ?? 'received', stage));
  if (ahead.length === 0) return nothing;
  return html`
    <details id="do-progress"${drawing.open}><summary>${words.ticket.progress}</summary>
      <form method="post" action="${to(ticket, 'progress')}">
        ${drawing.fault}
        <label>${words.ticket.stage}<select name="stage" ${drawing.marks('stage')}>${ahead.map((stage) => html`<option value="${stage}"${markIf(stage === drawing.valueOf('stage'), 'selected')}>${words.stage[stage]}</option>`)}</select></label>
        <label>${words.ticket.version}<input name="version" value="${drawing.valueOf('version')}" maxlength="100"></label>
        <button>${words.ticket.progressSubmit}</button>
        <p class="quiet">${toldHint(context, ticket, words.ticket.progressHint)}</p>
      </form></details>`;
}

function tellForm(context: FormContext, ticket: Ticket): Html {
  const { words } = context;
  const drawing = drawingOf(context, 'tell');
  return html`
    <details id="do-tell"${drawing.open}><summary>${words.ticket.tell}</summary>
      <form method="post" action="${to(ticket, 'progress')}">
        ${drawing.fault}
        <label>${words.ticket.tellText}<textarea name="text" rows="3" maxlength="400" required ${drawing.marks('text')}>${drawing.valueOf('text')}</textarea></label>
        <button>${words.ticket.progressSubmit}</button>
        <p class="quiet">${toldHint(context, ticket, words.ticket.progressHint)}</p>
      </form></details>`;
}

/** @param to where the form goes */
export function noteForm(context: FormContext, to: string): Html {
  const { words } = context;
  const drawing = drawingOf(context, 'note');
  return html`
    <details id="do-note"${drawing.open}><summary>${words.ticket.note}</summary>
      <form method="post" action="${to}">
        ${drawing.fault}
        <label>${words.ticket.noteText}<textarea name="text" rows="3" maxlength="10000" required ${drawing.marks('text')}>${drawing.valueOf('text')}</textarea></label>
        <button>${words.ticket.noteSubmit}</button>
      </form></details>`;
}

/** Of a closed ticket nothing else is left to do. */
function reopenView(context: FormContext, ticket: Ticket): Html {
  const form = reopenForm(context, ticket);
  if (form === nothing) return nothing;
  return html`
    <section class="card actions" aria-labelledby="actions-title">
      <h2 id="actions-title">${context.words.ticket.actions}</h2>
      ${form}
    </section>`;
}

function reopenForm(context: FormContext, ticket: Ticket): Html {
  const { words, user, now } = context;
  if (!mayReopen(user, ticket, now)) return nothing;
  const drawing = drawingOf(context, 'reopen');
  return html`
    <details id="do-reopen"${drawing.open}><summary>${words.ticket.reopen}</summary>
      <form method="post" action="${to(ticket, 'reopen')}">
        ${drawing.fault}
        <label>${words.ticket.reopenText}<textarea name="text" rows="2" maxlength="10000" required ${drawing.marks('text')}>${drawing.valueOf('text')}</textarea></label>
        <button>${words.ticket.reopenSubmit}</button>
        <p class="quiet">${words.ticket.reopenHint}</p>
      </form></details>`;
}

function closeForm(context: FormContext, ticket: Ticket): Html {
  const { words } = context;
  const drawing = drawingOf(context, 'close');
  return html`
    <details id="do-close"${drawing.open}><summary>${words.ticket.close}</summary>
      <form method="post" action="${to(ticket, 'close')}">
        ${drawing.fault}
        <label>${words.ticket.closeText}<textarea name="text" rows="2" maxlength="10000" required ${drawing.marks('text')}>${drawing.valueOf('text')}</textarea></label>
        ${isUnanswered(ticket) ? html`<label class="choice"><input type="checkbox" name="sure" value="yes" required ${drawing.marks('sure')}> ${words.ticket.closeSure}</label>` : nothing}
        <button class="grave">${words.ticket.closeSubmit}</button>
        ${isUnanswered(ticket) ? html`<p class="quiet">${words.ticket.closeHint} ${toldHint(context, ticket, words.ticket.closeTold)}</p>` : nothing}
      </form></details>`;
}

/** What the customer is told, or why nothing is. */
function toldHint({ words }: ConsoleContext, ticket: Ticket, told: string): string {
  const why = whyNotWritten(ticket);
  return why === null ? told : words.ticket.notWritten[why];
}

function markIf(isSo: boolean, mark: 'selected' | 'checked'): Html {
  return isSo ? html` ${mark}` : nothing;
}
