raise 'a string'
