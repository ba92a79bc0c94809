import { type Engineer, findEngineer } from '../../../domain/oncall/engineers/engineer-store.ts';
import {
  isRole,
  loginFault,
  MAX_NAME,
  ROLES,
  type Role,
  readLogin,
  readName,
} from '../../../domain/users/user.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { ConsoleContext } from '../context.ts';
import { faultMarks } from '../fault-view.ts';
import { textOf } from '../form.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Words } from '../words/index.ts';

export type UserFault = keyof Words['users']['faults'];

/** What a form says of a user, as it was typed. */
export interface TypedUser {
  login: string;
  name: string;
  role: string;
  engineer: string;
}

export function typedUser(body: unknown): TypedUser {
  const [login, name, role, engineer] = ['login', 'name', 'role', 'engineer'].map((field) =>
    textOf(body, field),
  ) as [string, string, string, string];
  return { login: readLogin(login), name, role, engineer };
}

/**
 * What the form says, checked, or what is wrong with it.
 * @param before which engineer they are already: they stay it, also once that one is retired
 */
export async function readUser(
  db: Db,
  typed: TypedUser,
  before: string | null,
): Promise<{ login: string; name: string; role: Role; engineer: string | null } | { fault: UserFault }> {
  const { login, role } = typed;
  if (loginFault(login)) return { fault: 'bad-login' };
  if (!isRole(role)) return { fault: 'no-role' };
  const known = typed.engineer === '' ? null : await findEngineer(db, typed.engineer);
  const engineer = known?.retired && known.key !== before ? null : known;
  if (engineer === null && (role === 'engineer' || typed.engineer !== '')) return { fault: 'no-engineer' };
  return { login, name: readName(typed.name, login), role, engineer: engineer?.key ?? null };
}

/** The fields that a new user and one who is changed have in common. */
export function userFields(
  { words }: ConsoleContext,
  {
    typed,
    engineers,
    keepsRole,
    fault,
  }: {
    typed: TypedUser;
    engineers: readonly Engineer[];
    keepsRole: boolean;
    fault: UserFault | null;
  },
): Html {
  const { users, roles } = words;
  const role = ROLES.map(
    (name) => html`
      <label class="choice"><input type="radio" name="role" value="${name}" required ${typed.role === name ? html`checked` : nothing}>
        <span>${roles[name]}<small>${users.roleHints[name]}</small></span></label>`,
  );
  const known = engineers.some(({ key }) => key === typed.engineer);
  const keys = typed.engineer === '' || known ? [] : [{ key: typed.engineer, name: typed.engineer }];
  const options = [...keys, ...engineers].map(
    ({ key, name }) =>
      html`<option value="${key}" ${key === typed.engineer ? html`selected` : nothing}>${name}</option>`,
  );
  return html`
    <label>${users.name}<input name="name" value="${typed.name}" maxlength="${MAX_NAME}" autocomplete="off"></label>
    ${
      keepsRole
        ? html`<input type="hidden" name="role" value="${typed.role}"><p class="quiet">${roles[typed.role as Role]}. ${users.ownRole}</p>`
        : html`<fieldset class="roles" ${fault === 'no-role' ? html`aria-describedby="fault"` : nothing}><legend>${users.role}</legend>${role}</fieldset>`
    }
    <label>${users.engineer}<select name="engineer" ${faultMarks(fault === 'no-engineer')}><option value="">${users.noEngineer}</option>${options}</select>
      <small>${users.engineerHint}</small></label>`;
}
