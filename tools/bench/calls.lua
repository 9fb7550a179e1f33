local function ack(m, n)
  if m == 0 then return n + 1 end
  if n == 0 then return ack(m - 1, 1) end
  return ack(m - 1, ack(m, n - 1))
end
local function tak(x, y, z)
  z = z or 7
  if y >= x then return z end
  return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
end
local a, t, u
for _ = 1, 8 do a, t, u = ack(2, 300), tak(20, 12), tak(18, 12, 6) end
print(a, t, u)
