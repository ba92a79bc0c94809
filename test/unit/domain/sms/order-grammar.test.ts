import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { gatherOrderWords } from '../../../../src/domain/flow/order-words.ts';
import { drawPageCode } from '../../../../src/domain/paging/page-code.ts';
import { parseOrder, parseReply } from '../../../../src/domain/sms/order-grammar.ts';
import { script } from '../flow/shipped.ts';

const words = gatherOrderWords(script.prompts.values());
const order = (body: string) => parseOrder(body, { words, names: ['Iris Lang'] });
const reply = (body: string) => parseReply(body, { words, names: ['Erika Beispiel'] });

describe('an engineer writes an order', () => {
  it.each([
    ['A 4711', 'acknowledge', '4711'],
    ['a4711', 'acknowledge', '4711'],
    ['4711a', 'acknowledge', '4711'],
    ['4711 A', 'acknowledge', '4711'],
    ['#4711 A', 'acknowledge', '4711'],
    ['ACK4711', 'acknowledge', '4711'],
    ['Ack #4711!', 'acknowledge', '4711'],
    ['a 4711.', 'acknowledge', '4711'],
    ['A 4711 👍', 'acknowledge', '4711'],
    ['A 4711 ✔️', 'acknowledge', '4711'],
    ['A 4711 ❤️', 'acknowledge', '4711'],
    ['Ok 🏃‍♂️', 'acknowledge', null],
    ['A 4711 🇩🇪', 'acknowledge', '4711'],
    ['A 4711 :-)', 'acknowledge', '4711'],
    ['A 4711 ✓', 'acknowledge', '4711'],
    ['A\u00a04711', 'acknowledge', '4711'],
    ['A\u202f4711', 'acknowledge', '4711'],
    ['A\u30004711', 'acknowledge', '4711'],
    ['\u200eA\u200b 4711\u202c', 'acknowledge', '4711'],
    ['\ufeffA 4711', 'acknowledge', '4711'],
    ['Ａ ４７１１', 'acknowledge', '4711'],
    ['ａｃｋ 4711！', 'acknowledge', '4711'],
    ['A', 'acknowledge', null],
    ['A.', 'acknowledge', null],
    ['A 👍', 'acknowledge', null],
    [' ok! ', 'acknowledge', null],
    ['Übernehme 4711!', 'acknowledge', '4711'],
    ['u\u0308bernehme #4711', 'acknowledge', '4711'],
    ['UBERNEHME 4711', 'acknowledge', '4711'],
    ['Nehme 4711 an', 'acknowledge', '4711'],
    ['prends 4711', 'acknowledge', '4711'],
    ['Angenommen 4711', 'acknowledge', '4711'],
    ['4711 übernommen', 'acknowledge', '4711'],
    ['Übernommen!', 'acknowledge', null],
    ['Accepted 4711, thanks', 'acknowledge', '4711'],
    ['taking 4711', 'acknowledge', '4711'],
    ['accepté 4711', 'acknowledge', '4711'],
    ['"A 4711"', 'acknowledge', '4711'],
    ['„A 4711“', 'acknowledge', '4711'],
    ['« A 4711 »', 'acknowledge', '4711'],
    ['(A 4711)', 'acknowledge', '4711'],
    ['*A 4711*', 'acknowledge', '4711'],
    ["'C 4711'", 'connect', '4711'],
    ['‚A 4711‘', 'acknowledge', '4711'],
    ['‹A 4711›', 'acknowledge', '4711'],
    ['`A 4711`', 'acknowledge', '4711'],
    ['[A 4711]', 'acknowledge', '4711'],
    ['<A 4711>', 'acknowledge', '4711'],
    ['A [4711]', 'acknowledge', '4711'],
    ['A <4711>', 'acknowledge', '4711'],
    ['A «4711»', 'acknowledge', '4711'],
    // as the page says it
    ['A 4711 ja', 'acknowledge', '4711'],
    ['A4711 yes', 'acknowledge', '4711'],
    ['A 4711 oui', 'acknowledge', '4711'],
    ['A 4711 übernehmen', 'acknowledge', '4711'],
    ['A 4711 ok, danke', 'acknowledge', '4711'],
    ['C 4711 Anruf', 'connect', '4711'],
    ['C 4711 call', 'connect', '4711'],
    ['P 4711 nein', 'pass-on', '4711'],
    ['P 4711 pass on', 'pass-on', '4711'],
    ['P 4711 passer', 'pass-on', '4711'],
    // pasted twice
    ['A 4711\n\nA 4711', 'acknowledge', '4711'],
    ['C 4711 C 4711', 'connect', '4711'],
    ['Ticket 4711 A', 'acknowledge', '4711'],
    ['Ticket Nr. 4711: A', 'acknowledge', '4711'],
    ['Nummer 4711 weiter', 'pass-on', '4711'],
    ['"?"', 'open', null],
    // the number's own sign
    ['A № 4711', 'acknowledge', '4711'],
    ['№ 4711 A', 'acknowledge', '4711'],
    ['n° 4711 A', 'acknowledge', '4711'],
    ['A Nº4711', 'acknowledge', '4711'],
    ['N ° 4711 : P', 'pass-on', '4711'],
    // said in a few words
    ['je prends 4711', 'acknowledge', '4711'],
    ['Je prends le 4711, merci', 'acknowledge', '4711'],
    ['4711 je prends', 'acknowledge', '4711'],
    ['je m’occupe du 4711', 'acknowledge', '4711'],
    ["je m'en charge", 'acknowledge', null],
    ['pris 4711', 'acknowledge', '4711'],
    ["j'ai pris 4711 !", 'acknowledge', '4711'],
    ['je passe 4711', 'pass-on', '4711'],
    ['on it 4711', 'acknowledge', '4711'],
    ['On it!', 'acknowledge', null],
    ["4711 I'm on it 👍", 'acknowledge', '4711'],
    ["I'll take 4711", 'acknowledge', '4711'],
    ['I take it', 'acknowledge', null],
    ['4711 is mine', 'acknowledge', '4711'],
    ['call the customer 4711', 'connect', '4711'],
    ['connect me to 4711, please', 'connect', '4711'],
    ['pass it on 4711', 'pass-on', '4711'],
    ['Mach ich 4711', 'acknowledge', '4711'],
    ['mach  ich, danke 4711', 'acknowledge', '4711'],
    ['ich übernehme Ticket 4711', 'acknowledge', '4711'],
    ['4711 nehme ich', 'acknowledge', '4711'],
    ['Ich nehm’s', 'acknowledge', null],
    ['Ich kümmere mich um 4711', 'acknowledge', '4711'],
    ['bin dran', 'acknowledge', null],
    ['Verbinde mich mit 4711', 'connect', '4711'],
    ['A 4711 on it', 'acknowledge', '4711'],
    ['A 4711, mach ich', 'acknowledge', '4711'],
    // behind a yes
    ['Ok, A 4711', 'acknowledge', '4711'],
    ['ja, übernehme 4711', 'acknowledge', '4711'],
    ['Yes, on it', 'acknowledge', null],
    ['oui je prends 4711', 'acknowledge', '4711'],
    ['ok C 4711', 'connect', '4711'],
    ['Ja: P 4711', 'pass-on', '4711'],
    ['A nr. 4711', 'acknowledge', '4711'],
    ['A-4722', 'acknowledge', '4722'],
    ['A–4722', 'acknowledge', '4722'],
    ['A/4722', 'acknowledge', '4722'],
    ['A: 4722', 'acknowledge', '4722'],
    ['A (4722)', 'acknowledge', '4722'],
    ['A #4722', 'acknowledge', '4722'],
    ['A Ticket 4722', 'acknowledge', '4722'],
    ['A ticket no 4722', 'acknowledge', '4722'],
    ['A no 4722', 'acknowledge', '4722'],
    ['A Nr. 4722', 'acknowledge', '4722'],
    ['A n° 4722', 'acknowledge', '4722'],
    ['ack please 4722', 'acknowledge', '4722'],
    ['A 4722, thanks', 'acknowledge', '4722'],
    ['P ticket 4722', 'pass-on', '4722'],
    ['C 4711', 'connect', '4711'],
    ['verbinden', 'connect', null],
    ['P 4711', 'pass-on', '4711'],
    ['weiter', 'pass-on', null],
    ['?', 'open', null],
    [' ? ', 'open', null],
    ['??', 'open', null],
    ['offen?', 'open', null],
    ['offen', 'open', null],
    ['erledigt 4711', 'answered', '4711'],
    ['D', 'answered', null],
    ['done!', 'answered', null],
    ['D fixed the relay', 'answered', null],
    ['Stop', 'opt-out', null],
    ['STOPP.', 'opt-out', null],
    ['abmelden', 'opt-out', null],
    ['Arrêt', 'opt-out', null],
    ['DESABONNER', 'opt-out', null],
    ['END', 'opt-out', null],
    ['cancel', 'opt-out', null],
    ['revoke', 'opt-out', null],
    ['Start', 'opt-in', null],
    ['YES', 'opt-in', null],
    ['unstop', 'opt-in', null],
  ])('%j', (body, command, ticket) => {
    expect(order(body)).toMatchObject({ command, ticket });
  });

  it.each([
    ['D 4711 Neustart hilft, 2 Server', 'answered', null, 'Neustart hilft, 2 Server'],
    ['D Ticket 4711: fixed the relay', 'answered', null, 'fixed the relay'],
    ['d4711 Neustart hilft\nbitte testen', 'answered', null, 'Neustart hilft\nbitte testen'],
    ['D 4711 k7m Neustart hilft', 'answered', 'K7M', 'k7m Neustart hilft'],
    ['D 4711 licence not installed, sent it', 'answered', null, 'licence not installed, sent it'],
    ['Erledigt 4711 Relais getauscht', 'answered', null, 'Relais getauscht'],
    ['4711 D m² je Filiale geändert 👨‍👩‍👧', 'answered', null, 'm² je Filiale geändert 👨‍👩‍👧'],
    ['D 4711', 'answered', null, ''],
    ['D 4711 👍', 'answered', null, ''],
    ['A 4711 K7M', 'acknowledge', 'K7M', 'K7M'],
    ['4711 A, k7m', 'acknowledge', 'K7M', 'k7m'],
    ['A 4711 (K7M)', 'acknowledge', 'K7M', 'K7M'],
    ['D 4711 (K7M) relay fixed', 'answered', 'K7M', 'K7M relay fixed'],
    ['D 4711, Code K7M, relay fixed', 'answered', 'K7M', 'K7M, relay fixed'],
    ['D 4711 code: k7m relay fixed', 'answered', 'K7M', 'k7m relay fixed'],
    ['D 4711 „K7M“ relay fixed', 'answered', 'K7M', 'K7M relay fixed'],
    ['D 4711 « K7M » relay fixed', 'answered', 'K7M', 'K7M relay fixed'],
    ['D 4711 code : «\u00a0k7m\u00a0», relay fixed', 'answered', 'K7M', 'k7m, relay fixed'],
    ['D 4711 K7M « new » relay', 'answered', 'K7M', 'K7M « new » relay'],
    ['D 4711 (new) relay fixed', 'answered', null, '(new) relay fixed'],
    ['D 4711 [K7M]: relay fixed', 'answered', 'K7M', 'K7M: relay fixed'],
    ['D 4711 #K7M relay fixed', 'answered', 'K7M', 'K7M relay fixed'],
    ['A 4711 code K7M', 'acknowledge', 'K7M', 'K7M'],
    ['A 4711 "K7M"', 'acknowledge', 'K7M', 'K7M'],
    ['D 4711 "new" relay', 'answered', null, '"new" relay'],
    ['D 4711 {K7M} relay fixed', 'answered', 'K7M', 'K7M relay fixed'],
    // nothing a customer could read
    ['D 4711 K7M', 'answered', 'K7M', 'K7M'],
    ['D 4711 K7M 🙂', 'answered', 'K7M', 'K7M'],
    ['D 4711 k7m, danke!', 'answered', 'K7M', 'k7m'],
    ['D 4711 K7M ...', 'answered', 'K7M', 'K7M'],
    ['D 4711 K7M Gruß, Iris', 'answered', 'K7M', 'K7M'],
    ['F 4711 K7M 👍', 'progress', 'K7M', 'K7M'],
    ['D 4711 code page K7M was wrong', 'answered', null, 'code page K7M was wrong'],
    ['D 4711 Port K7M was shut', 'answered', null, 'Port K7M was shut'],
    ['D 4711 (see mail) fixed', 'answered', null, '(see mail) fixed'],
    ['D 4711 new licence sent', 'answered', null, 'new licence sent'],
    ['a4711 k7mx 👍', 'acknowledge', 'K7MX', 'k7mx 👍'],
    ['F 4711 gebaut', 'progress', null, 'gebaut'],
    ['F 4711 freigegeben 24.11.7', 'progress', null, 'freigegeben 24.11.7'],
    ['F 4711 K7M Noch etwa 20 Minuten 🙂', 'progress', 'K7M', 'K7M Noch etwa 20 Minuten 🙂'],
    [
      'F 4711 Können Sie es bitte noch einmal versuchen?',
      'progress',
      null,
      'Können Sie es bitte noch einmal versuchen?',
    ],
    ['F 4711 gebaut? nein', 'progress', null, 'gebaut? nein'],
    ['Stand 4711 k7m freigegeben 24.11.7', 'progress', 'K7M', 'k7m freigegeben 24.11.7'],
  ])('%j, with what stands behind the number', (body, command, code, text) => {
    expect(order(body)).toEqual({ command, ticket: '4711', code, text });
  });

  it.each([
    'A 4711\n-- \nIris Lang\n+49 171 5551234',
    'A 4711\n\nSent from my iPhone',
    'A 4711\nSent from Outlook for iOS',
    'A 4711\nHolen Sie sich Outlook für iOS',
    'A 4711\nVon meinem iPhone gesendet',
    'A 4711\r\n\r\nEnvoyé de mon iPhone',
    'A 4711\nGruß, Iris',
    'A 4711\nLG Iris',
    'A 4711 LG Iris',
    'A 4711, Iris',
    'A 4711\nViele Grüße\nIssi',
    'A 4711\nIris',
    'A 4711\nIris Lang\n\nSent from my phone',
    'A 4711\n> Ticket 4711 S1 Musterwerk AG, Frist 10:30',
  ])('%j, signed', (body) => {
    expect(order(body)).toMatchObject({ command: 'acknowledge', ticket: '4711', code: null });
  });

  it('and signs a bare letter', () => {
    expect(order('A\nGruß, Iris')).toMatchObject({ command: 'acknowledge', ticket: null });
  });
});

