/** Words of names and categories of what only looks like the thing. */
const TOY = /玩具|模型|积木|\btoys?\b/i;

/** Whether goods are toys, by what their names and categories say. */
export const saysToy = (text: string): boolean => TOY.test(text);
