import { type Html, html, nothing } from './html.ts';

/** What is wrong with a form, said above it. @param id what the fields that it is about are described by: one for each form of a page */
export function faultView(said: string | null, id = 'fault'): Html {
  return said === null ? nothing : html`<p class="fault" role="alert" id="${id}">${said}</p>`;
}

/** Marks a field that what is said above the form is about, for eyes and for ears. */
export function faultMarks(isAbout: boolean, id = 'fault'): Html {
  return isAbout ? html`aria-invalid="true" aria-describedby="${id}"` : nothing;
}
