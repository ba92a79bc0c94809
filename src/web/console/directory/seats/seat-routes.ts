import type { Request, RequestHandler, Response, Router } from 'express';
import { withFreshPin } from '../../../../domain/customers/fresh-pin.ts';
import { forgetWrongPins } from '../../../../domain/customers/pin-count-store.ts';
import { seatHistory } from '../../../../domain/customers/seat-store.ts';
import { changeContact, leaveSeat, resetPin } from '../../../../domain/customers/take-seat.ts';
import type { ContactEntry } from '../../../../domain/directory-entry/directory-schema.ts';
import { type AuditAction, addAuditEntry } from '../../../../domain/users/audit-trail-store.ts';
import type { Tx } from '../../../../platform/db/database.ts';
import { strictRouter } from '../../../../platform/strict-router.ts';
import { asUser, type ConsoleContext, sendHtml } from '../../context.ts';
import type { ConsoleDeps } from '../../deps.ts';
import { textOf } from '../../form.ts';
import { notFoundPage } from '../../message-page.ts';
import { numberOf } from '../customers/customer-routes.ts';
import { readCustomer } from '../customers/read-customer.ts';
import { doneIn } from '../done-in.ts';
import { type Draft, overtakenDraft, typedFields, withFaults } from '../draft.ts';
import { giveSeat } from './give-seat.ts';
import { checkPerson, reachFields, versionOf } from './seat-form.ts';
import { pinPage, type SeatStory, seatPage } from './seat-page.ts';

const LONGEST_HISTORY = 50;

type ServeSeat = (
  context: ConsoleContext,
  story: SeatStory,
  request: Request,
  response: Response,
) => Promise<void>;