describe('an engineer writes no order', () => {
  it.each([
    '',
    ' ',
    '4711',
    'hallo',
    'Ich komme später',
    '🙂',
    '👍',
    '❤️',
    'A 4711 ⛔️',
    'A 4711 ⏰️',
    'stop 4711 bitte',
    '\u0000',
    '!',
    '12345678901234567890',
    'Erledigt noch nicht',
    'Fertig in 10 Minuten',
    'done?',
    'ok?',
    'A?',
    'A 4711?',
    'D?',
    'D 4711?',
    'A minute please, I am driving',
    'Ok but I am on holiday',
    'Nehme ich nicht an',
    'Angenommen, er meldet sich nicht',
    'Übernommen hat es Ben',
    'angenommen 4711?',
    'taking a break',
    '"A 4711" not',
    'je prends pas 4711',
    'je ne prends pas 4711',
    'je prends 4711 demain',
    'je prends 4711 ?',
    'je prends note',
    '4711 pris par Ben',
    'not on it 4711',
    'on it?',
    '4711 on it?',
    'on it in 10 minutes 4711',
    'who is on it',
    'on call 4711',
    'I take it 4711 is down',
    "I'll take 4711 later",
    'I could take 4711',
    'is 4711 mine',
    '4711 is not mine',
    'übernehme 4711 nicht',
    'mach ich nicht 4711',
    '4711 mach ich nicht',
    'mach ich 4711 dicht',
    'ich übernehme 4711 wenn Ben nicht kann',
    'bin dran vorbei 4711',
    'Ok, A 4711 später',
    'no, A 4711',
    'Nein, übernehme 4711',
    'ok weiter',
    'ja A',
    '> A 4711',
    '„A 4711 übernehmen, C anrufen“',
    '"A 4711" schreiben?',
    'nicht A 4711',
    'A 4711 nein',
    'A 4711 ja aber',
    'A 4711 weiter',
    'P 4711 ja',
    'C 4711 no',
    'A 4711 not A 4711',
    'D 4711 K7M 12',
    'Ticket 4711',
    'Ticket 4711 a été résolu',
    'Ticket 4711 fertig in 10 Minuten',
    'A 4711 not',
    'A 4711 but later',
    'A 4711 but',
    'A 4711 10h',
    'A 4711 5min',
    'A 4711h',
    'A4711K7MQ2',
    'A 4711Kxx',
    'A 4711 K7M later',
    'A 4711 K7MQ2',
    'A 4711 👎',
    'A ❌',
    'ok danke',
    'Erledigt 4711 noch nicht',
    'Done 4711 in 10 minutes',
    'done 4711, but the alarm is back',
    '4711 erledigt? nein',
    'D 4711 noch nicht',
    'D 4711 not done yet',
    'D 4711 will do later',
    'D 4711 bin noch nicht fertig',
    'D 4711 in 10 Minuten',
    'D 4711 4712 fixed both',
    'D 4711 und 4712 getauscht',
    'D 4711-4712 fixed',
    'D 4711 12',
    'Stand 4711?',
    'Stand 4711 freigegeben noch nicht',
    'A 47 22',
    'A 4711 01715551234',
    'A 4711 2026-11-24 10:30',
    'A 4711 4712 not',
    'A 4711-4712',
    'A 4711/4712',
    'A 4711.5',
    'A 10:30',
    'A +49 171 5551234',
    'A ٤٧١١',
    'A 47١١',
    'A 4️⃣7️⃣1️⃣1️⃣',
    'A 4711\nbut not now',
    'A 4711\nNicht',
    'A 4711\nSent from my car, not able to take it',
    'A C',
    'A\n> Ticket 4711 S1',
    "d'accord",
    'Liked “Ticket 4711 S1 Musterwerk AG”',
    'Gefällt mir: „Ticket 4711 S1“',
    'yes 4711',
    'constructor',
    `A 4711${' '.repeat(1_600)}not`,
  ])('%j', (body) => {
    expect(order(body)).toMatchObject({ command: 'unknown', ticket: null, code: null });
  });
});

