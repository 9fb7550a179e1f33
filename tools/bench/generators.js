function* numbers(n) { for (let i = 0; i < n; i++) yield i; }
function* odd(source) { for (const i of source) if (i & 1) yield i; }
function* tree(depth) { if (depth) { yield* tree(depth - 1); yield depth; yield* tree(depth - 1); } }
function* average() {
  let total = 0, count = 0, mean = null;
  for (;;) { const value = yield mean; total += value; count += 1; mean = Math.floor(total / count); }
}
const a = average(); a.next();
let last = 0, sum = 0, leaves = 0;
for (const i of numbers(400000)) last = a.next(i).value;
for (const i of odd(numbers(1000000))) sum += i;
for (const d of tree(15)) leaves += d;
console.log(sum, leaves, last);
