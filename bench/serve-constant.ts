/** What the same machine needs at this moment for an Express route that answers a constant. */
import { createServer } from 'node:http';
import express from 'express';
import { answerParent } from './support/answer-parent.ts';

const app = express();
app.use(express.urlencoded({ extended: false }));
app.post('/', (_request, response) => {
  response.type('text/xml').send('<Response/>');
});
const server = createServer(app).listen(Number(process.env.PORT), '127.0.0.1', () =>
  answerParent(async () => server.closeAllConnections()),
);
