"""Ready-made parts for the assignment: functions, gradients, digits, pictures; no answers."""
