// Compares the verdicts of several clients with those that the scenario expects, and prints what differs.
// A client that lacks a step fails. Usage: verdicts.js SCENARIO CLIENT=FILE...
'use strict';

const { readFileSync } = require('node:fs');
const { isDeepStrictEqual } = require('node:util');

const [scenario, ...clients] = process.argv.slice(2);
const steps = JSON.parse(readFileSync(scenario, 'utf8')).steps;
let wrong = 0;
for (const client of clients) {
  const [name, file] = client.split('=');
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line.startsWith('{'));
  const verdicts = new Map(lines.map((line) => JSON.parse(line)).map(({ step, ...verdict }) => [step, verdict]));
  for (const { step, expect } of steps) {
    if (!isDeepStrictEqual(verdicts.get(step), expect)) {
      wrong++;
      console.error(`FAILED: ${name}, step ${step}: expected ${JSON.stringify(expect)}, but was `
        + `${JSON.stringify(verdicts.get(step))}`);
    }
  }
}
if (wrong > 0) process.exit(1);
const unconfigured = steps.filter(({ configured }) => configured === false).map(({ step }) => step);
console.log(`ok: ${clients.length} clients agree on ${steps.length - unconfigured.length} steps`
  + ` (not configured: ${unconfigured.join(', ')})`);
