# A text game, played from the keyboard: aster adventure.as. Without a terminal it plays itself.
import sys

ROOMS = {
    "hall": ("A cold hall. A door leads east, stairs lead down.", {"east": "library", "down": "cellar"}, []),
    "library": ("Books to the ceiling. The hall lies west.", {"west": "hall"}, ["lamp"]),
    "cellar": ("A cellar, lit by your lamp: a chest!", {"up": "hall"}, ["treasure"]),
}
DEMO = ["look", "down", "east", "take lamp", "west", "down", "take treasure", "up"]


class Game:
    def __init__(self):
        self.place, self.bag = "hall", []
        self.items = {name: list(things) for name, (_, _, things) in ROOMS.items()}

    def look(self):
        here = self.items[self.place]
        return ROOMS[self.place][0] + (f" You see: {', '.join(here)}." if here else "")

    def act(self, line):
        match line.lower().split():
            case ["look"]:
                return self.look()
            case ["take", thing] if thing in self.items[self.place]:
                self.items[self.place].remove(thing)
                self.bag.append(thing)
                return f"You have the {thing}."
            case ["take", thing]:
                return f"There is no {thing} here."
            case [direction] if direction in ROOMS[self.place][1]:
                if ROOMS[self.place][1][direction] == "cellar" and "lamp" not in self.bag:
                    return "It is pitch dark down there. You stay where you are."
                self.place = ROOMS[self.place][1][direction]
                return self.look()
            case _:
                return "You can: look, take THING, or go " + ", ".join(ROOMS[self.place][1]) + "."

    @property
    def won(self):
        return self.place == "hall" and "treasure" in self.bag


game = Game()
commands = iter(lambda: input("> "), "quit") if sys.stdin.isatty() else DEMO
print(game.look())
for command in commands:
    if not sys.stdin.isatty():
        print("> " + command)
    print(game.act(command))
    if game.won:
        print("Rich and back in the light: you have won.")
        break
