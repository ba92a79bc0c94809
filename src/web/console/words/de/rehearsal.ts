import type { Words } from '../en/index.ts';

export const rehearsalWords: Pick<Words, 'rehearsal'> = {
  rehearsal: {
    title: 'Lässt sich jede Zusage halten?',
    intro:
      'Für jeden Anruf der nächsten 90 Tage, nach den geltenden Bereitschaftsplänen, Eskalationen und Vertragsarten: Lässt sich jemand alarmieren, solange noch ein Fünftel der Zeit bleibt?',
    link: 'Lässt sich jede Zusage halten?',
    whole: 'Jede Zusage lässt sich halten, wann immer angerufen wird.',
    holes: (count) =>
      count === 1
        ? 'Eine Zeit, in der sich eine Zusage nicht halten lässt, wer auch immer abnimmt'
        : `${count} Zeiten, in denen sich eine Zusage nicht halten lässt, wer auch immer abnimmt`,
    unknown: 'Das auszurechnen dauert hier zu lange. Auf der Kommandozeile ist Zeit dafür: hotline rehearse.',
    command: 'Wie oft jede Zusage gehalten würde und was hilft, spielt dieser Befehl durch:',
    span: (from, until) => `${from} bis ${until}`,
    promise: (plan, severity, name) => `Vertragsart ${plan}, Schweregrad ${severity} ${name}`,
    causes: {
      gap: 'niemand hat Bereitschaft',
      'managers-away': 'kein TAM ist da',
      'only-supervisors': 'nur Supervisoren werden alarmiert',
      'too-late': 'der erste Alarm kommt zu spät',
      'never-opens': 'der Kalender öffnet nie',
    },
    who: (names) => `Schließen könnten sie: ${names}.`,
    policy: (name) => `Eskalation ${name}`,
    more: (count) => `und ${count} weitere`,
    breaks: 'Mit dieser Änderung lässt sich eine Zusage nicht mehr halten, wer auch immer abnimmt:',
  },
};
