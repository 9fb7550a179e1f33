function simpson(n) {
  const h = 1.0 / n; let total = 0.0;
  for (let i = 0; i < n; i++) {
    const x = i * h, m = x + h / 2.0, y = x + h;
    total += (1.0 / (1.0 + x * x) + 4.0 / (1.0 + m * m) + 1.0 / (1.0 + y * y)) * h / 6.0;
  }
  return total * 4.0;
}
function logistic(r, n) { let x = 0.5; for (let i = 0; i < n; i++) x = r * x * (1.0 - x); return x; }
console.log(simpson(600000).toFixed(9), logistic(3.2, 2000000).toFixed(9));