describe('an engineer writes several orders in one text: none is lost in the remark of another', () => {
  it.each([
    'A 4711\nA 4712',
    'A 4711\nC 4711',
    'A 4711 4712',
    'A 4711, 4712, danke',
    'P 4711 und 4712',
    'Take 4711 & 4712 & 4713',
    'A 4711, A 4712',
    'A 4711 A 4712',
    'A 4711 C 4711',
    'A4711 C4712',
    'A 4711 und P 4712',
    'P 4711. Übernehme 4712, danke',
    'D 4711 K7M Neustart hilft. A 4712',
    'D 4711 K7M Neustart hilft\nA 4712 K7Q',
    'D 4711 K7M relay fixed, P 4712',
    'D 4711 K7M relay fixed\nD 4712 K7Q the same',
    'F 4711 K7M gebaut; F 4712 K7Q analyse',
    'R 4711\nA 4712',
  ])('%j', (body) => {
    expect(order(body)).toMatchObject({ command: 'several', ticket: null, code: null });
  });

  it.each([
    ['D 4711 K7M Kabel in Regal A 12, Port C 14', 'answered'],
    ['D 4711 K7M Drucker neu gestartet, F 500 ist weg', 'answered'],
    ['D 4711 K7M Replaced R 101 and C 102', 'answered'],
    ['D 4711 K7M Stau auf der A 8, A 100 frei', 'answered'],
    ['D 4711 K7M, A 4712 war dasselbe', 'answered'],
    ['D 4711 K7M Fehler A 4712 behoben', 'answered'],
    ['F 4711 K7M weiter um 14:00, ok', 'progress'],
    ['R 4711 K7M Port A 10 war es nicht', 'reopen'],
    ['U 300100 Bitte A 4711, C 4712', 'update'],
    ['A 4711\n> A 4712', 'acknowledge'],
  ])('but %j is one', (body, command) => {
    expect(order(body)).toMatchObject({ command });
  });
});

