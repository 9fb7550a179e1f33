def f(a):
    return (
        a
        if a
        else
        a.missing
    )


f(0)
