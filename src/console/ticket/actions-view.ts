import type { Engineer } from '../../directory/engineer-store.ts';
import { ENGINEER_STAGES, mayFollow } from '../../signatures/stage.ts';
import { isUnanswered, type Ticket } from '../../tickets/ticket.ts';
import { may } from '../../users/user.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Visit } from '../visit.ts';

/** What somebody may do about a case, by their role and by how far it is. */
export function actionsView(visit: Visit, ticket: Ticket, engineers: readonly Engineer[]): Html {
  const { words, user } = visit;
  const isOpen = ticket.status !== 'closed';
  const inWhoseName = whoView(visit, engineers);
  const forms =
    may(user, 'work') && isOpen
      ? html`
        ${ticket.status === 'open' ? acknowledgeForm(visit, ticket, inWhoseName) : nothing}
        ${isUnanswered(ticket) ? answerForm(visit, ticket, inWhoseName) : nothing}
        ${ticket.kind === 'signature' ? progressForm(visit, ticket) : nothing}
        ${noteForm(visit, ticket)}
        ${may(user, 'close') ? closeForm(visit, ticket) : nothing}`
      : nothing;
  if (!isOpen) return nothing;
  return html`
    <section class="card actions" aria-labelledby="actions-title">
      <h2 id="actions-title">${words.ticket.actions}</h2>
      ${may(user, 'work') ? forms : html`<p class="quiet">${words.ticket.readOnly}</p>`}
    </section>`;
}

function to(ticket: Ticket, action: string): string {
  return `/tickets/${ticket.number}/${action}`;
}

/** An engineer acts for themselves; a supervisor says for whom, since only an engineer can be rung up about a case. */
function whoView({ words, user }: Visit, engineers: readonly Engineer[]): Html {
  const own = engineers.find(({ key }) => key === user.engineer);
  if (own) return html`<p class="quiet">${words.ticket.actingAs(own.name)}</p>`;
  return html`
    <label>${words.ticket.asWhom}
      <select name="engineer" required>
        <option value="">${words.ticket.choose}</option>
        ${engineers.map(({ key, name }) => html`<option value="${key}">${name}</option>`)}
      </select></label>`;
}

function acknowledgeForm({ words }: Visit, ticket: Ticket, who: Html): Html {
  return html`
    <form method="post" action="${to(ticket, 'acknowledge')}">
      ${who}<button>${words.ticket.acknowledge}</button>
      <p class="quiet">${words.ticket.acknowledgeHint}</p>
    </form>`;
}

function answerForm({ words }: Visit, ticket: Ticket, who: Html): Html {
  const how = (['qualified-answer', 'facts-requested'] as const).map(
    (value, index) =>
      html`<label class="choice"><input type="radio" name="how" value="${value}" ${index === 0 ? html`checked` : nothing}> ${words.ticket.how[value]}</label>`,
  );
  return html`
    <details><summary>${words.ticket.answer}</summary>
      <form method="post" action="${to(ticket, 'answer')}">
        ${who}
        <fieldset><legend>${words.ticket.answerHow}</legend>${how}</fieldset>
        <label>${words.ticket.answerText}<textarea name="text" rows="4" maxlength="10000" required></textarea></label>
        <button>${words.ticket.answerSubmit}</button>
      </form></details>`;
}

function progressForm({ words }: Visit, ticket: Ticket): Html {
  const ahead = ENGINEER_STAGES.filter((stage) => mayFollow(ticket.signatureStage ?? 'received', stage));
  if (ahead.length === 0) return nothing;
  return html`
    <details><summary>${words.ticket.progress}</summary>
      <form method="post" action="${to(ticket, 'progress')}">
        <label>${words.ticket.stage}<select name="stage">${ahead.map((stage) => html`<option value="${stage}">${words.stage[stage]}</option>`)}</select></label>
        <label>${words.ticket.version}<input name="version" maxlength="100"></label>
        <button>${words.ticket.progressSubmit}</button>
        <p class="quiet">${words.ticket.progressHint}</p>
      </form></details>`;
}

function noteForm({ words }: Visit, ticket: Ticket): Html {
  return html`
    <details><summary>${words.ticket.note}</summary>
      <form method="post" action="${to(ticket, 'note')}">
        <label>${words.ticket.noteText}<textarea name="text" rows="3" maxlength="10000" required></textarea></label>
        <button>${words.ticket.noteSubmit}</button>
      </form></details>`;
}

function closeForm({ words }: Visit, ticket: Ticket): Html {
  return html`
    <details><summary>${words.ticket.close}</summary>
      <form method="post" action="${to(ticket, 'close')}">
        <label>${words.ticket.closeText}<textarea name="text" rows="2" maxlength="10000" required></textarea></label>
        <button class="grave">${words.ticket.closeSubmit}</button>
        ${isUnanswered(ticket) ? html`<p class="quiet">${words.ticket.closeHint}</p>` : nothing}
      </form></details>`;
}
