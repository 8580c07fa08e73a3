import { parseArgs } from 'node:util';
import { runKobuki } from './run-kobuki';

/**
 * The simulated Kobuki as a program: `kobuki --port PATH [--pose x,y,theta] [--state FILE] [--control FILE]
 * [--map FILE] [--dock x,y,theta] [--deadman MS] [--latency MS] [--slip S] [--seed N]`.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    pose: { type: 'string', default: '0,0,0' },
    state: { type: 'string' },
    control: { type: 'string' },
    map: { type: 'string' },
    dock: { type: 'string' },
    deadman: { type: 'string', default: '200' },
    latency: { type: 'string', default: '20' },
    slip: { type: 'string', default: '0.01' },
    seed: { type: 'string', default: '1' },
  },
});

if (!values.port) {
  console.error('kobuki: --port PATH is missing: the serial port (or one end of a PTY pair) to answer on.');
  process.exit(2);
}
const sim = runKobuki({
  port: values.port,
  pose: values.pose,
  stateFile: values.state,
  controlFile: values.control,
  mapFile: values.map,
  dock: values.dock,
  deadmanMs: Number(values.deadman),
  latencyMs: Number(values.latency),
  slip: Number(values.slip),
  seed: Number(values.seed),
});
const end = () => void sim.close().then(() => process.exit(0));
process.on('SIGTERM', end);
process.on('SIGINT', end);
