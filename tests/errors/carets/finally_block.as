try:
    pass
finally:
    {}['k']
