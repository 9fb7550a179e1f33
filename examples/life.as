# Conway's game of life on a torus: a glider crosses the board.
def step(alive, width, height):
    near = {}
    for x, y in alive:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = (x + dx) % width, (y + dy) % height
                    near[cell] = near.get(cell, 0) + 1
    return {cell for cell, n in near.items() if n == 3 or n == 2 and cell in alive}


def show(alive, width, height):
    return "\n".join("".join("#" if (x, y) in alive else "." for x in range(width)) for y in range(height))


alive = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for generation in range(9):
    if generation % 4 == 0:
        print(f"generation {generation}\n{show(alive, 8, 6)}")
    alive = step(alive, 8, 6)
