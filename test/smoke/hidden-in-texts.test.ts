import { expect, test } from 'vitest';
import { sendMail } from '../../src/platform/mail/send-mail.ts';
import { openHotline } from '../support/hotline.ts';
import { openMailServer } from '../support/mail-server.ts';
import { criticalCase } from '../support/stories.ts';

/** `ignore this` in tags, which no screen shows and some programs read. */
const TAGS = [...'ignore this']
  .map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)))
  .join('');

/** Each hides something, or turns round what stands behind it. */
const HIDDEN = [
  ['turns the rest round', 'Dienst \u202eneu starten', 'Dienst neu starten'],
  ['turns it until the end of a paragraph', 'Dienst \u2067neu\u2066 starten', 'Dienst neu starten'],
  ['is a text in the text', `Dienst${TAGS} neu starten`, 'Dienst neu starten'],
  ['is nothing within a word', 'Di\u200ben\u2060st neu\u00ad star\ufefften', 'Dienst neu starten'],
  ['marks a direction', '\u200fDienst\u061c neu starten\u200e', 'Dienst neu starten'],
  ['is an end of a line of few readers', 'Dienst\u2028neu\u0085starten', 'Dienst neu starten'],
] as const;

test.each(HIDDEN)(
  'what %s stands in no text that leaves, and stays on record',
  async (_what, typed, read) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await criticalCase(erika);
    await anna.sendSms('A 4711');
    for (const phone of [erika, anna]) phone.newSms();

    await hotline.api('/tickets/4711/answer', { by: 'anna', text: typed });
    expect(erika.newSms()).toEqual([`Ticket 4711, Anna Weber: ${read}. Nicht gelöst? Antworten Sie N 4711`]);
    const { timeline } = await hotline.ticket('4711');
    expect(timeline.findLast(({ kind }) => kind === 'answered')?.detail.text).toBe(typed.trim());
  },
);

test('what a customer hides in an answer is not handed on to the engineer, and costs no second part', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A 4711');
  for (const phone of [erika, anna]) phone.newSms();

  await erika.sendSms(`4711 Der Dienst \u202e${TAGS}steht wieder`);
  expect(anna.newSms().join('\n')).toContain('Der Dienst steht wieder');
  expect(erika.newSms()).toHaveLength(1);
});

test('what a name of before hides is in no mail', async () => {
  await using server = await openMailServer();
  const { port } = new URL(server.url);
  const at = { host: '127.0.0.1', port: Number(port), isSecure: false, auth: undefined };
  await sendMail(
    { ...at, sender: 'hotline@support.example' },
    {
      to: 'it@musterwerk.example',
      subject: `Report: \u202eMuster${TAGS}werk AG`,
      text: 'For Muster\u200bwerk\u2066 AG',
      messageId: '<1@support.example>',
      date: new Date(),
      attachments: [],
    },
  );
  const [mail] = server.mails;
  expect(mail?.raw).toContain('Subject: Report: Musterwerk AG\r\n');
  expect(mail?.raw).toContain('\r\nFor Musterwerk AG');
});
