import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** Writes beside the place and renames, so that an interruption never leaves half a file. */
export function writeAtomic(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}.tmp`;
  writeFileSync(aside, text);
  renameSync(aside, file);
}

export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {string} [algorithm]
 * @param {import('node:crypto').BinaryToTextEncoding} [encoding]
 * @returns {Promise<string>} hash of a file's bytes.
 */
export function hashFile(file, algorithm = 'sha256', encoding = 'hex') {
  return new Promise((resolve, reject) => {
    const hash = createHash(algorithm);
    createReadStream(file)
      .on('data', (chunk) => hash.update(chunk))
      .on('end', () => resolve(hash.digest(encoding)))
      .on('error', reject);
  });
}

/**
 * One hash over names and bytes of all files below the given paths (files or folders) for which `keep` says
 * yes.
 * @param {string} root
 * @param {string[]} paths
 * @param {(file: string) => boolean} [keep]
 */
export function hashTree(root, paths, keep = () => true) {
  const hash = createHash('sha256');
  const visit = (relative) => {
    const absolute = path.join(root, relative);
    if (!existsSync(absolute)) return void hash.update(`-${relative}\0`);
    const entries = readdirIfFolder(absolute);
    if (!entries)
      return void (
        keep(relative) && hash.update(`${relative}\0`).update(readFileSync(absolute)).update('\0')
      );
    for (const name of entries.sort()) visit(path.join(relative, name));
  };
  for (const each of paths) visit(each);
  return hash.digest('hex');
}

function readdirIfFolder(absolute) {
  try {
    return readdirSync(absolute);
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
