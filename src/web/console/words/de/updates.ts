import type { Words } from '../en/index.ts';

export const updateWords: Pick<Words, 'updates'> = {
  updates: {
    title: 'Service-Informationen',
    text: 'Was alle Ansprechpartner lesen sollen',
    hint: 'Eine SMS an alle Ansprechpartner, eingeleitet in ihrer Sprache, mit Ihrem Namen. Wen sie nicht erreicht, rufen wir tagsüber an.',
    send: 'An alle Ansprechpartner senden',
    none: 'Noch nichts gesendet.',
    told: { not: 'keine SMS', spoken: 'am Telefon gesagt' },
    faults: {
      text: 'Schreiben Sie 1 bis 400 Zeichen.',
      'too-many': 'Nicht gesendet: Diese Ansprechpartner haben heute schon viel bekommen. Bitte warten Sie.',
      nobody: 'Nicht gesendet: Es gibt keine Ansprechpartner.',
    },
  },
};
