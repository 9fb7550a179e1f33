print("alpha", __name__, __package__)
name = "alpha"
