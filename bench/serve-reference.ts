/** A key press as anybody would answer it with Express and the carrier's own library, storing nothing. */
import { createServer } from 'node:http';
import express from 'express';
import twilio from 'twilio';
import { answerParent } from './support/answer-parent.ts';

const { PORT = '0', TWILIO_AUTH_TOKEN = '' } = process.env;
const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(twilio.webhook(TWILIO_AUTH_TOKEN, { protocol: 'http', host: `localhost:${PORT}` }));
app.post('/twilio/voice/input/:state', (request, response) => {
  const twiml = new twilio.twiml.VoiceResponse();
  const action = `/twilio/voice/input/menu?v=${Number(request.query.v) + 1}`;
  const menu = twiml.gather({ input: ['dtmf'], method: 'POST', action, numDigits: 1, timeout: 6 });
  menu.say({ language: 'de-DE', voice: 'Polly.Vicki-Neural' }, `Sie haben ${request.body.Digits} gewählt.`);
  menu.say(
    { language: 'de-DE', voice: 'Polly.Vicki-Neural' },
    'Was können wir für Sie tun? Eins, zwei, drei.',
  );
  twiml.redirect({ method: 'POST' }, action);
  response.type('text/xml').send(twiml.toString());
});
const server = createServer(app).listen(Number(PORT), '127.0.0.1', () =>
  answerParent(async () => server.closeAllConnections()),
);
