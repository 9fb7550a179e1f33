x = 3
match 5:
    case x():
        pass