describe('a customer answers', () => {
  it.each([
    ['NEIN 4711', 'no', '4711', ''],
    ['nein 4711.', 'no', '4711', ''],
    ['Nein danke 4711', 'no', '4711', ''],
    ['Nein, danke!', 'no', null, ''],
    ['No 4711', 'no', '4711', ''],
    [' n 4711 !', 'no', '4711', ''],
    ['NON 4711', 'no', '4711', ''],
    ['"N 4711"', 'no', '4711', ''],
    ['„J 4711“', 'yes', '4711', ''],
    ['non merci', 'no', null, ''],
    ['4711 N', 'no', '4711', ''],
    ['Ticket 4711: N', 'no', '4711', ''],
    ['Ticket 4711 nein, geht nicht', 'no', '4711', 'geht nicht'],
    ['Dossier 4711 : oui', 'yes', '4711', ''],
    ['‚N 4711‘', 'no', '4711', ''],
    ['N «4711»', 'no', '4711', ''],
    ['N 4711 es klemmt noch', 'no', '4711', 'es klemmt noch'],
    ['N 4711\nGruß, Erika', 'no', '4711', ''],
    ['J 4711', 'yes', '4711', ''],
    ['y4711', 'yes', '4711', ''],
    ['YES', 'yes', null, ''],
    ['Ja ❤️', 'yes', null, ''],
    ['J 4711 ✔️', 'yes', '4711', ''],
    ['Oui', 'yes', null, ''],
    ['OUI 4711, merci beaucoup', 'yes', '4711', ''],
    ['J 4711 alles gut', 'yes', '4711', 'alles gut'],
  ])('%j', (body, word, ticket, text) => {
    expect(reply(body)).toEqual({ reply: word, ticket, text });
  });

  it.each([
    'J?',
    'Ja, aber es klemmt noch',
    'J 4711 aber es klemmt noch',
    'Yes 4711 no',
    'Nein, es klemmt immer noch',
    'No idea what you mean',
    'J 4711 4712',
    'J 4711 N 4712',
    'STOP',
    'START',
    'naja 4711',
    // a number, and no no
    'n° 4711',
    'N°4711',
    'Nº 4711',
    "Ticket 4711 n'est pas résolu",
  ])('%j, which is no answer', (body) => {
    expect(reply(body)).toMatchObject({ reply: 'unknown', ticket: null });
  });
});

