match 5:
    case x if x / 0:
        pass
