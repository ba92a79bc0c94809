import { ONE_LISTENING_MS } from '../../../domain/recordings/one-listening.ts';
import { openAudio } from '../../../domain/recordings/open-audio.ts';
import { isOpenElsewhere, LINK_MS, noteLinkOpened } from '../../../domain/ticket-links/open-ticket-link.ts';
import { acknowledge } from '../../../domain/ticket-operations/acknowledge.ts';
import { asksForFacts } from '../../../domain/tickets/timeline-store.ts';
import { addAuditEntry, type Doer } from '../../../domain/users/audit-trail-store.ts';
import { makeToken } from '../../../domain/users/opaque-token.ts';
import { HotlineError } from '../../../platform/errors.ts';
import { sendAudio } from '../../send-audio.ts';
import { browserInWords } from '../account/browser-in-words.ts';
import { address } from '../address.ts';
import { auditLook } from '../audited.ts';
import { ANSWERED, type Answer, atDoor, type DoorContext, type Route } from '../route.ts';
import { secretCookie } from '../session-cookie.ts';
import { linkMessagePage, linkPage } from './link-page.ts';
import { LINK_LANGUAGES, type LinkWords, linkWordsFor } from './link-words.ts';
import { findOpenedLink, nameOfHolder, type OpenedLink, readLinkedTicket } from './read-link.ts';

/**
 * The link in a page: whoever has it reads one ticket and may acknowledge it in the name of one engineer, and nothing else.
 * Programs that look at links before people do change nothing, since they only ask to see it.
 */
export const LINK_ROUTES: readonly Route[] = [
  atDoor('get', '/p/:token', show),
  atDoor('post', '/p/:token/opened', noteOpened),
  atDoor('post', '/p/:token/acknowledge', take),
  atDoor('get', '/p/:token/recording', listen),
];

async function show(door: DoorContext): Promise<Answer> {
  keepToOurselves(door);
  const opened = await find(door);
  if (opened === null) return invalid(door);
  const words = linkWordsFor(opened.engineer.languages);
  const shut = await whyShut(door, opened, words);
  if (shut) return shut;
  const { deps, now, params, request } = door;
  const told = await readLinkedTicket(deps, opened, now);
  const { link } = opened;
  const elsewhere = isOpenElsewhere(link, deviceCookie(door).read(request))
    ? (link.devices[0] ?? null)
    : null;
  const holder = await nameOfHolder(deps.database, opened, words);
  return { page: linkPage(words, { opened, told, holder, token: params.token ?? '', elsewhere, now }) };
}

/** Said by the page itself as soon as somebody sees it: what only looks at links runs no scripts. */
async function noteOpened(door: DoorContext): Promise<Answer> {
  keepToOurselves(door);
  const opened = await find(door);
  if (opened === null) return invalid(door);
  await noteDevice(door, opened);
  door.response.status(204).end();
  return ANSWERED;
}

async function take(door: DoorContext): Promise<Answer> {
  keepToOurselves(door);
  const { deps, now, params } = door;
  const opened = await find(door);
  if (opened === null) return invalid(door);
  await noteDevice(door, opened);
  if (opened.standing === 'open' || opened.standing === 'wanted') {
    const { link, engineer } = opened;
    await deps.database.transaction(async (tx) => {
      const request = { ticketNumber: link.ticketNumber, by: engineer.key, channel: 'link' as const };
      const { outcome } = await acknowledge({ tx, now }, request);
      if (outcome !== 'acknowledged' && outcome !== 'helping') return;
      const entry = { action: outcome, subject: link.ticketNumber };
      await addAuditEntry(tx, doerOf(opened), entry, now);
    });
  }
  // whatever came of it stands there: theirs, somebody else's, settled
  return { to: address('/p/:token', { token: params.token ?? '' }) };
}

async function listen(door: DoorContext): Promise<Answer> {
  keepToOurselves(door);
  const { deps, request, response } = door;
  const opened = await find(door);
  const sid = opened?.ticket.recordingSid ?? null;
  if (opened === null || sid === null) return invalid(door);
  const words = linkWordsFor(opened.engineer.languages);
  const shut = await whyShut(door, opened, words);
  if (shut) return shut;
  const entry = { action: 'listened', subject: sid } as const;
  try {
    const audio = await openAudio(deps, sid);
    await auditLook({ ...door, user: doerOf(opened) }, entry, ONE_LISTENING_MS);
    await sendAudio(request, response, audio);
    return ANSWERED;
  } catch (error) {
    if (!(error instanceof HotlineError) || response.headersSent) throw error;
    return { page: linkMessagePage(words, words.recording, words.noRecording), status: 502 };
  }
}

function find({ deps, params, now }: DoorContext): Promise<OpenedLink | null> {
  return findOpenedLink(deps.database, params.token ?? '', now);
}

/** Nobody finds it, keeps it, or hears from where it was left. */
function keepToOurselves({ response }: DoorContext): void {
  response.set({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
}

function invalid({ request }: DoorContext): Answer {
  const words = linkWordsFor([request.acceptsLanguages(...LINK_LANGUAGES) || 'en']);
  return { page: linkMessagePage(words, words.invalid, words.invalidText), status: 404 };
}

/** Why a link opens nothing any more, in a sentence; null: it does. */
async function whyShut(door: DoorContext, opened: OpenedLink, words: LinkWords): Promise<Answer | null> {
  const { standing, ticket } = opened;
  const { number } = ticket;
  switch (standing) {
    case 'expired':
      return { page: linkMessagePage(words, words.expired, words.expiredText), status: 410 };
    case 'settled':
      if (await asksForFacts(door.deps.database, ticket))
        return { page: linkMessagePage(words, words.asked(number), words.askedText), status: 410 };
      return { page: linkMessagePage(words, words.settled(number), words.settledText), status: 410 };
    case 'taken': {
      const name = await nameOfHolder(door.deps.database, opened, words);
      return { page: linkMessagePage(words, words.taken(name, number), words.takenText) };
    }
    case 'passed-on':
      return { page: linkMessagePage(words, words.passedOn(number), words.passedOnText(number)) };
    default:
      return null;
  }
}

/** Notes where it was opened, and has the browser known again. */
async function noteDevice(door: DoorContext, opened: OpenedLink): Promise<void> {
  const { deps, now, request, response } = door;
  const cookie = deviceCookie(door);
  const known = cookie.read(request);
  const name = known ?? makeToken();
  const browser = browserInWords(request.get('user-agent'));
  const { link } = opened;
  await deps.database.transaction(async (tx) => {
    if (!(await noteLinkOpened({ tx, now }, link, { name, browser }))) return;
    const detail = { browser, elsewhere: link.devices.length > 0 };
    const entry = { action: 'link-opened' as const, subject: link.ticketNumber, detail };
    await addAuditEntry(tx, doerOf(opened), entry, now);
  });
  if (known === undefined) cookie.set(response, name);
}

function deviceCookie({ deps }: DoorContext) {
  return secretCookie(deps.publicUrl, 'device', LINK_MS);
}

function doerOf({ engineer }: OpenedLink): Doer {
  return { id: null, kind: 'engineer', name: engineer.name };
}
