import type { Command } from 'commander';
import { DaogouError, type Understood } from '../contract';
import { defaultDataDir, loadConfig } from '../config';
import { decodingLexicon } from '../read-models';
import { folder, instant, understood } from './arguments';
import { openStore } from './open-store';

interface TranscribeOptions {
  store?: string;
  now?: Date;
  lang?: Understood;
  answer?: boolean;
}

async function run(files: string[], options: TranscribeOptions): Promise<void> {
  const { FileTranscriber } = await import('../../voice');
  const config = loadConfig({ dataDir: defaultDataDir() });
  const store =
    options.store || options.answer
      ? await openStore({ store: options.store, now: options.now, answers: options.answer })
      : undefined;
  const transcriber = await FileTranscriber.load({
    modelsDir: config.voice.modelsDir,
    threads: config.voice.threads,
    secondPass: config.voice.secondPass,
    lexicon: store && decodingLexicon(store.catalog),
  });
  let failed = 0;
  for (const file of files) {
    try {
      const { text, lang, confidence, nbest, ms } = await transcriber.file(file, options.lang);
      const answer =
        options.answer && store
          ? { answer: store.engine.ask({ text, lang, nbest, spoken: true }, store.engine.newConversation()) }
          : {};
      process.stdout.write(
        `${JSON.stringify({ file, text, lang, confidence, nbest: nbest.map(({ text, score }) => ({ text, score })), ms, ...answer })}\n`,
      );
    } catch (error) {
      failed += 1;
      const { message } = DaogouError.toWire(error);
      console.error(`daogou: ${message}`);
      process.stdout.write(`${JSON.stringify({ file, error: message })}\n`);
    }
  }
  await transcriber.close();
  await store?.close();
  if (failed > 0) process.exitCode = 1;
}

export function addTranscribe(program: Command): void {
  program
    .command('transcribe')
    .description(
      'Recognises recordings, one JSON object a file; with --store the recognition is compiled for that store, with --answer the answer follows.',
    )
    .argument('<wav...>', 'WAV files of any sample rate, mono or stereo, 16-bit or float')
    .option('--store <dir>', 'a store feed folder', folder)
    .option('--now <time>', 'fixes the clock for --answer', instant)
    .option('--lang <lang>', 'zh or en instead of finding out', understood)
    .option('--answer', 'also what the terminal would answer')
    .action(run);
}
