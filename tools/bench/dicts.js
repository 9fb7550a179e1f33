const n = 1000000, counts = new Map();
let y = 12345;
for (let i = 0; i < n; i++) {
  y = Number((BigInt(y) * 1103515245n + 12345n) % 2147483648n);
  const key = y % 5000;
  counts.set(key, (counts.get(key) || 0) + 1);
}
const names = new Map();
for (let i = 0; i < 5000; i++) names.set("key" + i, i);
let total = 0;
for (let r = 0; r < 50; r++) for (const name of names.keys()) total += names.get(name);
for (let key = 0; key < 5000; key += 3) counts.delete(key);
console.log(counts.size, total);
