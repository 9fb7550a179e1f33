local function simpson(n)
  local h, total = 1.0 / n, 0.0
  for i = 0, n - 1 do
    local x = i * h
    local m, y = x + h / 2.0, x + h
    total = total + (1.0 / (1.0 + x * x) + 4.0 / (1.0 + m * m) + 1.0 / (1.0 + y * y)) * h / 6.0
  end
  return total * 4.0
end
local function logistic(r, n)
  local x = 0.5
  for _ = 1, n do x = r * x * (1.0 - x) end
  return x
end
print(string.format("%.9f %.9f", simpson(600000), logistic(3.2, 2000000)))
