answer = "package"
