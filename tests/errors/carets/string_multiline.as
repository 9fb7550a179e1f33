x = '''line
''' + 5
