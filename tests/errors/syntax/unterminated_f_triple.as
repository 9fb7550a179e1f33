s = f'''a
b {1}
