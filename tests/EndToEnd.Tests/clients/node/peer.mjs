// One gateway on the npm client mqtt: connects, subscribes, publishes, waits for a command, and prints what it saw as one line of JSON.
// Argument: one JSON object, as for the peer on Paho.
import { readFileSync } from 'node:fs';
import mqtt from 'mqtt';

const ask = JSON.parse(process.argv[2]);
const scheme = { tcp: 'mqtt', tls: 'mqtts', ws: 'ws' }[ask.transport];
const path = ask.transport === 'ws' ? '/mqtt' : '';
const deadline = setTimeout(() => { console.error('not finished within 120 s'); process.exit(1); }, 120_000);

const client = await mqtt.connectAsync(`${scheme}://${ask.host}:${ask.port}${path}`, {
  clientId: ask.id, username: ask.id, password: ask.secret, protocolVersion: ask.version, clean: true, reconnectPeriod: 0,
  ca: ask.transport === 'tls' ? readFileSync(ask.ca) : undefined,
});
const saw = { connected: true, granted: [], published: 0, command: null };
const commanded = new Promise(resolve => client.once('message', (_, payload) => resolve(JSON.parse(payload.toString()))));

// The library throws when a filter is refused; what was granted stands in the packet.
client.on('packetreceive', packet => { if (packet.cmd === 'suback') saw.granted = packet.granted; });
await new Promise(resolve => client.subscribe([`ih/v1/${ask.id}/cmd`, ask.foreign], { qos: 1 }, () => resolve()));
await client.publishAsync(ask.publish.topic, ask.publish.payload, { qos: ask.publish.qos });
saw.published = 1;
console.log('subscribed');
if (ask.seconds) {
  let patience;
  saw.command = await Promise.race([commanded, new Promise(resolve => { patience = setTimeout(() => resolve(null), ask.seconds * 1000); })]);
  clearTimeout(patience);
}
await client.endAsync();
clearTimeout(deadline);
console.log(JSON.stringify(saw));
