raise ValueError("effect") from OSError(2, "never raised")
