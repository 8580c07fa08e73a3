/** Path parts of a feed's category cell. */
export function splitPath(path: string): string[] {
  return path
    .split('>')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
