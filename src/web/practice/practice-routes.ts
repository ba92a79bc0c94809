import { fileURLToPath } from 'node:url';
import express, { type Request, type Response, type Router } from 'express';
import type { Reach } from '../../domain/paging/nobody-has-it.ts';
import { strictRouter } from '../../platform/strict-router.ts';
import {
  type CarrierOptions,
  createSimulatedCarrier,
  type SimulatedCarrier,
} from '../../telephony/simulator/carrier.ts';
import { type PracticeKey, practiceDoor } from '../../telephony/simulator/practice-door.ts';
import { beginEvents } from '../begin-events.ts';
import { viewOf } from './call-view.ts';
import { loopbackOnly } from './loopback-only.ts';
import { act, phoneAction } from './phone-actions.ts';

/** Somebody with a phone on the page. */
export interface PracticePerson {
  name: string;
  number: string;
  role: 'contact' | 'engineer' | 'supervisor';
  /** What else helps whoever plays this part: the customer, a PIN of the sample. */
  hint?: string;
}

/** A ticket as it is shown beside the phones. Instants are RFC 3339. */
export interface BoardTicket {
  number: string;
  customer: string | undefined;
  severity: number;
  status: string;
  openedAt: string;
  respondBy: string;
  acknowledgedBy: string | undefined;
  /** how it stands while nobody has it, and how many steps have failed */
  reach: Pick<Reach, 'state' | 'steps'> | undefined;
  answeredAt: string | undefined;
  /** its clock was stopped by a request for facts: nothing is answered yet */
  asksForFacts: boolean;
  late: boolean;
  /** the zone of the customer's calendar, in which their texts tell times */
  timezone: string;
  /** The newest last; the page puts each kind into words. */
  events: { at: string; kind: string; actor: string | undefined }[];
}

export interface PracticeLineOptions {
  carrier: Omit<CarrierOptions, 'mode'>;
  door: PracticeKey;
  people: () => Promise<PracticePerson[]>;
  /** The newest first. */
  board: () => Promise<BoardTicket[]>;
  /** Ends what is still open, so that the table is empty. */
  closeTickets?: () => Promise<void>;
  /** Lets the sample's engineers speak a language first. Resolves to false where there are no prompts in it. */
  speak?: (language: string) => Promise<boolean>;
  /** What the page is told of the service beside the line; nothing where there is none. */
  house?: () => Promise<House>;
}

export interface PracticeLine {
  /** To be mounted under `/practice`: the page, and the carrier's REST API under `/practice/carrier`. */
  router: Router;
  carrier: SimulatedCarrier;
  /** The sample's engineers speak a language first. Resolves to false where there are no prompts in it. */
  speak(language: string): Promise<boolean>;
  /** Hangs up everything and lets go of every browser. */
  close(): void;
}

/** The service that the phones of the page call. */
export interface House {
  /** where its console is */
  consolePath: string;
  /** the zone it lives by */
  timezone: string;
  /** the language that its engineers were told to speak first, whatever the page is read in */
  speaks?: string | undefined;
}

const PAGE = fileURLToPath(new URL('./page/', import.meta.url));
const LIT_HTML = fileURLToPath(new URL('../', import.meta.resolve('lit-html')));

/** Changes closer together than this reach the page as one. */
const GATHER_MS = 60;
/** How often the board is asked whether a ticket has changed. */
const BOARD_MS = 1000;

/** The simulated carrier with its web phone. Only people at this machine who have the key get through. */
export function createPracticeLine(options: PracticeLineOptions): PracticeLine {
  const {
    door,
    people,
    closeTickets = async () => {},
    house = async () => null,
    speak = async () => true,
  } = options;
  const carrier = createSimulatedCarrier({ ...options.carrier, mode: 'practice' });
  /** from when on tickets are shown */
  let begunAt = '';
  const board = async () => (await options.board()).filter(({ openedAt }) => openedAt >= begunAt);
  const startAnew = async () => {
    // whoever hangs up may leave a ticket behind
    await carrier.hangUpAll();
    await closeTickets();
    carrier.startAnew();
    begunAt = carrier.now().toISOString();
  };
  const streams = new Set<() => void>();
  const router = strictRouter();

  router.use(loopbackOnly);
  // the service itself, with the account's credentials
  router.use('/carrier', carrier.router);
  router.use(practiceDoor(door));
  router.get('/events', (request, response) => {
    if (!beginEvents(request, response)) return;
    const end = stream(response, { carrier, people, board, house });
    streams.add(end);
    request.once('close', () => {
      streams.delete(end);
      end();
    });
  });
  router.post('/actions', express.json(), (request, response) => takeAction(request, response, carrier));
  router.post('/start-anew', express.json(), async (request, response) => {
    // JSON only, as with everything a foreign page must not be able to send
    if (!request.is('json')) return void response.status(415).end();
    await startAnew();
    response.status(204).end();
  });
  router.post('/language', express.json(), async (request, response) => {
    const { language } = (request.body ?? {}) as { language?: unknown };
    const isSpoken = request.is('json') && typeof language === 'string' && (await speak(language));
    response.status(isSpoken ? 204 : 400).end();
  });
  router.use('/lit-html', express.static(LIT_HTML, { index: false }));
  router.use(express.static(PAGE));

  const close = () => {
    for (const end of streams) end();
    carrier.close();
  };
  return { router, carrier, speak, close };
}

/** JSON only, so that no form on a foreign page can press keys here. */
function takeAction(request: Request, response: Response, carrier: SimulatedCarrier): void {
  const action = phoneAction.safeParse(request.body);
  if (!action.success) {
    response.status(400).json({ problem: 'no such action', issues: action.error.issues });
    return;
  }
  response.status(act(action.data, carrier) ? 204 : 404).end();
}

/** Sends the whole state by server-sent events, again whenever something has changed. Returns how to end that. */
function stream(
  response: Response,
  {
    carrier,
    people,
    board,
    house,
  }: Pick<PracticeLineOptions, 'people' | 'board'> & {
    carrier: SimulatedCarrier;
    house: () => Promise<House | null>;
  },
): () => void {
  const send = (event: string, data: unknown) =>
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

  let gathering: NodeJS.Timeout | undefined;
  const sendLine = () => {
    gathering = undefined;
    send('line', { now: carrier.now().toISOString(), ...viewOf(carrier) });
  };
  const unsubscribe = carrier.subscribe(() => {
    gathering ??= setTimeout(sendLine, GATHER_MS);
  });

  let shown = '';
  const sendBoard = async () => {
    const tickets = await board().catch(() => undefined);
    const found = JSON.stringify(tickets);
    if (tickets === undefined || found === shown) return;
    shown = found;
    send('board', tickets);
  };
  const watching = setInterval(() => void sendBoard(), BOARD_MS);

  sendLine();
  void sendBoard();
  house().then(
    (told) => told && send('house', told),
    () => undefined,
  );
  people().then(
    (all) => send('people', all),
    () => send('people', []),
  );
  return () => {
    unsubscribe();
    clearTimeout(gathering);
    clearInterval(watching);
    response.end();
  };
}
