/** The `count`th largest of some numbers (of all of them the least where there are fewer). */
export function floorOf(scores: Float32Array, count: number): number {
  const cells = scores.slice();
  const wanted = Math.max(0, cells.length - count);
  for (let low = 0, high = cells.length - 1; low < high;) {
    const pivot = cells[(low + high) >>> 1]!;
    let [i, j] = [low, high];
    while (i <= j) {
      while (cells[i]! < pivot) i++;
      while (cells[j]! > pivot) j--;
      if (i <= j) {
        const held = cells[i]!;
        cells[i++] = cells[j]!;
        cells[j--] = held;
      }
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return cells[wanted] ?? 0;
}
