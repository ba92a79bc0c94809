import type { Words } from '../en/index.ts';

export const caseWords: Pick<
  Words,
  | 'severityLabel'
  | 'severity'
  | 'status'
  | 'factsAsked'
  | 'kind'
  | 'signature'
  | 'stage'
  | 'channel'
  | 'pageBy'
  | 'target'
  | 'messageStatus'
  | 'pageStatus'
> = {
  severityLabel: 'Schweregrad',
  severity: (severity) => ['', 'Kritisch', 'Hoch', 'Mittel', 'Niedrig'][severity] ?? String(severity),
  status: { open: 'offen', acknowledged: 'übernommen', answered: 'beantwortet', closed: 'geschlossen' },
  factsAsked: 'Angaben erbeten',
  kind: { problem: 'Problem', signature: 'Signaturänderung' },
  signature: { 'false-negative': 'nicht erkannt', 'false-positive': 'Fehlalarm' },
  stage: {
    received: 'eingegangen',
    'in-analysis': 'in Analyse',
    built: 'gebaut',
    released: 'freigegeben',
    confirmed: 'vom Kunden bestätigt',
    objected: 'vom Kunden beanstandet',
    asked: 'Kunde noch einmal gefragt, ob es hilft',
  },
  channel: {
    phone: 'per Telefon',
    portal: 'über das Portal',
    email: 'per E-Mail',
    call: 'per Telefon',
    sms: 'per SMS',
    api: 'in einem anderen System',
    console: 'in der Konsole',
    link: 'über den Link in der SMS',
  },
  pageBy: { sms: 'SMS', call: 'Anruf' },
  target: {
    tam: 'der TAM',
    deputy: 'die Vertretung des TAM',
    supervisors: 'die Supervisoren',
    schedule: (name) => `wer in „${name}“ Bereitschaft hat`,
  },
  messageStatus: {
    planned: 'geplant',
    sending: 'wird gesendet',
    sent: 'gesendet',
    delivered: 'zugestellt',
    failed: 'fehlgeschlagen',
    unknown: 'vielleicht gesendet',
    bundled: 'mit einer anderen gesendet',
    withdrawn: 'nicht gesendet: nicht mehr nötig',
    received: 'empfangen',
  },
  pageStatus: {
    planned: 'geplant',
    sending: 'wird gesendet',
    sent: 'gesendet',
    acknowledged: 'übernommen',
    'passed-on': 'weitergegeben',
    'not-reached': 'nicht erreicht',
    failed: 'fehlgeschlagen',
    withdrawn: 'zurückgezogen',
  },
};
