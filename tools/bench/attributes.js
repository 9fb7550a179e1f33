class Point { constructor(x, y) { this.x = x; this.y = y; } }
class Mover extends Point {
  constructor(x, y) { super(x, y); this.steps = 0; }
  move(dx, dy) { this.x += dx; this.y += dy; this.steps += 1; return this; }
}
const a = new Mover(0, 0), b = new Mover(1, 1);
for (let i = 0; i < 600000; i++) { a.move(1, 2); b.move(a.x & 3, a.y & 3); }
console.log(a.x, a.y, b.x, b.y, a.steps);