test('whatever is written is read at once, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (body) => void [order(body), reply(body)]),
  );
  const began = performance.now();
  for (const filler of [' ', '.', ' .', '1', '#', 'a', 'ä ', '\n', '\n>', 'no ', "a'", '👍', '\u200b']) {
    for (const head of ['a', 'D 1 ', '1', 'n', 'a 1\n', '?']) {
      order(`${head}${filler.repeat(1_590 / filler.length)}!x`);
      reply(`${head}${filler.repeat(1_590 / filler.length)}?x`);
    }
  }
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('whatever code a page carries, an order with it is read: its letters are no words', () => {
  for (let times = 0; times < 1_000; times += 1) {
    const code = drawPageCode();
    for (const typed of [code, code.toLowerCase()]) {
      expect(order(`A 4711 ${typed}`)).toMatchObject({ command: 'acknowledge', ticket: '4711', code });
      expect(order(`A4711${typed}`)).toMatchObject({ command: 'acknowledge', ticket: '4711', code });
      expect(order(`D 4711${typed} Neustart`)).toMatchObject({ command: 'answered', ticket: '4711', code });
      expect(order(`4711 C ${typed}, danke`)).toMatchObject({ command: 'connect', ticket: '4711', code });
      expect(order(`D 4711 ${typed}`)).toMatchObject({ command: 'answered', ticket: '4711', code });
      expect(order(`D 4711 ${typed} fertig`)).toMatchObject({ command: 'answered', code });
      expect(order(`Erledigt 4711 ${typed}: Lizenz erneuert`)).toMatchObject({ command: 'answered', code });
      expect(order(`F 4711 ${typed} gebaut`)).toMatchObject({ command: 'progress', code });
      expect(order(`D 4711 ${typed} noch nicht`)).toMatchObject({ command: 'unknown' });
      expect(order(`Erledigt 4711 ${typed} in 10 Minuten`)).toMatchObject({ command: 'unknown' });
    }
  }
});

