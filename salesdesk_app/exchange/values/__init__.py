"""What cells mean: amounts, days, words; a cell with two readings is decided by its column."""
