(5).completely_different
