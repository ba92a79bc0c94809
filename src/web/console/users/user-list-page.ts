import type { RemovedIdentity } from '../../../domain/users/identity-store.ts';
import type { ListedUser } from '../../../domain/users/user-list-store.ts';
import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html, nothing } from '../html.ts';
import { layout } from '../layout.ts';
import { noticeView } from '../notice.ts';

export interface UserList {
  users: readonly ListedUser[];
  removed: readonly RemovedIdentity[];
  /** what was just done */
  notice: string | null;
}

/** Everybody who may sign in, and who was removed and still knocks. */
export function userListPage(context: ConsoleContext, { users, removed, notice }: UserList): Html {
  const words = context.words.users;
  const heads = [words.name, words.role, words.access, words.lastSignIn].map(
    (head) => html`<th scope="col">${head}</th>`,
  );
  const content = html`
    <div class="page-title">
      <h1>${words.title}</h1><p>${words.intro}</p>
      <div class="buttons"><a class="button quiet-button" href="/users/tokens">${context.words.tokens.title}</a>
        <a class="button quiet-button" href="/users/walls">${context.words.walls.title}</a>
        <a class="button" href="/users/new">${words.add}</a></div>
    </div>
    ${noticeView(notice)}
    <div class="card table users"><table><caption class="hidden">${words.title}</caption><thead><tr>${heads}</tr></thead>
      <tbody>${users.map((user) => row(context, user))}</tbody></table></div>
    ${removed.length > 0 ? removedCard(context, removed) : nothing}`;
  return layout(context, { title: words.title, content, place: 'users', style: 'users' });
}

function row(context: ConsoleContext, user: ListedUser): Html {
  const { words, format } = context;
  const you =
    user.id === context.user.id ? html` <span class="pill calm">${words.users.you}</span>` : nothing;
  return html`
    <tr>
      <td><a href="${address('/users/:id', { id: user.id })}"><b>${user.name}</b></a>${you}<small>${user.login}</small></td>
      <td>${words.roles[user.role]}${user.engineer === null ? nothing : html`<small>${user.engineer}${user.isEngineerRetired ? html` · <b>${words.users.engineerRetired}</b>` : nothing}</small>`}</td>
      <td>${accessPills(context, user)}</td>
      <td class="digits" data-label="${words.users.lastSignIn}">${
        user.signedInAt === null
          ? html`<span class="quiet">${words.users.never}</span>`
          : html`<time datetime="${user.signedInAt.toISOString()}">${format.moment(user.signedInAt, context.now)}</time>`
      }</td>
    </tr>`;
}

/** The identity provider still knows them: only here is it known that they are out. */
function removedCard(
  { words: { users: words }, format, now }: ConsoleContext,
  removed: readonly RemovedIdentity[],
) {
  const lines = removed.map(
    ({ id, login, name, removedAt }) => html`
      <li><p><b>${name}</b> <span class="quiet">${login} · ${format.moment(removedAt, now)}</span></p>
        <form method="post" action="${address('/users/:id/readmit', { id })}"><button class="plain">${words.readmit}</button></form></li>`,
  );
  return html`
    <section class="card" aria-labelledby="removed-title">
      <h2 id="removed-title">${words.removedTitle}</h2>
      <p class="quiet">${words.removedText}</p>
      <ul class="lines">${lines}</ul>
    </section>`;
}

/** How somebody gets in, and what keeps them out. */
export function accessPills({ words: { users: words } }: ConsoleContext, user: ListedUser): Html {
  const pills: [string, string][] = [];
  if (user.lockedUntil !== null) pills.push(['missed', words.locked]);
  if (user.mustChangePassword) pills.push(['near', words.oneTime]);
  else if (user.hasPassword) pills.push(['calm', words.passwordOnly]);
  if (user.issuer !== null) pills.push(['calm', words.sso]);
  if (user.hasSecondFactor) pills.push(['fine', words.secondFactor]);
  return html`<span class="pills">${pills.map(([kind, text]) => html`<span class="pill ${kind}">${text}</span>`)}</span>`;
}
