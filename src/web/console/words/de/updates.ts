import type { Words } from '../en/index.ts';

export const updateWords: Pick<Words, 'updates'> = {
  updates: {
    title: 'Service-Informationen',
    text: 'Was alle Kontakte lesen sollen',
    hint: 'Eine SMS an alle Kontakte, im Rahmen ihrer Sprache und mit Ihrem Namen.',
    send: 'An alle Kontakte senden',
    none: 'Noch nichts gesendet.',
    notTold: 'keine SMS',
    faults: {
      text: 'Schreiben Sie 1 bis 400 Zeichen.',
      'too-many': 'Nicht gesendet: Diese Kontakte haben heute schon viel bekommen. Bitte warten Sie.',
      nobody: 'Nicht gesendet: Es gibt keine Kontakte.',
    },
  },
};
