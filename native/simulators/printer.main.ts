import { parseArgs } from 'node:util';
import { runPrinter } from './run-printer';

/**
 * The simulated receipt printer as a program: `printer --port PATH --out DIR [--control FILE] [--dots
 * 576|384]`.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    out: { type: 'string' },
    control: { type: 'string' },
    dots: { type: 'string', default: '576' },
  },
});

if (!values.port || !values.out) {
  console.error(
    'printer: --port PATH and --out DIR are needed: the serial port to answer on, and where the slips go.',
  );
  process.exit(2);
}
const sim = runPrinter({
  port: values.port,
  outDir: values.out,
  controlFile: values.control,
  dots: Number(values.dots),
});
const end = () => void sim.close().then(() => process.exit(0));
process.on('SIGTERM', end);
process.on('SIGINT', end);
