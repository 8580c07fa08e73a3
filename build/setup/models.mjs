import { lastLine, runProgram } from './child.mjs';
import { daogou } from './command.mjs';
import { ROOT, sharedModelsDir } from './paths.mjs';
import { Missing } from './report.mjs';

/**
 * Installs every speech model that can be had. The terminal starts without the others and says what it lacks.
 */
export async function installModels(say) {
  const [file, args] = daogou('models', 'install');
  const env = { ...process.env, DAOGOU_VOICE_MODELS_DIR: sharedModelsDir() };
  const { code, out, errors } = await runProgram(file, args, {
    cwd: ROOT,
    env,
    onLine: (text) => text.startsWith('{') || say(text),
  });
  const models = out
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text));
  const lacking = models.filter((model) => !model.ok);
  if (lacking.length > 0)
    throw new Missing(
      `the terminal starts without ${lacking.map(({ id, detail }) => `${id} (${detail})`).join(', ')}`,
    );
  if (code !== 0) throw new Missing(`the terminal starts without speech: ${lastLine(errors)}`);
  return `all ${models.length} are here`;
}
