import { Command } from 'commander';
import packageJson from '../../package.json';
import { makeFilesPrivate } from '../config';
import { sayInAll } from '../words';
import { addAsk } from './ask';
import { addDevices } from './devices';
import { addDoctor } from './doctor';
import { report } from './fail';
import { addFind } from './find';
import { addFleet } from './fleet';
import { addImport } from './import';
import { addLoad } from './load';
import { addMap } from './map';
import { addModels } from './models';
import { addPin } from './pin';
import { addPrint } from './print';
import { addPromo } from './promo';
import { addPublish } from './publish';
import { addSpeak } from './speak';
import { addSync } from './sync';
import { addTranscribe } from './transcribe';
import { addUnanswered } from './unanswered';

/** Commands whose files are there for others: a web server's, another terminal's. */
const FOR_OTHERS: ReadonlySet<string> = new Set(['publish', 'import', 'load', 'models']);

function createProgram(): Command {
  const program = new Command('daogou')
    .description(
      `${sayInAll('app.logo').reverse().join(' ')}: ask, listen, speak, publish, sync, print and check, from the command line.`,
    )
    .version(packageJson.version)
    .showHelpAfterError(false)
    .exitOverride()
    .enablePositionalOptions()
    .hook('preSubcommand', (_program, command) => {
      if (!FOR_OTHERS.has(command.name())) makeFilesPrivate();
    })
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, 'daogou: ').replace(/\n(?=.)/g, ' ')),
    });
  for (const add of [
    addAsk,
    addFind,
    addTranscribe,
    addSpeak,
    addPublish,
    addImport,
    addLoad,
    addSync,
    addPromo,
    addFleet,
    addPrint,
    addMap,
    addModels,
    addDevices,
    addPin,
    addUnanswered,
    addDoctor,
  ])
    add(program);
  for (const command of program.commands) {
    command.exitOverride().configureOutput(program.configureOutput());
    for (const sub of command.commands) sub.exitOverride().configureOutput(program.configureOutput());
  }
  return program;
}

// A reader that goes away (`daogou ask | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

createProgram()
  .parseAsync(process.argv, { from: 'node' })
  .then(
    // Native add-ons keep threads of their own; the work is done, so the process ends as soon as its output
    // is out.
    () => process.stdout.write('', () => process.exit()),
    (error: unknown) => process.exit(report(error, (line) => console.error(line))),
  );
