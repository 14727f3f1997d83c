// Reads an iCalendar object from the standard input with two parsers, and prints what each understood, as JSON.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

const text = readFileSync(0, 'utf8');

function byIcalJs() {
  const calendar = new ICAL.Component(ICAL.parse(text));
  // Its own zones and no others: what is read is what the file says.
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    const known = new ICAL.Timezone(zone);
    ICAL.TimezoneService.register(known, known.tzid);
  }
  return calendar.getAllSubcomponents('vevent').map(component => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      sequence: event.sequence,
      status: component.getFirstPropertyValue('status'),
      summary: event.summary,
      location: event.location,
      description: event.description ?? '',
      url: component.getFirstPropertyValue('url') ?? '',
      modified: component.getFirstPropertyValue('last-modified').toJSDate().toISOString(),
    };
  });
}

function byNodeIcal() {
  return Object.values(nodeIcal.sync.parseICS(text)).filter(one => one.type === 'VEVENT').map(event => ({
    uid: event.uid,
    start: event.start.toISOString(),
    end: event.end.toISOString(),
    sequence: Number(event.sequence),
    status: event.status,
    summary: event.summary,
    location: event.location,
    description: event.description ?? '',
    url: event.url?.val ?? event.url ?? '',
    modified: event.lastmodified.toISOString(),
  }));
}

const inOrder = events => events.sort((a, b) => a.uid.localeCompare(b.uid));
console.log(JSON.stringify({ icalJs: inOrder(byIcalJs()), nodeIcal: inOrder(byNodeIcal()) }));
