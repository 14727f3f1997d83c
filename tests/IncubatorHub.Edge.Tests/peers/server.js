// A Modbus TCP server on npm modbus-serial, for the tests of the edge agent's driver. Started as: node server.js <port>
// The register map is written with Node's Buffer, so that no code of the product takes part in it. Each write is told on standard output.
'use strict';
const { ServerTCP } = require('modbus-serial');

const END = 200; // addresses from here on are refused with exception 2
const READ_ONLY = 150; // writes here are refused with exception 3
const BROKEN_UNIT = 9; // everything of this unit is refused with exception 4

const types = {
  int16: [2, (b, v) => b.writeInt16BE(v), -794],
  uint16: [2, (b, v) => b.writeUInt16BE(v), 65535],
  int32: [4, (b, v) => b.writeInt32BE(v), -70000],
  uint32: [4, (b, v) => b.writeUInt32BE(v), 4000000000],
  float32: [4, (b, v) => b.writeFloatBE(v), -79.4],
  int64: [8, (b, v) => b.writeBigInt64BE(BigInt(v)), -9000000000],
  float64: [8, (b, v) => b.writeDoubleBE(v), 3.141592653589793],
};

// Every type in big word order from 0, in little from 50; 100 holds bits. Input registers hold the same values, the signed ones with the other sign.
function table(sign) {
  const words = new Uint16Array(END);
  for (const [order, start] of [['big', 0], ['little', 50]]) {
    let at = start;
    for (const [name, [bytes, write, value]] of Object.entries(types)) {
      const picture = Buffer.alloc(bytes);
      write(picture, name.startsWith('u') ? value : sign * value);
      for (let i = 0; i < bytes / 2; i++) words[at + (order === 'big' ? i : bytes / 2 - 1 - i)] = picture.readUInt16BE(i * 2);
      at += bytes / 2;
    }
  }
  words[100] = 0b1000000000000101;
  return words;
}

const holding = table(1);
const input = table(-1);
const coils = Array.from({ length: END }, (_, i) => i % 3 === 0);
const discretes = Array.from({ length: END }, (_, i) => i % 5 === 0);

function check(address, unit, isWrite) {
  if (unit === BROKEN_UNIT) throw { modbusErrorCode: 4, msg: 'broken' };
  if (address >= END) throw { modbusErrorCode: 2, msg: 'no such address' };
  if (isWrite && address >= READ_ONLY) throw { modbusErrorCode: 3, msg: 'read only' };
}

function read(from) {
  return (address, unit) => {
    check(address, unit, false);
    return from[address];
  };
}

function write(call, into) {
  return (address, given, unit) => {
    check(address, unit, true);
    const values = [].concat(given);
    values.forEach((value, i) => { into[address + i] = value; });
    console.log(JSON.stringify({ call, address, unit, values: values.map(Number) }));
  };
}

const server = new ServerTCP({
  getHoldingRegister: read(holding),
  getInputRegister: read(input),
  getCoil: read(coils),
  getDiscreteInput: read(discretes),
  setCoil: write(5, coils),
  setRegister: write(6, holding),
  setCoilArray: write(15, coils),
  setRegisterArray: write(16, holding),
}, { host: '127.0.0.1', port: Number(process.argv[2]) });
server.on('initialized', () => console.log('ready'));
server.on('serverError', (error) => { console.error(error); process.exit(1); });