/** A customer's seats: who has them, and how they change hands. */
export function seatRoutes(deps: ConsoleDeps): Router {
  const { database, pins } = deps;
  const routes = strictRouter();

  /** Serves only seats that exist. */
  const atSeat = (right: 'registry' | null, serve: ServeSeat): RequestHandler =>
    asUser(deps, right, async (context, request, response) => {
      const story = await readSeat(deps, context, request);
      if (story) await serve(context, story, request, response);
      else sendHtml(response, notFoundPage(context), 404);
    });

  routes.get(
    '/:number/seats/:seat',
    atSeat(null, async (context, story, request, response) => {
      const { customer, seat } = story;
      const detail = { seat: seat.seat };
      const entry = { action: 'viewed-customer' as const, subject: customer.number, detail };
      await addAuditEntry(database, context.user, entry, context.now);
      sendHtml(response, seatPage(context, story, null, doneIn(context.words, request.query)));
    }),
  );

  for (const giving of ['take', 'stand-in'] as const) {
    routes.post(
      `/:number/seats/:seat/${giving}`,
      atSeat('registry', async (context, story, request, response) => {
        const given = await giveSeat(deps, giving, context, story, request.body);
        if ('pin' in given) {
          sendHtml(response, pinPage(context, story.customer, story.seat.seat, given.name, given.pin));
          return;
        }
        const refused = { form: giving, draft: given.draft };
        sendHtml(response, seatPage(context, story, refused, null), given.status);
      }),
    );
  }

  routes.post(
    '/:number/seats/:seat/reach',
    atSeat('registry', async (context, story, request, response) => {
      const { words, user, now } = context;
      const { customer, seat } = story;
      const values = typedFields(request.body, ['phones', 'language', 'version']);
      const id = textOf(request.body, 'holder');
      const refuse = (draft: Draft, status: number) => {
        sendHtml(response, seatPage(context, story, { form: 'reach', draft }, null), status);
      };
      const { entry, faults } = await checkPerson(deps, values);
      if (!entry) {
        refuse(withFaults(values, faults, words.edit.rules), 422);
        return;
      }
      const version = { seen: values.version ?? '', of: versionOf };
      const outcome = await database.transaction(async (tx) => {
        const of = { customerNumber: customer.number, id };
        const changed = await changeContact(tx, of, entry, version, { by: user.name, now });
        const detail = { seat: seat.seat, fields: changedReach(seat.holder, entry) };
        if (changed === 'done')
          await addAuditEntry(tx, user, { action: 'seat-changed', subject: customer.number, detail }, now);
        return changed;
      });
      if (outcome === 'done') response.redirect(303, `${at(story)}?done=saved`);
      else
        refuse(
          overtakenDraft(values, seat.holder ? reachFields(seat.holder) : {}, words.edit.overtaken),
          409,
        );
    }),
  );

  routes.post(
    '/:number/seats/:seat/pin',
    atSeat('registry', async (context, story, request, response) => {
      const { user, now } = context;
      const { customer, seat } = story;
      const person = [seat.holder, seat.deputy].find((one) => one?.id === textOf(request.body, 'contact'));
      if (!person) {
        response.redirect(303, `${at(story)}?done=overtaken`);
        return;
      }
      const of = { customerNumber: customer.number, id: person.id };
      const { pin, result } = await withFreshPin(database, pins, customer.number, now, async (tx, hash) => {
        const detail = { seat: seat.seat, contact: person.id };
        const outcome = await resetPin(tx, of, hash, { by: user.name, now });
        if (outcome === 'done')
          await addAuditEntry(tx, user, { action: 'pin-reset', subject: customer.number, detail }, now);
        return outcome;
      });
      if (result === 'done') sendHtml(response, pinPage(context, customer, seat.seat, person.name, pin));
      else response.redirect(303, `${at(story)}?done=overtaken`);
    }),
  );

  const simple = (
    name: 'leave' | 'unlock',
    action: AuditAction,
    act: (tx: Tx, of: { customerNumber: string; id: string }, context: ConsoleContext) => Promise<unknown>,
  ): void => {
    routes.post(
      `/:number/seats/:seat/${name}`,
      atSeat('registry', async (context, story, request, response) => {
        const { customer, seat } = story;
        const person = [seat.holder, seat.deputy].find((one) => one?.id === textOf(request.body, 'contact'));
        if (!person) {
          response.redirect(303, `${at(story)}?done=overtaken`);
          return;
        }
        const detail = { seat: seat.seat, contact: person.id };
        await database.transaction(async (tx) => {
          await act(tx, { customerNumber: customer.number, id: person.id }, context);
          await addAuditEntry(tx, context.user, { action, subject: customer.number, detail }, context.now);
        });
        response.redirect(303, `${at(story)}?done=${name === 'leave' ? 'left' : 'unlocked'}`);
      }),
    );
  };
  simple('leave', 'seat-left', (tx, of, { user, now }) => leaveSeat(tx, of, { by: user.name, now }));
  simple('unlock', 'seat-unlocked', (tx, { id }) => forgetWrongPins(tx, [{ kind: 'contact', id }]));
  return routes;
}

async function readSeat(
  { database, hotline }: ConsoleDeps,
  { now }: ConsoleContext,
  request: Request,
): Promise<SeatStory | null> {
  const customer = await readCustomer(database, numberOf(request), now);
  const typed = String(request.params.seat);
  const seat = customer?.seats.find((one) => String(one.seat) === typed);
  if (!customer || !seat) return null;
  const history = await seatHistory(database, customer.number, seat.seat, now, LONGEST_HISTORY);
  return { customer, seat, history, languages: hotline.script.languages.map(({ language }) => language) };
}

function at({ customer, seat }: SeatStory): string {
  return `/registry/customers/${customer.number}/seats/${seat.seat}`;
}

function changedReach(before: SeatStory['seat']['holder'], after: ContactEntry): string {
  const isSame = {
    phones: before?.phones.join() === after.phones.join(),
    language: before?.language === after.language,
  };
  return Object.entries(isSame)
    .filter(([, same]) => !same)
    .map(([name]) => name)
    .join(', ');
}
