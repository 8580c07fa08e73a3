import { parseArgs } from 'node:util';
import { runGoal } from './run-goal';

/**
 * The simulated goal-navigating base as a program: `goal --port PATH --pose x,y,theta --state FILE --control
 * FILE`.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    pose: { type: 'string', default: '0,0,0' },
    state: { type: 'string' },
    control: { type: 'string' },
  },
});

if (!values.port || !values.state || !values.control) {
  console.error(
    'goal: --port PATH, --state FILE and --control FILE are needed: the serial port to answer on, where its true state goes, and where its switches come from.',
  );
  process.exit(2);
}
const sim = runGoal({
  port: values.port,
  pose: values.pose,
  stateFile: values.state,
  controlFile: values.control,
});
const end = () => void sim.close().then(() => process.exit(0));
process.on('SIGTERM', end);
process.on('SIGINT', end);
