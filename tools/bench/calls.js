function ack(m, n) { return m === 0 ? n + 1 : n === 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)); }
function tak(x, y, z = 7) { return y >= x ? z : tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y)); }
let a, t, u;
for (let i = 0; i < 8; i++) { a = ack(2, 300); t = tak(20, 12); u = tak(18, 12, 6); }
console.log(a, t, u);
