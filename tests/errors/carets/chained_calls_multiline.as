x = (
    'abc'
    .upper()
    .nothing()
    .lower()
)
