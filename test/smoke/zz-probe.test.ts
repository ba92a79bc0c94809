import { describe, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase, drain, describedCase } from '../support/stories.ts';

const BODIES = ['Okay.', 'ok A4 7', 'OK 👍', 'Ok 4711 K7M', 'A4711.', '"A 4711"', '„A 4711“', '‚A 4711’', 'A 4 7 1 1', 'A 4.711', 'A 47-11', 'A4711 Gruß Anna', 'A 4711\nP 4711', 'A 4711 A 4711', 'A 4711\nA 4711', 'A 4711\n\nC 4711', 'A 4711 Hilfe', 'HILFE', 'Hilfe', 'HELP', 'INFO', 'START', 'Stop bitte', 'A 4711 ✅', 'Übernehme', 'ÜBERNEHME 4711!', 'Uebernehme 4711', 'übernehme ich', 'A 0004711', 'A +4711', 'A ４７１１', 'Ａ４７１１', 'A 4711​', 'A 4711 Sent from my iPhone', 'A 4711\nVon meinem iPhone gesendet', '> KRITISCH Ticket 4711 Musterwerk\nA 4711', 'A 4711\n> KRITISCH Ticket 4711 Musterwerk AG', 'A\n> KRITISCH Ticket 4711', 'A 4711\n\nAm 23.11.2026 um 10:00 schrieb +49 30 23125099:\n> KRITISCH', 'A 4711 - Anna', 'A 4711 lg', 'A 4711, bin dran', 'bin dran', 'Bin dran!', 'A4711 D4711', 'a/4711', 'A:4711', 'A4711?', 'A 4711 -- Anna', 'A 4711\n--\nAnna Weber', 'A 4711 😡', 'A 4711 👎', 'OK danke', 'Okay, mach ich', 'ja', 'Ja 4711', 'yes', 'Y', 'J', 'J 4711', 'A 4712', 'A 47111', 'A 471', '4711', '4711 ok', '4711ok', 'ok4711', 'o.k.', 'O.K. 4711', 'o k 4711', 'okey 4711', 'oke 4711', 'OK!!!!', 'Okäy', 'A ticket 4711', 'Ticket 4711 A', 'Ticket 4711: A', 'T 4711', 'S 4711', 'x', 'A4711A', 'AA 4711', 'A 4711 4711', 'A 4711 bitte', 'A, 4711', 'А 4711', 'A\t4711', 'A 4711\u2063', '\ufeffA 4711', 'A 4711 ❤️', 'A 4711 1️⃣', 'A 4️⃣7️⃣1️⃣1️⃣', '🅰️ 4711', '(A 4711)', '[A 4711]', '*A 4711*', 'A 4711 :-)', 'A 4711 ;)', 'A 4711 xx', 'C 4711 sofort', 'C sofort', 'P 4711 bin krank', 'P', 'Weiter', 'weiter 4711, sorry', 'Weiterleiten 4711'];
describe('orders', () => {
  test('all', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    const out: string[] = [];
    for (const body of BODIES) {
      await hotline.database.query('truncate tickets, calls, messages, pages, timers cascade').catch(async (e) => { console.log(String(e)); });
      await hotline.database.query('delete from doubted_senders').catch(() => {});
      await criticalCase(erika);
      const { number } = (await hotline.tickets())[0]!;
      anna.newSms();
      await anna.sendSms(body.replaceAll('4711', number).replaceAll('４７１１', number));
      const t = await hotline.ticket(number);
      out.push(`${JSON.stringify(body)} -> ${t.status} ${t.acknowledgedBy ?? '-'} | ${anna.newSms().map((s) => s.slice(0, 90)).join(' || ')}`);
      await drain(hotline);
    }
    console.log(out.join('\n'));
    await lookAway(hotline);
  }, 200_000);
});
