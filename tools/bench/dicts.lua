local n, counts, x = 1000000, {}, 12345
for i = 1, n do
  x = (x * 1103515245 + 12345) % 2147483648
  local key = x % 5000
  counts[key] = (counts[key] or 0) + 1
end
local names, total = {}, 0
for i = 0, 4999 do names["key" .. i] = i end
for _ = 1, 50 do for name in pairs(names) do total = total + names[name] end end
for key = 0, 4999, 3 do counts[key] = nil end
local size = 0
for _ in pairs(counts) do size = size + 1 end
print(size, total)
