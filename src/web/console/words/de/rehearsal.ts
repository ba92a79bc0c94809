import { sentence } from '../../../../domain/flow/sentence.ts';
import type { Mend } from '../../../../domain/rehearsal/mend.ts';
import type { Words } from '../en/index.ts';
import { plural } from '../plural.ts';

function sayMend(mend: Mend): string {
  switch (mend.key) {
    case 'staff-schedule':
      return `Im Bereitschaftsplan ${mend.schedule} von ${sayLocal(mend.from)} bis ${sayLocal(mend.until)} jemanden einteilen (${mend.timezone}).`;
    case 'page-earlier':
      return `Die erste Stufe der Eskalation ${mend.policy} früher alarmieren lassen: bei 0 %.`;
    case 'page-engineers':
      return `Eine Stufe der Eskalation ${mend.policy} Techniker alarmieren lassen: einen Bereitschaftsplan, eine Person oder den TAM.`;
    case 'name-manager':
      return 'Diesen Kunden einen TAM oder eine Vertretung geben, oder eine Stufe einen Bereitschaftsplan alarmieren lassen.';
    case 'move-absence':
      return 'Eine dieser Abwesenheiten verlegen, den Kunden eine anwesende Vertretung geben, oder eine Stufe einen Bereitschaftsplan alarmieren lassen.';
    case 'open-calendar':
      return `Den Kalender ${mend.calendar} wieder öffnen: Ohne Geschäftszeiten gibt es keine Frist.`;
  }
}

/** `2026-11-24T08:00` */
function sayLocal(local: string): string {
  return local.replace(/^(\d+)-(\d+)-(\d+)T(.+)$/, '$3.$2.$1 $4');
}

