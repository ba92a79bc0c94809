import { type Html, html, nothing } from '../console/html.ts';
import type { ApiDescription, Operation, Schema } from './api-description.ts';

/** The API as a page of tables, made of its own description: nothing to load, and nothing that can differ from it. */
export function docsPage(description: ApiDescription): Html {
  const { info, tags, components } = description;
  const { schemas, securitySchemes } = components;
  return framed(
    info.title,
    html`<h1>${info.title}: API ${info.version}</h1>
<p>${marked(info.description)} For programs: <a href="/api/v1/openapi.json">openapi.json</a>.</p>
<p>${marked(securitySchemes.token.description)}</p>
<p>Licence: ${info.license.name}.</p>
<ul class="chapters">${tags.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}<li><a href="#schemas">what is sent and answered</a></li></ul>
${tags.map(({ name }) => html`<h2 id="${name}">${name}</h2>${operationsOf(description, name)}`)}
<h2 id="schemas">What is sent and answered</h2>
${Object.entries(schemas).map(([name, schema]) => schemaView(name, schema))}`,
  );
}

/** A page without a menu, for whoever follows an address out of an answer. */
export function framed(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="/assets/icon.svg"><link rel="stylesheet" href="/assets/console.css"><link rel="stylesheet" href="/assets/docs.css"></head>
<body><main>${content}</main></body></html>`;
}

/** What stands between backticks is to be typed as it is. */
function marked(text: string): Html {
  const parts = text.split('`');
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`;
}

function operationsOf({ paths }: ApiDescription, tag: string): Html[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.includes(tag))
      .map(([method, operation]) => operationView(method.toUpperCase(), path, operation)),
  );
}

function operationView(method: string, path: string, operation: Operation): Html {
  const { summary, operationId, security, parameters, requestBody, responses } = operation;
  const sent = requestBody?.content['application/json'];
  return html`<section class="card" id="${operationId}"><h3><code>${method} /api/v1${path}</code></h3>
<p>${marked(summary)}. Scope: <code>${security.flatMap(({ token }) => token).join(', ')}</code>.</p>
${parameters.length > 0 ? parametersView(parameters) : nothing}
${sent ? html`<p>Send ${typeView(sent.schema)}.</p>` : nothing}
<pre tabindex="0">${exampleOf(method, path, sent?.example)}</pre>
<table><caption>Answers</caption><thead><tr><th>Status</th><th>Means</th><th>Body</th></tr></thead>
<tbody>${Object.entries(responses).map(([status, { description, content }]) => html`<tr><td>${status}</td><td>${description}</td><td>${Object.entries(content).map(([type, { schema }]) => (schema ? typeView(schema) : html`${type}`))}</td></tr>`)}</tbody></table></section>`;
}

function parametersView(parameters: Operation['parameters']): Html {
  return html`<table><caption>Parameters</caption><thead><tr><th>Name</th><th>In</th><th>Type</th><th>Means</th></tr></thead>
<tbody>${parameters.map(({ name, in: place, required, schema }) => html`<tr><td><code>${name}</code>${required ? ' (needed)' : ''}</td><td>${place}</td><td>${typeView(schema)}</td><td>${marked(schema.description ?? '')}</td></tr>`)}</tbody></table>`;
}

/** As it is typed in a shell; a number stands where the address has a name. */
function exampleOf(method: string, path: string, body: unknown): string {
  const address = `$HOTLINE/api/v1${path.replaceAll(/\{\w+\}/g, '4711')}`;
  const head = `curl -H "Authorization: Bearer $TOKEN"${method === 'GET' ? '' : ` -X ${method}`}`;
  const sent = body === undefined ? '' : ` \\\n  --json '${JSON.stringify(body)}'`;
  return `${head} ${address}${sent}`;
}

function schemaView(name: string, { properties = {}, required = [], description }: Schema): Html {
  return html`<section class="card" id="schema-${name}"><h3>${name}</h3>${description ? html`<p>${marked(description)}</p>` : nothing}
<table><thead><tr><th>Field</th><th>Type</th><th>Means</th></tr></thead>
<tbody>${Object.entries(properties).map(([field, schema]) => html`<tr><td><code>${field}</code>${required.includes(field) ? '' : ' (optional)'}</td><td>${typeView(schema)}</td><td>${marked(schema.description ?? '')}</td></tr>`)}</tbody></table></section>`;
}

function typeView(schema: Schema): Html {
  const { $ref, enum: words, anyOf, oneOf, items, format } = schema;
  const name = $ref?.split('/').at(-1);
  if (name !== undefined) return html`<a href="#schema-${name}">${name}</a>`;
  if (words) return html`${words.map((word) => JSON.stringify(word)).join(', ')}`;
  if (schema.const !== undefined) return html`${JSON.stringify(schema.const)}`;
  const several = anyOf ?? oneOf;
  if (several) return html`${several.map((one, at) => html`${at > 0 ? ' or ' : ''}${typeView(one)}`)}`;
  if (items) return html`list of ${typeView(items)}`;
  const type = [schema.type ?? 'anything'].flat().join(' or ');
  return html`${format === undefined ? type : `${type} (${format})`}`;
}
