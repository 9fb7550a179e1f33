local wrap, yield = coroutine.wrap, coroutine.yield
local function numbers(n) return wrap(function() for i = 0, n - 1 do yield(i) end end) end
local function odd(source) return wrap(function() for i in source do if i % 2 == 1 then yield(i) end end end) end
local function walk(depth) if depth > 0 then walk(depth - 1) yield(depth) walk(depth - 1) end end
local a = wrap(function()
  local total, count, mean = 0, 0, nil
  while true do
    local value = yield(mean)
    total = total + value
    count = count + 1
    mean = math.floor(total / count)
  end
end)
a()
local last, sum, leaves = 0, 0, 0
for i in numbers(400000) do last = a(i) end
for i in odd(numbers(1000000)) do sum = sum + i end
for d in wrap(function() walk(15) end) do leaves = leaves + d end
print(string.format("%d %d %d", sum, leaves, last))
