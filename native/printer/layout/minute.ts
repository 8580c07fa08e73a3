/** Local date and minute of an RFC 3339 time, in the time's own offset. */
export function minute(time: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})/.exec(time);
  return match ? `${match[1]} ${match[2]}` : time;
}
