local Mover = {}
Mover.__index = Mover
local function new(x, y) return setmetatable({x = x, y = y, steps = 0}, Mover) end
function Mover:move(dx, dy)
  self.x = self.x + dx
  self.y = self.y + dy
  self.steps = self.steps + 1
  return self
end
local a, b = new(0, 0), new(1, 1)
for i = 1, 600000 do
  a:move(1, 2)
  b:move(a.x % 4, a.y % 4)
end
print(a.x, a.y, b.x, b.y, a.steps)
