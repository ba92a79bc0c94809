/**
 * Everything the page knows: what the service sends, and what people chose on the page.
 * `changed` is called whenever any of it has changed.
 */
export function createState(changed) {
  const state = {
    connected: true,
    number: '',
    legs: [],
    messages: [],
    faults: [],
    people: [],
    tickets: [],
    /** Where the console is, and the zone the service lives by; none without a service beside the line. */
    house: {},
    /** How the carrier is set, and the phones that are not simply on. */
    carrier: 'works',
    phones: {},
    /** How far this browser's clock is behind the service's, milliseconds. */
    clockOffset: 0,
    chosenCaller: undefined,
    chosenEngineer: undefined,
    /** Message SIDs that were seen, by phone. */
    read: new Set(),
  };
  const events = new EventSource('events');
  const on = (event, take) =>
    events.addEventListener(event, ({ data }) => {
      take(JSON.parse(data));
      changed();
    });
  on('line', (line) => {
    state.clockOffset = Date.parse(line.now) - Date.now();
    Object.assign(state, {
      number: line.number,
      legs: line.legs,
      messages: line.messages,
      faults: line.faults,
      carrier: line.carrier,
      phones: line.phones,
    });
  });
  on('house', (house) => {
    state.house = house;
  });
  on('people', (people) => {
    state.people = people;
  });
  on('board', (tickets) => {
    state.tickets = tickets;
  });
  const connection = (connected) => () => {
    state.connected = connected;
    changed();
  };
  events.addEventListener('open', connection(true));
  events.addEventListener('error', connection(false));
  return state;
}

/** The present instant by the service's clock, epoch milliseconds. */
export function serviceNow(state) {
  return Date.now() + state.clockOffset;
}

/** The call a phone shows: the one it is in, else the one that rings, else its last one. */
export function legOf(state, phone) {
  const legs = state.legs.filter((leg) => leg.phone === phone);
  return (
    legs.findLast((leg) => leg.status === 'in-progress') ?? legs.findLast((leg) => !leg.over) ?? legs.at(-1)
  );
}

/** A call that rings a phone while it is in another one. */
export function secondRing(state, phone) {
  const shown = legOf(state, phone);
  return state.legs.findLast((leg) => leg.phone === phone && leg !== shown && isRinging(leg));
}

/** Does somebody have to pick up? */
export function isRinging(leg) {
  return leg !== undefined && leg.direction === 'in' && leg.status === 'ringing';
}

export function messagesOf(state, phone) {
  return state.messages.filter((message) => message.phone === phone);
}

export function unreadOf(state, phone) {
  return messagesOf(state, phone).filter(({ sid, direction }) => direction === 'in' && !state.read.has(sid))
    .length;
}

/** Does something with a phone. What comes of it arrives as an event. */
export function act(action) {
  return post('actions', action);
}

/** Everybody hangs up, what is open is closed, and the table is empty. */
export function startAnew() {
  return post('start-anew', {});
}

/** Pages and texts to the engineers of the sample are in a language from now on. */
export function speakWith(language) {
  return post('language', { language });
}

async function post(path, body) {
  await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
