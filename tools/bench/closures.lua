local function counter(step)
  local count = 0
  return function(n) count = count + n * step return count end
end
local function compose(f, g) return function(x) return f(g(x)) end end
local function inc(x) return x + 1 end
local chain = inc
for _ = 1, 7 do chain = compose(chain, inc) end
local a, b, total = counter(1), counter(3), 0
for i = 0, 499999 do a(i) b(1) end
for i = 0, 119999 do total = total + chain(i) end
print(string.format("%d %d %d", a(0), b(0), total))