export const rehearsalWords: Pick<Words, 'rehearsal'> = {
  rehearsal: {
    title: 'Lässt sich jede Zusage halten?',
    intro:
      'Für jeden Anruf der nächsten 90 Tage, nach den geltenden Bereitschaftsplänen, Eskalationen und Vertragsarten: Lässt sich jemand alarmieren, solange noch ein Fünftel der Zeit bleibt?',
    link: 'Lässt sich jede Zusage halten?',
    nothing: 'Noch ist nichts zugesagt: Dazu braucht es einen Kalender und eine Vertragsart.',
    whole: 'Jede Zusage lässt sich halten, wann immer angerufen wird.',
    holes: (count) =>
      count === 1
        ? 'Eine Zeit, in der sich eine Zusage nicht halten lässt, wer auch immer abnimmt'
        : `${count} Zeiten, in denen sich eine Zusage nicht halten lässt, wer auch immer abnimmt`,
    unknown: 'Das auszurechnen dauert hier zu lange. Auf der Kommandozeile ist Zeit dafür: hotline rehearse.',
    span: (from, until) => `${from} bis ${until}`,
    promise: (plan, severity, name) => `Vertragsart ${plan}, Schweregrad ${severity} ${name}`,
    causes: {
      gap: 'niemand hat Bereitschaft',
      'managers-away': 'kein TAM ist da',
      'only-supervisors': 'nur Supervisoren werden alarmiert',
      'too-late': 'der erste Alarm kommt zu spät',
      'never-opens': 'der Kalender öffnet nie',
    },
    who: (names) => sentence`Schließen könnten sie: ${names}.`,
    policy: (name) => `Eskalation ${name}`,
    more: (count) => `und ${count} weitere`,
    breaks: 'Mit dieser Änderung lässt sich eine Zusage nicht mehr halten, wer auch immer abnimmt:',
    mends: 'Mit dieser Änderung lässt sich eine Zusage wieder halten:',
    breaksNothing: 'Mit dieser Änderung lässt sich jede Zusage halten, die sich jetzt halten lässt.',
    changeUnknown:
      'Was diese Änderung mit den Zusagen macht, ließ sich nicht rechtzeitig ausrechnen. Vielleicht bricht sie welche, vielleicht keine.',
    tryEdit: 'Was würde das ändern?',
    tryInstead: 'Probeweise an der Stelle von',
    tryInsteadHint:
      'Noch richtet sich nichts danach: „Was würde das ändern?“ zeigt es dort, wo jetzt ein anderer Eintrag gilt.',
    stoodIn: (name) =>
      `Gezeigt an der Stelle von „${name}“. Das Speichern allein ändert keine Zusage: Noch richtet sich nichts danach.`,
    worse: (count) =>
      count === 1
        ? 'In den nächsten Wochen ist eine Zeit hinzugekommen, in der sich eine Zusage nicht halten lässt, wer auch immer abnimmt.'
        : `In den nächsten Wochen sind ${count} Zeiten hinzugekommen, in denen sich eine Zusage nicht halten lässt, wer auch immer abnimmt.`,
    mended: 'Gespeichert. Jetzt lassen sich Zusagen zu Zeiten halten, zu denen das vorher nicht ging.',
    sampled: (count) =>
      `Die nächsten 90 Tage, ${count}-mal mit der Änderung und ohne sie durchgespielt: dieselben Anrufe, dieselben Leute.`,
    notSampled:
      'Das Durchspielen wurde nicht rechtzeitig fertig. Versuchen Sie es noch einmal, oder speichern Sie und starten Sie eine Probe.',
    remedy: (mend, sentence) => (mend ? sayMend(mend) : sentence),
    run: {
      title: 'Wie oft würden sie gehalten?',
      intro:
        'Spielt die nächsten 90 Tage viele Male durch: Anrufe kommen, jemand reagiert oder nicht, so wie es das letzte Jahr zeigt. Angerufen wird niemand.',
      calls: 'Anrufe in 90 Tagen',
      replications: 'Wie viele Male',
      seed: 'Startzahl',
      seedHint: 'Dieselbe Startzahl gibt dieselbe Antwort.',
      whatIf: 'Was wäre, wenn …',
      without: 'eine Person fehlt',
      phoneOff: 'ein Telefon aus ist',
      nobody: 'niemand',
      carrierDown: 'der Anbieter ausfällt, Minuten',
      callsTimes: 'mehr oder weniger angerufen wird, Faktor',
      holidayWeek: 'in der ersten Woche nur Feiertage sind',
      more: 'Weitere Fragen',
      start: 'Starten',
      faults: {
        any: 'Noch nicht gestartet: Bitte berichtigen Sie die markierten Felder.',
        calls: (most) => `Anrufe: eine ganze Zahl von 1 bis ${most}.`,
        replications: (most) => `Wie viele Male: eine ganze Zahl von 1 bis ${most}.`,
        tickets: (most) =>
          `Anrufe mal Durchgänge, auch bei mehr Anrufen: höchstens ${most}. Mehr geht auf der Kommandozeile.`,
        seed: 'Startzahl: eine ganze Zahl von 0 bis 999999999.',
        minutes: 'Ausfall des Anbieters: ganze Minuten von 1 bis 99999.',
        factor: 'Faktor der Anrufe: eine Zahl über 0 und bis 100.',
        engineer: 'Diese Person steht nicht mehr im Verzeichnis.',
      },
      busy: 'Es läuft schon eine Probe. Hier ist sie; starten Sie Ihre, wenn sie vorbei ist.',
      stop: 'Anhalten und zeigen, was durchgespielt ist',
      stopping: 'Sie hält nach dem laufenden Abschnitt an.',
      status: {
        running: 'läuft',
        done: 'fertig',
        stopped: 'vorzeitig angehalten',
        failed: 'abgebrochen',
      },
      stages: {
        played: 'Anrufe werden durchgespielt',
        remedies: 'Was hilft, wird ausprobiert',
        past: 'Vergangene Monate werden vorhergesagt',
      },
      begins: 'Das Verzeichnis wird gelesen und geprüft',
      failed:
        'Der Prozess endete ohne Antwort: Vielleicht brauchte er zu viel Speicher, oder der Dienst wurde neu gestartet. Starten Sie die Probe noch einmal, notfalls mit weniger Anrufen.',
      finished: 'Sie ist vorbei.',
      showResult: 'Ergebnis zeigen',
      heading: (when) => `Probe vom ${when}`,
      asked: (calls, replications, seed, by) =>
        sentence`${plural(calls, 'Anruf', 'Anrufe')}, ${replications}-mal, Startzahl ${seed}. Gestartet von ${by}.`,
      list: 'Die letzten Proben',
      none: 'Noch keine.',
      when: 'Wann',
      who: 'Gestartet von',
      what: 'Was gefragt war',
      state: 'Stand',
      oldDirectory: 'Was gilt, hat sich seitdem geändert: Was das ausmacht, zeigt eine neue Probe.',
      asHtml: 'Als Seite speichern',
      asJson: 'Als JSON speichern',
      all: 'Alle Proben',
    },
    report: {
      title: 'Probe der Hotline',
      facts: (from, until, zone) => `${from} bis ${until} (${zone})`,
      played: (replications, calls, seed, version) =>
        `${replications}-mal ${plural(calls, 'Anruf', 'Anrufe')} · Startzahl ${seed} · Version ${version}`,
      directory: 'Verzeichnis',
      proof: 'Lässt sich jede Zusage halten?',
      canAll: 'Ja, wann immer angerufen wird.',
      cannot: (count) =>
        `Nein. In ${count === 1 ? 'einer Zeit' : `${count} Zeiten`} lässt sich eine Zusage nicht halten, wer auch immer abnimmt.`,
      comesIn: 'Anruf kommt',
      promiseOf: 'Zusage',
      why: 'Warum',
      remedy: 'Was hilft',
      kept: 'Wie oft wird sie gehalten?',
      share: 'gehalten',
      interval: '95 von 100 Malen zwischen',
      between: (low, high) => `${low} und ${high}`,
      tickets: 'Tickets',
      perYear: (count) => `Voraussichtlich verfehlt: ${count} im Jahr.`,
      heat: 'Nach Wochentag und Stunde',
      heatIntro:
        'Wie viele von 100 gehalten werden, nach der Stunde des ersten Klingelns. Je dunkler ein Feld, desto mehr werden verfehlt.',
      heatAll: 'Alle Zusagen',
      heatTable: 'Die Stunden, in denen am meisten verfehlt wird, als Tabelle',
      noneMissed: 'In keiner Stunde wird etwas verfehlt.',
      noTicket: 'kein Ticket',
      hour: 'Stunde',
      cell: (when, share, tickets, between) => `${when}: ${share} von ${tickets}, zwischen ${between}`,
      missed: 'Was verfehlt wird, und was hilft',
      aYear: 'im Jahr',
      took: 'Was die Zeit gekostet hat',
      change: 'Kleinste Änderung',
      keptThen: 'dann gehalten',
      notTried: 'nicht probiert',
      misses: {
        'nobody-on-call': 'niemand hatte Bereitschaft',
        'not-acknowledged': 'niemand hat übernommen',
        'not-connected': 'übernommen, aber nicht zurückgerufen',
        'customer-away': 'beim Kunden nahm niemand ab',
        talk: 'das Gespräch dauerte zu lange',
      },
      remedies: {
        'turns-always': 'Die Leute jedes Bereitschaftsplans rund um die Uhr abwechseln lassen.',
        'page-both': 'Die erste Stufe jeder Eskalation auch die der zweiten alarmieren lassen.',
        'page-loudly': 'Die erste Stufe jeder Eskalation per SMS und per Anruf alarmieren lassen.',
        'connect-at-once': 'Techniker bitten, sich gleich verbinden zu lassen statt später anzurufen.',
        'second-number': 'Mit jedem Kunden eine zweite Nummer vereinbaren.',
      },
      story: 'Eine davon, wie sie verlief',
      storyTitle: (call, replication, promise) => `Anruf ${call} von Durchgang ${replication}, ${promise}`,
      at: 'Um',
      happened: 'Was geschah',
      whatIf: 'Was wäre, wenn',
      points: 'Punkte',
      people: 'Die Leute, in der ganzen Zeit',
      engineer: 'Techniker',
      pages: 'Alarme',
      nights: 'gestörte Nächte',
      breaches: 'davon mit zu wenig Ruhe danach',
      rest: 'Nächte mit zu wenig Ruhe danach, vor und nach jeder Änderung',
      changed: 'Änderung',
      noDifference: 'kein Unterschied zu sehen',
      restNone: 'niemand, so oder so',
      before: 'jetzt',
      after: 'dann',
      whatIfs: {
        without: (name) => `ohne ${name}`,
        'phone-off': (name) => `Telefon aus: ${name}`,
        'carrier-down': (minutes) => `${plural(minutes, 'Minute', 'Minuten')} ohne Anbieter`,
        calls: (factor) => `${factor}-mal so viele Anrufe`,
        'holiday-week': () => 'eine Woche Feiertage',
        edit: () => 'diese Änderung',
      },
      caveats: {
        interrupted: (count) =>
          count === 0
            ? 'Angehalten, bevor etwas durchgespielt war.'
            : `Vorzeitig angehalten: Das ist, was ${count} ${count === 1 ? 'Durchgang ergab' : 'Durchgänge ergaben'}.`,
        stated:
          'Wie Leute reagieren, ist angenommen, nicht aus Anrufen gelernt: Vergleichen Sie damit Bereitschaftspläne, sagen Sie niemandem etwas danach zu.',
        noPast:
          'Kein vergangener Monat wurde vorhergesagt, um die Zahlen zu prüfen: Dazu braucht es Anrufe aus zwei Monaten.',
        failed: (inside, months) =>
          `Die Vergangenheit verlief nicht, wie diese Zahlen es erwarten ließen: ${inside} von ${plural(months, 'Monat', 'Monaten')} liegen in ihren Grenzen. Verlassen Sie sich nicht darauf.`,
        checked: (inside, months) =>
          `An der Vergangenheit geprüft: ${inside} von ${plural(months, 'Monat', 'Monaten')} kamen wie vorhergesagt.`,
      },
    },
  },
};
