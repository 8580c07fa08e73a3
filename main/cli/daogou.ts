import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import packageJson from '../../package.json';
import { makeFilesPrivate } from '../config';
import { sayInAll } from '../words';
import { report } from './fail';

/** Commands whose files are there for others: a web server's, another terminal's. */
const FOR_OTHERS: ReadonlySet<string> = new Set(['publish', 'import', 'load', 'models']);

/** What each command needs is loaded with it: the floor plan is drawn without a recogniser's memory. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  ask: async () => (await import('./ask')).addAsk,
  find: async () => (await import('./find')).addFind,
  transcribe: async () => (await import('./transcribe')).addTranscribe,
  speak: async () => (await import('./speak')).addSpeak,
  publish: async () => (await import('./publish')).addPublish,
  import: async () => (await import('./import')).addImport,
  load: async () => (await import('./load')).addLoad,
  sync: async () => (await import('./sync')).addSync,
  promo: async () => (await import('./promo')).addPromo,
  fleet: async () => (await import('./fleet')).addFleet,
  print: async () => (await import('./print')).addPrint,
  map: async () => (await import('./map')).addMap,
  models: async () => (await import('./models')).addModels,
  devices: async () => (await import('./devices')).addDevices,
  pin: async () => (await import('./pin')).addPin,
  unanswered: async () => (await import('./unanswered')).addUnanswered,
  doctor: async () => (await import('./doctor')).addDoctor,
};

/** The command that is named, or all of them where help is asked for or none is known by that name. */
async function wanted(name: string | undefined): Promise<((program: Command) => void)[]> {
  const named =
    name !== undefined && Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]!] : Object.values(COMMANDS);
  return Promise.all(named.map((load) => load()));
}

async function createProgram(): Promise<Command> {
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
  for (const add of await wanted(process.argv[2])) add(program);
  for (const command of program.commands) {
    command.exitOverride().configureOutput(program.configureOutput());
    for (const sub of command.commands) sub.exitOverride().configureOutput(program.configureOutput());
  }
  return program;
}

// What is read of a floor plan lives shortly: a nursery that grows with it would hold fifty megabytes to no use.
if (process.argv[2] === 'map') setFlagsFromString('--semi-space-growth-factor=1');

// A reader that goes away (`daogou ask | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

createProgram()
  .then((program) => program.parseAsync(process.argv, { from: 'node' }))
  .then(
    // Native add-ons keep threads of their own; the work is done, so the process ends as soon as its output
    // is out.
    () => process.stdout.write('', () => process.exit()),
    (error: unknown) => process.exit(report(error, (line) => console.error(line))),
  );
