import type { Engineer } from '../../../domain/oncall/engineers/engineer-store.ts';
import { versionOfUser } from '../../../domain/users/change-user.ts';
import type { OpenSession } from '../../../domain/users/session-store.ts';
import type { ListedUser } from '../../../domain/users/user-list-store.ts';
import { sessionLine } from '../account/session-line.ts';
import { address } from '../address.ts';
import { backTo } from '../back-view.ts';
import type { ConsoleContext } from '../context.ts';
import { faultView } from '../fault-view.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';
import type { Words } from '../words/index.ts';
import { type TypedUser, type UserFault, userFields } from './user-form.ts';
import { accessPills } from './user-list-page.ts';

export interface UserPage {
  user: ListedUser;
  sessions: readonly OpenSession[];
  engineers: readonly Engineer[];
  /** what was typed, where it could not be taken */
  typed: TypedUser | null;
  fault: UserFault | null;
  /** the version that what was typed is about; null: the one that stands */
  seen: string | null;
  /** what was just done */
  notice: string | null;
}

export function userPage(context: ConsoleContext, page: UserPage): Html {
  const { user, fault, notice } = page;
  const words = context.words.users;
  const content = html`
    ${backTo('/users', words.title)}
    <div class="page-title">
      <div><h1>${user.name}</h1><p>${user.login} · ${context.words.roles[user.role]}</p></div>
      ${accessPills(context, user)}
    </div>
    ${noticeView(notice)}
    ${faultView(fault && words.faults[fault])}
    <div class="user">
      ${detailsCard(context, page)}
      <div>
        ${signInCard(context, user)}
        ${sessionsCard(context, page)}
        ${user.id === context.user.id ? nothing : removeCard(context, user)}
      </div>
    </div>`;
  return layout(context, { title: user.name, content, place: 'users', style: 'users' });
}

function detailsCard(context: ConsoleContext, { user, typed, seen, engineers, fault }: UserPage): Html {
  const words = context.words.users;
  const { login, name, role, engineer } = user;
  const shown = typed ?? { login, name, role, engineer: engineer ?? '' };
  return html`
    <section class="card" aria-labelledby="details-title">
      <h2 id="details-title">${words.details}</h2>
      <form method="post" action="${address('/users/:id', { id: user.id })}">
        <input type="hidden" name="version" value="${seen ?? versionOfUser(user)}">
        ${userFields(context, { typed: shown, engineers, keepsRole: user.id === context.user.id, fault })}
        <button>${words.save}</button>
      </form>
    </section>`;
}

function signInCard(context: ConsoleContext, user: ListedUser): Html {
  const words = context.words.users;
  const { format, now } = context;
  return html`
    <section class="card" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">${words.security}</h2>
      ${
        user.lockedUntil === null
          ? nothing
          : html`<p class="warning">${words.lockedUntil(format.moment(user.lockedUntil, now))}</p>
            ${action(user, 'unlock', words.unlock)}`
      }
      ${
        user.id === context.user.id
          ? html`<p><a href="/password">${words.yourPassword}</a></p>`
          : proofs(words, user)
      }
    </section>`;
}

/** What somebody else proves themselves with, and what can be done about it. */
function proofs(words: Words['users'], user: ListedUser): Html {
  const { issuer, hasPassword, hasSecondFactor } = user;
  return html`
    ${issuer === null ? nothing : html`<p>${words.bySso(new URL(issuer).hostname)}</p>`}
    ${action(user, 'reset-password', words.resetPassword)}<p class="quiet">${words.resetPasswordHint}</p>
    ${
      hasSecondFactor
        ? html`${action(user, 'remove-second-factor', words.removeFactor)}<p class="quiet">${words.removeFactorHint}</p>`
        : nothing
    }
    ${
      issuer !== null && hasPassword
        ? html`${action(user, 'password-off', words.switchPasswordOff)}<p class="quiet">${words.switchPasswordOffHint}</p>`
        : nothing
    }`;
}

function sessionsCard(context: ConsoleContext, { user, sessions }: UserPage): Html {
  const { users: words } = context.words;
  const lines = sessions.map((session) => html`<li>${sessionLine(context, session)}</li>`);
  return html`
    <section class="card" aria-labelledby="sessions-title">
      <h2 id="sessions-title">${words.sessions}</h2>
      ${
        sessions.length === 0
          ? html`<p class="quiet">${words.noSessions}</p>`
          : html`<ul class="lines">${lines}</ul>${action(user, 'sign-out', words.signOutEverywhere)}`
      }
    </section>`;
}

function removeCard({ words: { users: words } }: ConsoleContext, user: ListedUser): Html {
  return html`
    <section class="card" aria-labelledby="remove-title">
      <h2 id="remove-title">${words.removeTitle(user.name)}</h2>
      <p class="quiet">${words.removeText}</p>
      <form method="post" action="${address('/users/:id/remove', { id: user.id })}"><button class="grave">${words.remove}</button></form>
    </section>`;
}

/** A button that does one thing to the user. */
function action({ id }: ListedUser, name: string, label: string): Html {
  return html`<form method="post" action="${address(`/users/:id/${name}`, { id })}"><button class="quiet-button">${label}</button></form>`;
}
