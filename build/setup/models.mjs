import { lastLine, runProgram } from './child.mjs';
import { daogou } from './command.mjs';
import { ROOT, sharedModelsDir } from './paths.mjs';
import { Missing } from './report.mjs';

/** Installs the speech models that the manifest calls required. The terminal starts without them and says what it lacks. */
export async function installModels(say) {
  const [file, args] = daogou('models', 'install', '--required');
  const { code, out } = await runProgram(file, args, {
    cwd: ROOT,
    env: { ...process.env, DAOGOU_VOICE_MODELS_DIR: sharedModelsDir() },
    onLine: say,
  });
  if (code !== 0) throw new Missing(`not all speech models are here (${lastLine(out)}); the terminal starts without them`);
  return lastLine(out) || 'all here';
}
