"""The verbs of voting, one function each: lock, guard, change, append."""
