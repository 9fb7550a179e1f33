def f(x):
    match x:
        case 1 | "two":
            return 1
        case [a, b, *rest] if a:
            return rest
        case {"k": v, **others}:
            return v, others
        case Point(x=0, y=yy) as p:
            return p, yy
        case [Point(), _]:
            return 5
        case None:
            return 0
        case other:
            return other
