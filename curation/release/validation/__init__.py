"""What a training file must be, rule by rule; each rule is one function and one row."""
