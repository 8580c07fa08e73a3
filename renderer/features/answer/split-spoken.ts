/**
 * Cuts a text around the part that is being spoken now; null where the caption is not in it word for word.
 */
export function splitSpoken(
  text: string,
  caption: string,
): [before: string, spoken: string, after: string] | null {
  const spoken = caption.trim();
  const at = spoken ? text.indexOf(spoken) : -1;
  return at < 0 ? null : [text.slice(0, at), spoken, text.slice(at + spoken.length)];
}
