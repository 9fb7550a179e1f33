raise ValueError("with class cause") from KeyError
