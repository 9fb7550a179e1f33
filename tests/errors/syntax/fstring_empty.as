print(f'a {} b')
