/** Words around a game that four teams play on the room's screen. A game's own roles are in its folder. */
export const teamGames = {
  teams: { square: '青瓷队', circle: '瓯柑队', triangle: '蓝夹缬队', diamond: '杨梅队' },
  turn: '轮到{team}',
  come: '请{team}上来',
  countOff: '先报数：1、2、3、4。',
  roles: '谁做什么',
  member: '{number} 号',
  here: '我们来了',
};
