import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './launch';

/**
 * Starts both simulators on real PTY pairs and prints one JSON line: `{"base", "printer", "state", "pids"}`.
 * Ends everything on SIGTERM, SIGINT or when its standard input closes. `--feed DIR` is a store feed: the
 * base then starts at its first kiosk (unless `--pose` says otherwise) and its walls and shelves are solid.
 * `--inline` runs the simulators inside this process, for hosts that may not start further ones.
 */
const { values } = parseArgs({
  options: {
    pose: { type: 'string' },
    feed: { type: 'string' },
    state: { type: 'string' },
    map: { type: 'string' },
    dots: { type: 'string', default: '576' },
    deadman: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    slip: { type: 'string', default: '0.01' },
    inline: { type: 'boolean', default: false },
  },
});

launch({
  stateDir: values.state,
  pose: values.pose,
  mapFile: values.map,
  feedDir: values.feed,
  dots: Number(values.dots),
  deadmanMs: Number(values.deadman),
  seed: Number(values.seed),
  slip: Number(values.slip),
  programs: values.inline ? undefined : dirname(process.argv[1] ?? '.'),
}).then(
  (launched) => {
    const { base, printer, state, pids } = launched;
    process.stdout.write(`${JSON.stringify({ base, printer, state, pids })}\n`);
    let ending = false;
    const end = () => {
      if (ending) return;
      ending = true;
      void launched.close().then(() => process.exit(0));
    };
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
    process.stdin.on('end', end).on('close', end).resume();
  },
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
