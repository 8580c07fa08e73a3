import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FileTranscriber } from '../../voice';

/**
 * The recogniser at work without a pause: `recogniser MODELS WAVS…` recognises the recordings in a circle and
 * says `ready` after the first. Ends with its standard input.
 */
const [modelsDir = '', ...wavs] = process.argv.slice(2);
const files = wavs.flatMap((path) =>
  path.endsWith('.wav')
    ? [path]
    : readdirSync(path)
        .filter((name) => name.endsWith('.wav'))
        .map((name) => join(path, name)),
);

async function run(): Promise<void> {
  const transcriber = await FileTranscriber.load({ modelsDir, threads: 2, secondPass: true });
  for (let k = 0; ; k++) {
    await transcriber.file(files[k % files.length]!);
    if (k === 0) process.stdout.write('ready\n');
    process.stdout.write('.');
  }
}

process.stdin.on('end', () => process.exit(0)).resume();
run().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exit(1);
});