test('no code reads as an order about a ticket of its digits: not alone, and not beside an OK', () => {
  for (let times = 0; times < 2_000; times += 1) {
    const code = drawPageCode();
    for (const text of [code, `OK ${code}`, `ok, ${code.toLowerCase()}. Danke`, `${code} OK`])
      expect(order(text), text).toMatchObject({ command: 'unknown' });
  }
});

describe('S answers who was asked to cover', () => {
  test.each([
    ['S 12345', '12345', 'yes'],
    ['s12345', '12345', 'yes'],
    ['S 12345, thanks!', '12345', 'yes'],
    ['12345 S', '12345', 'yes'],
    ['Schicht 12345 gerne', '12345', 'yes'],
    ['S 12345 yes', '12345', 'yes'],
    ['S 12345 ja danke', '12345', 'yes'],
    ['S 12345 N', '12345', 'no'],
    ['S 12345 n', '12345', 'no'],
    ['S 12345 nein', '12345', 'no'],
    ['S 12345 non merci', '12345', 'no'],
    // a word that may stand before a number, and is a no all the same
    ['S no 12345', '12345', 'no'],
    ['S N 12345', '12345', 'no'],
    ['S', null, 'yes'],
  ])('%j', (body, ticket, text) => {
    expect(order(body)).toMatchObject({ command: 'cover', ticket, text });
  });

  test.each([
    'S 12345 ja nein',
    'S 12345 vielleicht',
    'S 12345?',
    'S 12345 ab 9',
    'S 12345 23456',
    'Schicht bitte tauschen',
  ])('%j is none', (body) => {
    expect(order(body)).toMatchObject({ command: 'unknown' });
  });
});
