/** Words by which an offer's title says itself that it is for members. */
const MEMBERS = ['会员', 'member'] as const;

/** Whether a title says that it is for members. */
export const saysMembers = (title: string): boolean =>
  MEMBERS.some((word) => title.toLowerCase().includes(word));
