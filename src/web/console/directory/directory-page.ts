import { address } from '../address.ts';
import type { ConsoleContext } from '../context.ts';
import { type Html, html } from '../html.ts';
import { layout } from '../layout.ts';
import type { RegistryCounts } from './directory-counts-store.ts';

const SECTIONS = [
  'customers',
  'plans',
  'calendars',
  'engineers',
  'schedules',
  'escalations',
  'supervisors',
] as const;

/** The door to all that is registered: one card a kind, with how many there are. */
export function registryPage(context: ConsoleContext, counts: RegistryCounts, firstSteps: Html): Html {
  const { registry, source, supervisors } = context.words;
  const cards = SECTIONS.map((section) => {
    const { title, about } = section === 'supervisors' ? supervisors : registry.sections[section];
    return html`<li><a class="card" href="${address(`/registry/${section}`)}">
      <h2>${title} <small class="digits">${counts[section]}</small></h2><p class="quiet">${about}</p></a></li>`;
  });
  const content = html`
    <div class="page-title"><h1>${registry.title}</h1><p>${registry.intro}</p></div>
    ${firstSteps}
    <ul class="doors">${cards}</ul>
    <p class="quiet">${source.rule}</p>`;
  return layout(context, { title: registry.title, content, place: 'registry', style: 'registry' });
}
