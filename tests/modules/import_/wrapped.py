answer = "module"
