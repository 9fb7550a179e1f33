function counter(step) { let count = 0; return n => { count += n * step; return count; }; }
const compose = (f, g) => x => f(g(x)), inc = x => x + 1;
let chain = inc;
for (let i = 0; i < 7; i++) chain = compose(chain, inc);
const a = counter(1), b = counter(3);
let total = 0;
for (let i = 0; i < 500000; i++) { a(i); b(1); }
for (let i = 0; i < 120000; i++) total += chain(i);
console.log(a(0), b(0), total);
