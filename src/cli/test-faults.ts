import { parseArgs } from 'node:util';

import { runFaults } from '#tests/faults/run.ts';

import { buildSite } from './build-site.ts';

const { values } = parseArgs({
  options: { cycles: { type: 'string', default: '200' }, json: { type: 'boolean', default: false } },
});
const cycles = Number(values.cycles);
if (!Number.isInteger(cycles) || cycles < 1) {
  console.error('--cycles 要写正整数。\n--cycles takes a whole number from 1 on.');
  process.exit(2);
}
await buildSite((line) => console.log(line));
const { ok, report } = await runFaults(cycles, (line) => console.log(line));
if (values.json) console.log(JSON.stringify(report));
process.exit(ok ? 0 : 1);
