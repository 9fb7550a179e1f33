print(1, undefined_thing, 2)
