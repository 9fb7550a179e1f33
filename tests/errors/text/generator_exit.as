raise GeneratorExit('ge')
