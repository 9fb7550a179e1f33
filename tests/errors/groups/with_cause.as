def leaf():
    try:
        1 / 0
    except ZeroDivisionError as e:
        try:
            raise ValueError("leaf") from e
        except ValueError as v:
            return v


raise ExceptionGroup("caused", [leaf()]) from OSError("root")
