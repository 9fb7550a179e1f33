class A: pass


del A().nothing
